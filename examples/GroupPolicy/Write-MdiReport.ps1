<#
.SYNOPSIS
For a start-up script or scheduled task: tests all that a sensor on this machine needs and writes one JSON file, named after the machine, to a share.

.DESCRIPTION
The module and the reports need two places. The module is run by SYSTEM, on domain controllers too: install it with the image, or on a
share that computers may only read. Never put it where computers may write: any of them could then replace what runs on all the others.
The reports go to a drop folder in which a computer may create files and owns only its own. New-MdiReportShare.ps1 makes both shares.

The file appears whole or not at all; a run that is cut off leaves the last whole report as it was, and at most a hidden temporary file.
Its name is how Read-MdiReport.ps1 knows whose report it should be; the file's owner is how it knows whose it is. So run this as SYSTEM,
as start-up scripts do. Without -SensorType, -DomainName and -ComputerName the machine itself says what it is, and which controllers there are. Ends with exit code 0 when a report was written, 1 when not.

.PARAMETER Share
The drop folder for the reports.

.PARAMETER ModulePath
The module: its name when it is installed, or its folder on a read-only share.

.EXAMPLE
powershell.exe -NoProfile -ExecutionPolicy RemoteSigned -File \\files\MdiModule$\MdiPrereq\examples\GroupPolicy\Write-MdiReport.ps1 -ModulePath \\files\MdiModule$\MdiPrereq -WorkspaceName contoso -Share \\files\MdiReport$
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Share,

    [string[]] $ComputerName,
    [string[]] $DomainName,
    [string] $SensorType,
    [string] $WorkspaceName,
    [string[]] $NnrTarget,
    [string[]] $Skip,
    [string] $ModulePath = 'MdiPrereq',

    # All machines of a site start at the same time; a random wait spreads their probes.
    [int] $MaxDelaySeconds = 0,
    [int] $TimeoutMilliseconds = 3000
)

$ErrorActionPreference = 'Stop'
try {
    Import-Module $ModulePath
    if ($MaxDelaySeconds -gt 0) { Start-Sleep -Seconds (Get-Random -Maximum $MaxDelaySeconds) }

    $test = @{ TimeoutMilliseconds = $TimeoutMilliseconds; ErrorAction = 'Continue' }
    foreach ($name in 'ComputerName', 'DomainName', 'SensorType', 'WorkspaceName', 'NnrTarget', 'Skip') {
        if ($PSBoundParameters.ContainsKey($name)) { $test[$name] = $PSBoundParameters[$name] }
    }
    $file = Join-Path $Share "$([Environment]::MachineName).json"
    Test-MdiPrerequisite @test | Export-MdiResult $file
    exit 0
} catch {
    [Console]::Error.WriteLine("MdiPrereq: $_")
    exit 1
}
