<#
.SYNOPSIS
Tests many would-be sensors at once, through PowerShell remoting (WinRM or SSH), and merges the results.

.DESCRIPTION
Sessions that lack the module get a copy of this machine's in a temporary folder, which is removed afterwards. All sessions test at the
same time. SourceComputer and SourceAddress tell where a result was seen. A session that fails is reported, and the others go on.

.PARAMETER Session
Open sessions: New-PSSession -ComputerName SENSOR01, SENSOR02, or New-PSSession -HostName sensor01 -UserName me for SSH.

.PARAMETER ComputerName
The domain controllers; without them each machine looks for those of its own domain.

.PARAMETER Parameters
More parameters of Test-MdiPrerequisite, such as WorkspaceName, NnrTarget and Skip.

.EXAMPLE
$sessions = New-PSSession -ComputerName SENSOR01, SENSOR02
$results = .\Invoke-MdiFanOut.ps1 $sessions -Parameters @{ WorkspaceName = 'contoso'; NnrTarget = '10.1.2.0/24' }
$results | Where-Object Verdict -eq Fail | Format-Table SourceComputer, ComputerName, Message
$results | Export-MdiResult .\fan-out.json
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [System.Management.Automation.Runspaces.PSSession[]] $Session,

    [Parameter(Position = 1)]
    [string[]] $ComputerName,

    [hashtable] $Parameters = @{}
)

$module = Get-Module MdiPrereq | Select-Object -First 1
if (-not $module) { $module = Import-Module MdiPrereq -PassThru -ErrorAction Stop }

# Where each session finds the module; a folder of our own in those that lack this version of it.
$copied = @()
$version = $module.Version
foreach ($answer in Invoke-Command -Session $Session {
        $found = Get-Module MdiPrereq -ListAvailable | Where-Object Version -EQ $using:version | Select-Object -First 1
        $env:MdiFanOutModule = if ($found) { $found.Path }
        $folder = if (-not $found) { Join-Path ([IO.Path]::GetTempPath()) "MdiPrereq-$([guid]::NewGuid())" }
        if ($folder) {
            $null = New-Item $folder -ItemType Directory
            $env:MdiFanOutModule = Join-Path (Join-Path $folder 'MdiPrereq') 'MdiPrereq.psd1'
        }
        [pscustomobject]@{ Folder = $folder }
    }) {
    if (-not $answer.Folder) { continue }
    $target = $Session | Where-Object InstanceId -EQ $answer.RunspaceId
    Write-Verbose "$($target.ComputerName) lacks MdiPrereq $($module.Version): copying it to $($answer.Folder)."
    Copy-Item $module.ModuleBase (Join-Path $answer.Folder 'MdiPrereq') -ToSession $target -Recurse
    $copied += @{ Session = $target; Folder = $answer.Folder }
}

try {
    $test = $Parameters.Clone()
    if ($ComputerName) { $test.ComputerName = $ComputerName }
    Invoke-Command -Session $Session {
        $more = $using:test
        Import-Module $env:MdiFanOutModule -ErrorAction Stop
        Test-MdiPrerequisite @more
    }
} finally {
    foreach ($copy in $copied) {
        # Windows holds a loaded assembly until its process has ended; what cannot be removed now stays in the temporary folder.
        $folder = $copy.Folder
        Invoke-Command -Session $copy.Session { Remove-Item $using:folder -Recurse -Force -ErrorAction SilentlyContinue }
    }
}
