<#
.SYNOPSIS
Runs, on a real Windows machine, what has not been seen there yet, and prints what differs from what is expected.

.DESCRIPTION
The module is tested on Linux, under mono and under Wine. This script shows the rest; the README lists it under "Not yet seen on Windows". Run
it in Windows PowerShell 5.1 and in PowerShell 7, at best on a domain controller or a member server of a domain. It changes nothing, but
with AllowFirewallRule, as administrator, it makes an outbound rule for one documentation address and removes it again.

There is one object for each check: Outcome is AsExpected, Differs or NotRun, and Seen says what differs, or what is needed to run it. Send
those that differ, with $PSVersionTable, to the project.

.PARAMETER DomainController
A healthy domain controller; this machine's when it is one.

.PARAMETER Device
Devices that can be named, such as Windows workstations.

.PARAMETER WorkspaceName
The workspace, to go the way to the cloud service.

.PARAMETER Session
A session to another Windows machine (New-PSSession), to test from there.

.PARAMETER AllowFirewallRule
Lets the script make one outbound rule of Windows Firewall for a moment.

.PARAMETER ModulePath
The module's manifest. When omitted: the module that is imported already, or the one that this script is part of.

.PARAMETER Name
Only the checks of these names; wildcards are allowed.

.EXAMPLE
powershell.exe -File .\Confirm-OnWindows.ps1 -DomainController dc01.contoso.com -Device 10.1.2.3

.EXAMPLE
.\Confirm-OnWindows.ps1 -DomainController dc01.contoso.com | Where-Object Outcome -eq Differs | Format-List
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'The checks use them, into which the analyzer does not look.')]
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low')]
param(
    [string] $DomainController,
    [string[]] $Device,
    [string] $WorkspaceName,
    [System.Management.Automation.Runspaces.PSSession] $Session,
    [switch] $AllowFirewallRule,
    [string] $ModulePath,
    [string[]] $Name = '*'
)

# Absent in Windows PowerShell, which runs nowhere else.
$onWindows = $PSVersionTable.PSEdition -ne 'Core' -or $IsWindows
$administrator = $onWindows -and
    ([Security.Principal.WindowsPrincipal] [Security.Principal.WindowsIdentity]::GetCurrent()).IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
# A machine whose own name is in no DNS has no better one.
$fullName = try { [Net.Dns]::GetHostEntry('').HostName } catch { [Environment]::MachineName }
if ($onWindows -and -not $DomainController -and (Get-CimInstance Win32_OperatingSystem).ProductType -eq 2) { $DomainController = $fullName }

# Each check gives a line for what differs, and none when all is as expected. Needs: what must be there, and how it is said when it is not.
$windows = @{ Has = { $onWindows }; Says = 'Windows' }
$elevated = @{ Has = { $administrator }; Says = 'an administrator''s PowerShell on Windows' }
$controller = @{ Has = { $DomainController }; Says = '-DomainController' }
$checks = @(
    @{
        Name    = 'Module'
        Expects = 'the module loads its own two assemblies of this edition and no other'
        Needs   = @()
        Run     = {
            $edition = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
            $base = (Get-Module MdiPrereq).ModuleBase
            $loaded = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location.StartsWith($base) }
            foreach ($assembly in $loaded) {
                if ($assembly.GetName().Name -notin 'MdiPrereq', 'MdiPrereq.Probes') { "$($assembly.Location) is loaded" }
                if ((Split-Path (Split-Path $assembly.Location) -Leaf) -ne $edition) { "$($assembly.Location) is not of $edition" }
            }
            if (@($loaded).Count -ne 2) { "$(@($loaded).Count) assemblies of the module are loaded" }
        }
    }
    @{
        Name    = 'ClosedPorts'
        Expects = 'no port of this machine itself is called silent: each is open or closed, by TCP (RST) and UDP (WSAECONNRESET)'
        Needs   = @()
        Run     = {
            Test-MdiPort 127.0.0.1 -Destination DomainController, Device | Where-Object { "$($_.State)" -notin 'Open', 'Closed' } |
                ForEach-Object { "$($_.RequirementId) $($_.Transport) is $($_.State) ($($_.Reason)): $($_.Message)" }
        }
    }
    @{
        Name    = 'Files'
        Expects = 'results go to a file, over it, and come back as they were'
        Needs   = @()
        Run     = {
            $file = Join-Path ([IO.Path]::GetTempPath()) "mdi-confirm-$PID.json"
            try {
                $results = @(Test-MdiPort 127.0.0.1 -Destination Device)
                $results | Export-MdiResult $file
                $results | Export-MdiResult $file
                $restored = @(Import-MdiResult $file)
                $different = Compare-Object @($results | ForEach-Object { $_.Message }) @($restored | ForEach-Object { $_.Message })
                if ($different -or $restored.Count -ne $results.Count) { "$($results.Count) results became $($restored.Count): $($different.InputObject)" }
            } finally {
                Remove-Item $file -Force -ErrorAction SilentlyContinue
            }
        }
    }
    @{
        Name    = 'Stop'
        Expects = 'a run that is stopped ends within five seconds and leaves no socket'
        Needs   = @()
        Run     = {
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $null = Test-MdiNnr 127.0.0.0/16 -Method Ntlm, Rdp -TimeoutMilliseconds 60000 | Select-Object -First 1
            if ($watch.ElapsedMilliseconds -gt 5000) { "it took $($watch.ElapsedMilliseconds) ms" }
            if ($onWindows) {
                $left = @(Get-NetTCPConnection -OwningProcess $PID -ErrorAction SilentlyContinue | Where-Object State -In SynSent, Established)
                if ($left) { "$($left.Count) sockets are left, the first to $($left[0].RemoteAddress):$($left[0].RemotePort)" }
            }
        }
    }
    @{
        Name    = 'Inbound'
        Expects = 'what is sent to this machine itself arrives, and both ends joined verify it'
        Needs   = @()
        Run     = {
            $ports = @{ RadiusPort = 41813; SyslogPort = 41514 }
            $shell = [powershell]::Create()
            $null = $shell.AddScript('param($module, $ports) Import-Module $module; Receive-MdiProbe -Duration 6 @ports').
                AddArgument((Get-Module MdiPrereq).Path).AddArgument($ports)
            $listening = $shell.BeginInvoke()
            # It says in its information stream when it listens.
            while (-not $listening.IsCompleted -and $shell.Streams.Information.Count -eq 0) { Start-Sleep -Milliseconds 50 }
            $sent = @(Send-MdiProbe 127.0.0.1 @ports)
            $received = @($shell.EndInvoke($listening))
            $shell.Dispose()
            $results = @($sent + $received | Test-MdiInboundPort)
            if ($results.Count -ne 3) { "$($results.Count) results came, not 3" }
            $results | Where-Object Verified -ne $true | ForEach-Object { "$($_.RequirementId) $($_.Transport): $($_.Message)" }
        }
    }
    @{
        Name    = 'OwnName'
        Expects = 'NTLM over RPC names this machine: Windows sends a challenge on TCP 135'
        Needs   = @($windows)
        Run     = {
            $result = Test-MdiNnr 127.0.0.1 -Method Ntlm
            if ("$($result.ResolvedName)".Split('.')[0] -ne $fullName.Split('.')[0]) { "the name is '$($result.ResolvedName)', not $fullName. $($result.Message)" }
        }
    }
    @{
        Name    = 'LocalPorts'
        Expects = 'TCP 444, UDP 1813 and 514 are open where Windows lists a listener, and closed where it lists none'
        Needs   = @($windows)
        Run     = {
            foreach ($result in Test-MdiPort -Destination Localhost, Sensor) {
                $listens = if ("$($result.Transport)" -eq 'Tcp') {
                    [bool](Get-NetTCPConnection -LocalPort $result.Port -State Listen -ErrorAction SilentlyContinue)
                } else {
                    [bool](Get-NetUDPEndpoint -LocalPort $result.Port -ErrorAction SilentlyContinue)
                }
                if (("$($result.State)" -eq 'Open') -ne $listens) { "$($result.RequirementId) $($result.Transport) is $($result.State). $($result.Message)" }
            }
        }
    }
    @{
        Name    = 'Offloads'
        Expects = 'LSO and RSC are what Get-NetAdapterLso and Get-NetAdapterRsc say'
        Needs   = @($windows)
        Run     = {
            $word = @{ True = 'on'; False = 'off' }
            foreach ($result in Test-MdiCaptureAdapter | Where-Object { $_.AdapterName -and $_.Actual }) {
                $known = switch ($result.Check) {
                    LargeSendOffload { Get-NetAdapterLso -Name $result.AdapterName -ErrorAction SilentlyContinue | ForEach-Object { "LSO v1 IPv4 $($word["$($_.V1IPv4Enabled)"]), LSO v2 IPv4 $($word["$($_.IPv4Enabled)"]), LSO v2 IPv6 $($word["$($_.IPv6Enabled)"])" } }
                    ReceiveSegmentCoalescing { Get-NetAdapterRsc -Name $result.AdapterName -ErrorAction SilentlyContinue | ForEach-Object { "RSC IPv4 $($word["$($_.IPv4Enabled)"]), RSC IPv6 $($word["$($_.IPv6Enabled)"])" } }
                }
                if ($known -and $known -ne $result.Actual) { "$($result.AdapterName): '$($result.Actual)', Windows says '$known'" }
            }
        }
    }
    @{
        Name    = 'Adapters'
        Expects = 'every check of the adapters can be made'
        Needs   = @($windows)
        Run     = {
            Test-MdiCaptureAdapter | Where-Object { "$($_.Verdict)" -eq 'NotTested' } | ForEach-Object { "$($_.AdapterName) $($_.Check): $($_.Message)" }
        }
    }
    @{
        Name    = 'Controller'
        Expects = 'every row of a healthy domain controller passes, TLS by Schannel among them'
        Needs   = @($windows, $controller)
        Run     = {
            Test-MdiPort $DomainController -SensorType Standalone | Where-Object { "$($_.Verdict)" -ne 'Pass' } |
                ForEach-Object { "$($_.RequirementId) $($_.Transport) $($_.State) ($($_.Reason)): $($_.Message)" }
        }
    }
    @{
        Name    = 'Domain'
        Expects = '-DomainName finds the controllers that Active Directory names'
        Needs   = @($windows, @{ Has = { $fullName.Contains('.') }; Says = 'a machine that is in a domain' })
        Run     = {
            $domain = [DirectoryServices.ActiveDirectory.Domain]::GetComputerDomain()
            $found = (Test-MdiPort -DomainName $domain.Name -Id Ldap389 -Transport Tcp).ComputerName | Sort-Object -Unique
            Compare-Object @($domain.DomainControllers.Name) @($found) | ForEach-Object { "$($_.InputObject) $($_.SideIndicator)" }
        }
    }
    @{
        Name    = 'Devices'
        Expects = 'the devices are named by a primary method'
        Needs   = @($windows, @{ Has = { $Device }; Says = '-Device' })
        Run     = {
            Test-MdiNnr $Device | Where-Object { "$($_.Verdict)" -ne 'Pass' } | ForEach-Object { "$($_.ComputerName): $($_.Message)" }
        }
    }
    @{
        Name    = 'Certificates'
        Expects = 'no certificate makes Windows fetch anything (event 53 of the CAPI2 log)'
        Needs   = @($elevated, $controller, @{
                Has  = { (Get-WinEvent -ListLog Microsoft-Windows-CAPI2/Operational).IsEnabled }
                Says = 'the CAPI2 log: wevtutil sl Microsoft-Windows-CAPI2/Operational /e:true'
            })
        Run     = {
            $start = Get-Date
            $null = Test-MdiPort $DomainController -SensorType Standalone -Id Ldaps636, GcSsl3269, NnrRdp3389
            Get-WinEvent -FilterHashtable @{ LogName = 'Microsoft-Windows-CAPI2/Operational'; Id = 53; StartTime = $start } -ErrorAction SilentlyContinue |
                Where-Object ProcessId -EQ $PID | ForEach-Object { "event 53 at $($_.TimeCreated)" }
        }
    }
    @{
        Name    = 'FirewallBlock'
        Expects = 'what Windows Firewall drops on its way out is BlockedLocally'
        Needs   = @($elevated, @{ Has = { $AllowFirewallRule }; Says = '-AllowFirewallRule' })
        Run     = {
            $rule = "MdiPrereq confirm $PID"
            $null = New-NetFirewallRule -DisplayName $rule -Direction Outbound -Action Block -RemoteAddress 192.0.2.1
            try {
                $result = Test-MdiPort 192.0.2.1 -Id Ldap389 -Transport Tcp
                if ("$($result.State)" -ne 'BlockedLocally') { "TCP 389 is $($result.State) ($($result.Reason))" }
            } finally {
                Remove-NetFirewallRule -DisplayName $rule
            }
        }
    }
    @{
        Name    = 'Cloud'
        Expects = 'each step of the way to the cloud service can be seen, by the proxy that WinINET has for the sensor''s accounts'
        Needs   = @($windows, @{ Has = { $WorkspaceName }; Says = '-WorkspaceName' })
        Run     = {
            Test-MdiCloudService $WorkspaceName | Where-Object { "$($_.Verdict)" -notin 'Pass', 'NotApplicable' } | ForEach-Object { "$($_.Check): $($_.Message)" }
        }
    }
    @{
        Name    = 'Remoting'
        Expects = 'another machine tests by WinRM, and its results come back'
        Needs   = @($windows, $controller, @{ Has = { $Session }; Says = '-Session' })
        Run     = {
            $results = @(& (Join-Path $PSScriptRoot 'Invoke-MdiFanOut.ps1') $Session $DomainController)
            if (-not $results) { 'no result came' }
            $results | Where-Object { $_.SourceComputer -eq $fullName.Split('.')[0] } | Select-Object -First 1 | ForEach-Object { "it was tested from $($_.SourceComputer)" }
        }
    }
    @{
        Name    = 'InboundRemoting'
        Expects = 'another machine sends to this one by WinRM, and all of it arrives'
        Needs   = @($windows, @{ Has = { $Session }; Says = '-Session' })
        Run     = {
            Test-MdiInboundPort -From $Session | Where-Object Verified -ne $true | ForEach-Object { "$($_.RequirementId) $($_.Transport): $($_.Message)" }
        }
    }
    @{
        Name    = 'Compliance'
        Expects = 'the compliance suite runs in Pester and is green'
        Needs   = @($windows, $controller, @{ Has = { Get-Module Pester -ListAvailable | Where-Object Version -GE ([version] '5.0') }; Says = 'Pester 5 or later' })
        Run     = {
            $suite = New-PesterContainer -Path (Get-MdiComplianceTest) -Data @{ ComputerName = $DomainController; SensorType = 'Standalone' }
            $run = Invoke-Pester -Container $suite -PassThru -Output None
            if ($run.Result -ne 'Passed') { @($run.Failed | ForEach-Object { "$($_.ExpandedPath): $($_.ErrorRecord)" }) + "$($run.FailedCount) of $($run.TotalCount) failed" }
        }
    }
)

# One process loads one version: that which is imported, if any. This folder stands beside the manifest.
if ($ModulePath -or -not (Get-Module MdiPrereq)) {
    if (-not $ModulePath) { $ModulePath = Join-Path (Split-Path $PSScriptRoot) 'MdiPrereq.psd1' }
    Import-Module $ModulePath -ErrorAction Stop
}

$where = "$($PSVersionTable.PSEdition) $($PSVersionTable.PSVersion), $([Environment]::OSVersion.VersionString)"
foreach ($check in $checks) {
    if (-not ($Name | Where-Object { $check.Name -like $_ })) { continue }
    $outcome = 'NotRun'
    $seen = ''

    # The first that is missing: without Windows the others cannot be asked.
    foreach ($need in $check.Needs) {
        if (-not $seen -and -not (& $need.Has)) { $seen = "needs $($need.Says)" }
    }
    if (-not $seen -and $PSCmdlet.ShouldProcess($check.Expects, $check.Name)) {
        Write-Verbose "$($check.Name): $($check.Expects)"
        try {
            $seen = @(& $check.Run) -join [Environment]::NewLine
        } catch {
            $seen = "$($_.Exception.GetType().Name): $_"
        }
        $outcome = if ($seen) { 'Differs' } else { 'AsExpected' }
    } elseif (-not $seen) {
        $seen = 'needs to be allowed (-WhatIf, -Confirm)'
    }
    $result = [pscustomobject]@{
        Check    = $check.Name
        Outcome  = $outcome
        Seen     = $seen
        Expected = $check.Expects
        Command  = "$($check.Run)".Trim()
        Where    = $where
    }

    # A table of three columns; Format-List * shows the rest.
    $columns = New-Object System.Management.Automation.PSPropertySet 'DefaultDisplayPropertySet', ([string[]] ('Check', 'Outcome', 'Seen'))
    $result | Add-Member MemberSet PSStandardMembers ([System.Management.Automation.PSMemberInfo[]] $columns) -PassThru
}
