<#
.SYNOPSIS
Runs every example of the help pages as it is written, each in a runspace and a folder of its own, and writes what came of it as JSON.

.NOTES
Four at once: what takes their time is silent hosts. Those that listen do so one after the other, for they all want the same ports,
and so begin first.
#>
param([string] $Module, [string] $Docs, [string] $Out, [int] $TimeoutSeconds = 120)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$env:PSModulePath = "$(Split-Path (Split-Path (Split-Path $Module)))$([IO.Path]::PathSeparator)$env:PSModulePath"

function Start-Example {
    # -> the running example, for Complete-Example.
    param($Example)
    $folder = New-Item (Join-Path ([IO.Path]::GetTempPath()) "mdi-example-$([guid]::NewGuid())") -ItemType Directory
    $shell = [powershell]::Create()
    $null = $shell.AddScript("
        Import-Module '$Module'
        Set-Location '$($folder.FullName)'
        function Get-ADComputer { [pscustomobject]@{ Name = 'DC01'; DNSHostName = 'dc01.contoso.com' }, [pscustomobject]@{ Name = 'DC02'; DNSHostName = 'dc02.contoso.com' } }
        # No WinRM here: what would run elsewhere runs in place.
        function Invoke-Command { param([Parameter(Position = 0)] [string[]] `$ComputerName, [Parameter(Position = 1)] [scriptblock] `$ScriptBlock) & `$ScriptBlock }
        'ComputerName', 'dc1.corp.lab.test' | Set-Content servers.csv
        'ComputerName', '10.77.1.11' | Set-Content devices.csv
        function Get-Credential { [pscredential]::new('mdi', (ConvertTo-SecureString 'Lab-Pr0xy:Pass/word+=' -AsPlainText -Force)) }
        # A secret that nobody has to type, and sessions with a second PowerShell on this machine.
        function Read-Host { param([switch] `$AsSecureString) ConvertTo-SecureString 'a shared secret' -AsPlainText -Force }
        `$secret = Read-Host
        function New-PSSession { param([string[]] `$ComputerName)
            foreach (`$name in `$ComputerName) {
                `$process = [Management.Automation.Runspaces.PowerShellProcessInstance]::new()
                `$process.Process.StartInfo.FileName = '$env:MDI_SHELL'
                `$runspace = [runspacefactory]::CreateOutOfProcessRunspace(`$null, `$process)
                `$runspace.Open()
                [Management.Automation.Runspaces.PSSession]::Create(`$runspace, 'Process', `$null)
            }
        }
        function Get-DhcpServerv4Lease { [pscustomobject]@{ IPAddress = [ipaddress]'10.77.1.11'; HostName = 'fs1' } }").Invoke()
    $shell.Commands.Clear()
    if ($Example.Script.Contains('-Session $sensor')) {
        $null = $shell.AddScript('$sensor, $senders = New-PSSession sensor01, vpn01').Invoke()
        $shell.Commands.Clear()
    }
    # Nobody waits for an hour here; and what runs in place has no other place's variables.
    $script = $Example.Script -replace '(?<=-Duration )\d+', '2' -replace '\$using:', '$'
    $null = $shell.AddScript($script).AddCommand('Out-String')
    [pscustomobject]@{ Example = $Example; Shell = $shell; Folder = $folder; Watch = [System.Diagnostics.Stopwatch]::StartNew(); Invocation = $shell.BeginInvoke() }
}

function Complete-Example {
    # -> what came of an example that has ended, or has had its time.
    param($Running)
    $shell, $example, $text, $problems = $Running.Shell, $Running.Example, '', @()
    if ($Running.Invocation.IsCompleted) {
        # A throw that stands in the example itself is what it shows.
        try { $text = "$($shell.EndInvoke($Running.Invocation))" } catch {
            $said = $_.Exception.InnerException.Message
            if (-not $said -or -not $example.Script.Contains($said)) { $problems += "$_" }
        }
        $problems += @($shell.Streams.Error | ForEach-Object { "$_" })
    } else {
        $problems += "it did not end within $TimeoutSeconds s"
        $shell.Stop()
    }
    $shell.Dispose()
    Remove-Item $Running.Folder -Recurse -Force
    [pscustomobject]@{ Page = $example.Page; Example = $example.Title; Problems = $problems; Seconds = $Running.Watch.Elapsed.TotalSeconds; Characters = $text.Trim().Length }
}

$examples = foreach ($page in Get-ChildItem $Docs -Filter '*-Mdi*.md') {
    foreach ($found in [regex]::Matches((Get-Content $page.FullName -Raw), '(?ms)^### (Example \d+[^\r\n]*).*?^```powershell\r?\n(.*?)^```')) {
        $script = $found.Groups[2].Value
        [pscustomobject]@{ Page = $page.BaseName; Title = $found.Groups[1].Value; Script = $script; Listens = $script -match 'Receive-MdiProbe|Test-MdiInboundPort' }
    }
}
$waiting = [Collections.Generic.List[object]]@($examples | Sort-Object Listens -Descending -Stable)
$running = [Collections.Generic.List[object]]::new()
$report = while ($waiting.Count + $running.Count) {
    while ($running.Count -lt 4) {
        $next = $waiting | Where-Object { -not ($_.Listens -and $running.Example.Listens -contains $true) } | Select-Object -First 1
        if (-not $next) { break }
        $null = $waiting.Remove($next)
        $running.Add((Start-Example $next))
    }
    foreach ($one in @($running | Where-Object { $_.Invocation.IsCompleted -or $_.Watch.Elapsed.TotalSeconds -gt $TimeoutSeconds })) {
        $null = $running.Remove($one)
        Complete-Example $one
    }
    Start-Sleep -Milliseconds 100
}
ConvertTo-Json @($report) -Depth 4 | Set-Content $Out
