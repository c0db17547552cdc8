<#
.SYNOPSIS
Collects the reports of Write-MdiReport.ps1 from a share as typed results, and names the machines whose report is missing, broken or not to
be believed.

.DESCRIPTION
A report is named after the machine that wrote it. It is believed when the file's owner is that machine's account, and its results say that
they are from that machine. The results of other reports are left out, with a warning that says why; Import-MdiResult reads such a file if
you want to see it. Where the system knows no owners (Linux) a warning says that they could not be checked.

A file that is no report is an error with the file as target, and the others are read.

.PARAMETER Share
The folder with the reports, made by New-MdiReportShare.ps1.

.PARAMETER ExpectedComputer
The machines that should have reported; those that have not are named in a warning.

.PARAMETER Domain
The NetBIOS names of the domains that the machines are in; this user's when omitted.

.PARAMETER TrustedOwner
Owners beside the machine itself that are believed, such as 'BUILTIN\Administrators' for reports that an administrator has copied, and for
that of the file server itself.

.EXAMPLE
$results = .\Read-MdiReport.ps1 \\files\MdiReport$ -ExpectedComputer (Get-Content .\servers.txt)
$results | Where-Object Verdict -eq Fail | Group-Object SourceComputer, ComputerName -NoElement
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Share,

    [string[]] $ExpectedComputer = @(),
    [string[]] $Domain = @($env:USERDOMAIN),
    [string[]] $TrustedOwner = @()
)

# A machine has some hundred results; what is larger was written to fill our memory.
$largest = 64MB

# Names come from machines that are not trusted, and go to a terminal.
function Get-PlainName([string] $Name) { $Name -replace '[^\x20-\x7E]', '?' }

# Why the file is not believed, before it is read; empty when nothing speaks against it.
function Get-Doubt([IO.FileInfo] $File, [string[]] $Machine, [string[]] $Trusted, [bool] $HasOwner) {
    if ($File.Attributes -band [IO.FileAttributes]::ReparsePoint) { return 'it is a link' }
    if ($File.Length -gt $largest) { return "it is larger than $($largest / 1MB) MB" }
    if (-not $HasOwner) { return '' }
    try { $owner = (Get-Acl -LiteralPath $File.FullName -ErrorAction Stop).Owner }
    catch { return "its owner could not be read: $_" }
    if ($owner -in $Machine -or $owner -in $Trusted) { return '' }
    "its owner is $owner and not $($Machine -join ' or ')"
}

$files = @(Get-ChildItem -LiteralPath $Share -Filter *.json -File -ErrorAction Stop)
$hasOwner = [bool](Get-Command Get-Acl -ErrorAction Ignore)
if (-not $hasOwner -and $files) {
    Write-Warning ('The owners of the files could not be checked: this system does not tell them. ' +
        'Whoever may write to the folder may have written any of these reports.')
}

$believed = @()
foreach ($file in $files) {
    $machine = @($Domain | ForEach-Object { "$_\$($file.BaseName)$" })
    $doubt = Get-Doubt $file $machine $TrustedOwner $hasOwner
    if (-not $doubt) {
        # Errors go on to the caller; what was wrong with one file is nothing to the next.
        try { $results = @(Import-MdiResult -LiteralPath $file.FullName -ErrorVariable problems) }
        catch { Write-Error -Exception $_.Exception -Category ReadError -TargetObject $file.FullName; continue }
        if ($problems) { continue }
        $foreign = @($results | Where-Object { $_.PSObject.Properties['SourceComputer'] -and $_.SourceComputer -ne $file.BaseName })
        if ($foreign) {
            $doubt = "$($foreign.Count) of its $($results.Count) results say that they are from '$($foreign[0].SourceComputer)'"
        }
    }
    if ($doubt) {
        Write-Warning "$(Get-PlainName $file.Name) is not believed: $doubt."
        continue
    }
    $believed += $file.BaseName
    $results
}

# A temporary file without its report: that machine was stopped while it wrote.
foreach ($left in Get-ChildItem -LiteralPath $Share -Filter '.*.json.*.tmp' -File -Force) {
    $name = Get-PlainName ($left.Name -replace '^\.(.+)\.json\.\w+\.tmp$', '$1')
    Write-Warning "$name was stopped while it wrote its report at $($left.LastWriteTime)."
}
foreach ($name in $ExpectedComputer | Where-Object { $_ -notin $believed }) {
    Write-Warning "$name has written no report$(if ($name -in $files.BaseName) { ' that could be believed' })."
}
