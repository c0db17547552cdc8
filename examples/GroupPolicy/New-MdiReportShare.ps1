<#
.SYNOPSIS
Makes the two shares that reports by Group Policy need: one that computers only read the module from, and a drop folder for the reports.

.DESCRIPTION
Run it as administrator on the file server. They must be two folders: the module is loaded by SYSTEM on domain controllers, so that who may
change a file of it owns the domain; and into the drop folder every computer writes.

Module   Computers read and run. Only administrators of this server and SYSTEM write. The module is copied there.
Reports  A computer may create files, and neither list the folder nor read, change or delete what is there: only what it has created
         itself (CREATOR OWNER), whose rights it cannot pass on (OWNER RIGHTS). Those who collect may read.

Both shares are encrypted (SMB 3), so that nothing is changed on the way, and not cached. The folders must not exist yet: what was
there before could have been put there by anybody.

A computer can still take a name in the drop folder before its owner does, or fill the disk. Read-MdiReport.ps1 tells the first by the
owner of the file; a quota on the folder (File Server Resource Manager) prevents the second.

.PARAMETER Path
A folder of this server, on NTFS or ReFS. The folders Module and Reports are made in it. When it does not exist it is made, for
administrators alone; one that exists must be theirs alone.

.PARAMETER ComputerGroup
The computers that test and report, such as 'CONTOSO\Domain Computers'. Domain controllers are not in that group: add
'CONTOSO\Domain Controllers'.

.PARAMETER ReaderGroup
Who collects the reports.

.PARAMETER ModuleShare
The name of the share with the module.

.PARAMETER ReportShare
The name of the share with the drop folder.

.PARAMETER Module
The staged module; the one that this script is part of when omitted.

.EXAMPLE
.\New-MdiReportShare.ps1 D:\Mdi -ComputerGroup 'CONTOSO\Domain Computers', 'CONTOSO\Domain Controllers' -ReaderGroup 'CONTOSO\Identity Team' -WhatIf
Says what it would do.

.EXAMPLE
.\New-MdiReportShare.ps1 D:\Mdi -ComputerGroup 'CONTOSO\Domain Controllers' -ReaderGroup 'CONTOSO\Domain Admins'
The start-up script of these computers is then:
\\files\MdiModule$\MdiPrereq\examples\GroupPolicy\Write-MdiReport.ps1 -ModulePath \\files\MdiModule$\MdiPrereq -Share \\files\MdiReport$ -DomainName contoso.com
#>
[CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium')]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [Parameter(Mandatory = $true)]
    [string[]] $ComputerGroup,

    [Parameter(Mandatory = $true)]
    [string[]] $ReaderGroup,

    [string] $ModuleShare = 'MdiModule$',
    [string] $ReportShare = 'MdiReport$',
    [string] $Module = (Split-Path (Split-Path $PSScriptRoot))
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

# By SID: these have other names in other languages.
$system = '*S-1-5-18'
$administrators = '*S-1-5-32-544'
$creatorOwner = '*S-1-3-0'
$ownerRights = '*S-1-3-4'

function Invoke-AccessTool([string[]] $Arguments) {
    $output = & icacls @Arguments
    if (-not $?) { throw "icacls $($Arguments -join ' ') failed: $output" }
}

# Nothing is inherited: on a drive's root users may create what they like. The rights are set before anything is in the folder.
function Initialize-Folder([string] $Folder, [string[]] $Grant = @()) {
    $null = New-Item -Path $Folder -ItemType Directory
    Invoke-AccessTool (@($Folder, '/inheritance:r', '/grant:r', "${system}:(OI)(CI)F", "${administrators}:(OI)(CI)F") + $Grant)
    Invoke-AccessTool $Folder, '/setowner', $administrators
    if (Get-ChildItem -LiteralPath $Folder -Force) { throw "'$Folder' was filled before its rights were set." }
}

$modules = Join-Path $Path 'Module'
$reports = Join-Path $Path 'Reports'
if (-not (Test-Path -LiteralPath (Join-Path $Module 'MdiPrereq.psd1'))) { throw "'$Module' is not the module: it has no MdiPrereq.psd1." }

if ($PSCmdlet.ShouldProcess($modules, "Make a folder that $($ComputerGroup -join ', ') may read, and copy the module there")) {
    if (-not (Test-Path -LiteralPath $Path)) { Initialize-Folder $Path }
    Initialize-Folder $modules ($ComputerGroup | ForEach-Object { "${_}:(OI)(CI)RX" })
    $target = (New-Item -Path (Join-Path $modules 'MdiPrereq') -ItemType Directory).FullName
    foreach ($item in 'MdiPrereq.psd1', 'bin', 'en-US', 'examples', 'LICENSE') {
        Copy-Item -LiteralPath (Join-Path $Module $item) -Destination $target -Recurse
    }
}

if ($PSCmdlet.ShouldProcess($reports, "Make a folder in which $($ComputerGroup -join ', ') may create files and own only their own")) {
    # On the folder alone: create files (WD), pass through (X), see that it is there (RA, RC, S). Not: list it (RD), make folders (AD).
    $rights = @($ComputerGroup | ForEach-Object { "${_}:(WD,X,RA,RC,S)" })
    $rights += "${creatorOwner}:(OI)(IO)M", "${ownerRights}:(OI)(IO)M"
    $rights += $ReaderGroup | ForEach-Object { "${_}:(OI)(CI)RX" }
    Initialize-Folder $reports $rights
}

# The share lets through what the folder's rights are then asked about; the module's lets nobody write, administrators neither.
$common = @{ CachingMode = 'None'; EncryptData = $true }
if ($PSCmdlet.ShouldProcess($ModuleShare, "Share $modules for reading")) {
    New-SmbShare -Name $ModuleShare -Path $modules -ReadAccess $ComputerGroup -Description 'MdiPrereq: the module' @common
}
if ($PSCmdlet.ShouldProcess($ReportShare, "Share $reports")) {
    $access = @{ ChangeAccess = $ComputerGroup; ReadAccess = $ReaderGroup; FolderEnumerationMode = 'AccessBased' }
    New-SmbShare -Name $ReportShare -Path $reports -Description 'MdiPrereq: reports' @access @common
}
