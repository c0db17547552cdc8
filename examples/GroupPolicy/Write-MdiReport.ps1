<#
.SYNOPSIS
For a start-up script or scheduled task: tests this machine's ports and writes one JSON file, named after the machine, to a share.

.DESCRIPTION
Install the module on the share or with the image. The share needs nothing but the right to create and overwrite files for Domain
Computers. The file appears whole or not at all; a run that is cut off leaves the last whole report as it was, and at most a hidden
temporary file. Ends with exit code 0 when a report was written, 1 when not.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File \\contoso.com\netlogon\Write-MdiReport.ps1 -DomainName contoso.com -Share \\files\mdi$
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Share,

    [string[]] $ComputerName,
    [string[]] $DomainName,
    [string] $SensorType = 'Classic',
    [string] $ModulePath = 'MdiPrereq',

    # All machines of a site start at the same time; a random wait spreads their probes.
    [int] $MaxDelaySeconds = 0,
    [int] $TimeoutMilliseconds = 3000
)

$ErrorActionPreference = 'Stop'
try {
    Import-Module $ModulePath
    if ($MaxDelaySeconds -gt 0) { Start-Sleep -Seconds (Get-Random -Maximum $MaxDelaySeconds) }

    $test = @{ SensorType = $SensorType; TimeoutMilliseconds = $TimeoutMilliseconds; ErrorAction = 'Continue' }
    if ($ComputerName) { $test.ComputerName = $ComputerName }
    if ($DomainName) { $test.DomainName = $DomainName }
    $file = Join-Path $Share "$([Environment]::MachineName).json"
    Test-MdiPort @test | Export-MdiResult $file
    exit 0
} catch {
    [Console]::Error.WriteLine("MdiPrereq: $_")
    exit 1
}
