<#
.SYNOPSIS
Runs every example of the help pages as it is written, each in a runspace and a folder of its own, and writes what came of it as JSON.
#>
param([string] $Module, [string] $Docs, [string] $Out, [int] $TimeoutSeconds = 120)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$env:PSModulePath = "$(Split-Path (Split-Path (Split-Path $Module)))$([IO.Path]::PathSeparator)$env:PSModulePath"
$report = foreach ($page in Get-ChildItem $Docs -Filter '*-Mdi*.md') {
    foreach ($found in [regex]::Matches((Get-Content $page.FullName -Raw), '(?ms)^### (Example \d+[^\r\n]*).*?^```powershell\r?\n(.*?)^```')) {
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
        if ($found.Groups[2].Value.Contains('-Session $sensor')) {
            $null = $shell.AddScript('$sensor, $senders = New-PSSession sensor01, vpn01').Invoke()
            $shell.Commands.Clear()
        }
        # Nobody waits for an hour here; and what runs in place has no other place's variables.
        $script = $found.Groups[2].Value -replace '(?<=-Duration )\d+', '2' -replace '\$using:', '$'
        $null = $shell.AddScript($script).AddCommand('Out-String')
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $running = $shell.BeginInvoke()
        $problems = @()
        $text = ''
        if ($running.AsyncWaitHandle.WaitOne($TimeoutSeconds * 1000)) {
            # A throw that stands in the example itself is what it shows.
            try { $text = "$($shell.EndInvoke($running))" } catch {
                $said = $_.Exception.InnerException.Message
                if (-not $said -or -not $found.Groups[2].Value.Contains($said)) { $problems += "$_" }
            }
            $problems += @($shell.Streams.Error | ForEach-Object { "$_" })
        } else {
            $problems += "it did not end within $TimeoutSeconds s"
            $shell.Stop()
        }
        $shell.Dispose()
        Remove-Item $folder -Recurse -Force
        [pscustomobject]@{ Page = $page.BaseName; Example = $found.Groups[1].Value; Problems = $problems; Seconds = $watch.Elapsed.TotalSeconds; Characters = $text.Trim().Length }
    }
}
ConvertTo-Json @($report) -Depth 4 | Set-Content $Out
