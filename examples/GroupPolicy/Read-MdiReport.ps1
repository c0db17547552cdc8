<#
.SYNOPSIS
Collects the reports of Write-MdiReport.ps1 from a share as typed results, and names the machines whose report is missing or broken.

.PARAMETER Share
The folder with the reports.

.PARAMETER ExpectedComputer
The machines that should have reported; those that have not are named in a warning.

.EXAMPLE
$results = .\Read-MdiReport.ps1 \\files\mdi$ -ExpectedComputer (Get-Content .\servers.txt)
$results | Where-Object Verdict -eq Fail | Group-Object SourceComputer, ComputerName -NoElement
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Share,

    [string[]] $ExpectedComputer = @()
)

$files = @(Get-ChildItem -LiteralPath $Share -Filter *.json -File -ErrorAction Stop)

# Broken files are errors with the file as target; the others are read. The errors go on to the caller.
$files | Import-MdiResult

# A temporary file without its report: that machine was stopped while it wrote.
foreach ($left in Get-ChildItem -LiteralPath $Share -Filter '.*.json.*.tmp' -File -Force) {
    Write-Warning "$($left.Name -replace '^\.(.+)\.json\.\w+\.tmp$', '$1') was stopped while it wrote its report at $($left.LastWriteTime)."
}
foreach ($name in $ExpectedComputer | Where-Object { $_ -notin $files.BaseName }) {
    Write-Warning "$name has written no report."
}
