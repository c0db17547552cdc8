# Both ends by PowerShell remoting over SSH, as an administrator would from a third machine; started on the router by inbound.sh exec.
# Writes what came of each scene as JSON: results, errors, warnings, seconds.
param([Parameter(Mandatory)] [string] $Folder, [Parameter(Mandatory)] [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$connect = @{
    UserName    = 'root'
    KeyFilePath = "$Folder/key"
    Options     = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
}

# The module is not installed on this machine: a session without this has none of its commands.
function Connect-End($Address, [switch] $Bare) {
    $session = New-PSSession -HostName $Address @connect
    if (-not $Bare) { Invoke-Command $session { Import-Module $using:Module } }
    $session
}

$scenes = [ordered]@{}
function Add-Scene($Name, $Script) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $results = & $Script 2>&1 3>&1
    $scenes[$Name] = [ordered]@{
        Seconds  = $watch.Elapsed.TotalSeconds
        Results  = @($results | Where-Object { $_ -is [MdiPrereq.PortTestResult] -or $_ -is [bool] -or $_ -is [string] })
        Errors   = @($results | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { "$($_.FullyQualifiedErrorId): $_" })
        Warnings = @($results | Where-Object { $_ -is [Management.Automation.WarningRecord] } | ForEach-Object { "$_" })
    }
}

$sensor = Connect-End 10.84.0.10
$vpn = Connect-End 10.84.1.10
$branch = Connect-End 10.84.2.10
$bare = Connect-End 10.84.1.10 -Bare
$secret = [Security.SecureString]::new()
foreach ($letter in 'lab-secret-of-vpn01'.ToCharArray()) { $secret.AppendChar($letter) }
$ErrorActionPreference = 'Continue'
$reach = @{ ComputerName = 'sensor01'; TimeoutMilliseconds = 1500 }
$test = @{ Session = $sensor } + $reach
$nowhere = @{ Session = $sensor; ComputerName = '10.84.1.99'; TimeoutMilliseconds = 1500 }

Add-Scene Free { Test-MdiInboundPort @test -From $vpn, $branch }
Add-Scene Quiet { Test-MdiInboundPort @test -From $vpn -Quiet; Test-MdiInboundPort @test -From $branch -Quiet }
Add-Scene Lost { Test-MdiInboundPort @nowhere -From $vpn -Id Radius1813 }
Add-Scene WithoutModule { Test-MdiInboundPort @test -From $bare, $vpn -Id Radius1813 }
Add-Scene SensorWithoutModule { Test-MdiInboundPort @reach -Session $bare -From $vpn -Id Radius1813 }
Add-Scene Same { Test-MdiInboundPort @test -From $sensor, $vpn -Id Radius1813 }
Add-Scene First { Test-MdiInboundPort @test -From $vpn | Select-Object -First 1 }

# Ctrl+C while the probes are on their way; then both sessions and the port must be free again.
Add-Scene Stopped {
    $shell = [PowerShell]::Create()
    $null = $shell.AddScript('param($module, $test, $from) Import-Module $module; Test-MdiInboundPort @test -From $from').
        AddArgument($Module).AddArgument($test).AddArgument($vpn)
    $null = $shell.BeginInvoke()
    Start-Sleep -Milliseconds 1500
    $shell.Stop()
    "$($shell.InvocationStateInfo.State)"
    $shell.Dispose()
    Test-MdiInboundPort @test -From $vpn -Id Radius1813
}

# A machine that is gone while it sends: its rows alone are lost.
Add-Scene Broken {
    $leaving = Connect-End 10.84.2.10
    $id = Invoke-Command $leaving { $PID }
    $killer = Start-ThreadJob { Start-Sleep -Seconds 1; Stop-Process -Id $using:id -Force }
    Test-MdiInboundPort @test -From $leaving, $vpn -Id Radius1813
    $null = Receive-Job $killer -Wait
    Remove-PSSession $leaving
}

# The same of the sensor's machine, and then a new session to it.
Add-Scene SensorBroken {
    $leaving = Connect-End 10.84.0.10
    $id = Invoke-Command $leaving { $PID }
    $killer = Start-ThreadJob { Start-Sleep -Seconds 1; Stop-Process -Id $using:id -Force }
    Test-MdiInboundPort @reach -Session $leaving -From $vpn -Id Radius1813
    $null = Receive-Job $killer -Wait
    Remove-PSSession $leaving
    Test-MdiInboundPort @test -From $vpn -Id Radius1813
}

# FreeRADIUS and rsyslog take the ports.
$null = & "$PSScriptRoot/inbound.sh" servers $Folder
Add-Scene Secret { Test-MdiInboundPort @test -From $vpn, $branch -SharedSecret $secret -ExpectReply }

Remove-PSSession $sensor, $vpn, $branch, $bare
$scenes | ConvertTo-Json -Depth 5 -EnumsAsStrings
