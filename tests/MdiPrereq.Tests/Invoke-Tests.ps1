<#
.SYNOPSIS
Runs the Pester tests against the staged module (out/MdiPrereq/<version>). Ends with the number of failed tests as exit code.

.PARAMETER Path
The tests to run; all when omitted.

.PARAMETER NoLab
Without the tests that need the lab's network.

.PARAMETER OnlyLab
Those alone.

.NOTES
The tests tagged Lab need the lab's network: run this in its sensor host, bash tests/lab/lab.sh exec mdi-sensor -- pwsh -File ...
#>
[CmdletBinding()]
param(
    [string[]] $Path = $PSScriptRoot,
    [switch] $NoLab,
    [switch] $OnlyLab
)

$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
Import-Module Pester -MinimumVersion 5.0
$staged = Get-ChildItem (Join-Path $root 'out/MdiPrereq') -Filter MdiPrereq.psd1 -Recurse -ErrorAction Ignore | Select-Object -First 1
if (-not $staged) { throw 'There is no staged module. Run build.ps1 first.' }
Import-Module $staged.FullName -Force

# What the tests start another PowerShell by. Not this process's own program: where PowerShell is a .NET tool, that is dotnet.
$env:MDI_SHELL = (Get-Command $(if ($PSEdition -eq 'Desktop') { 'powershell' } else { 'pwsh' }) -CommandType Application | Select-Object -First 1).Source

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$configuration.Output.RenderMode = 'Plaintext'
if ($NoLab) { $configuration.Filter.ExcludeTag = 'Lab' }
if ($OnlyLab) { $configuration.Filter.Tag = 'Lab' }
$result = Invoke-Pester -Configuration $configuration
if ($result.TotalCount -eq 0) { throw 'No test was found.' }
$others = if ($result.NotRunCount) { ", $($result.NotRunCount) not asked for" }
"Pester: $($result.PassedCount) passed, $($result.FailedCount) failed, $($result.SkippedCount) skipped$others"
exit [Math]::Min(255, $result.FailedCount + $result.FailedContainersCount)
