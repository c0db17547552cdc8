<#
.SYNOPSIS
Tests this machine's way to the controllers, compares it with the time before, and writes an event or a mail only when something got worse.

.DESCRIPTION
Made for Task Scheduler. Each run keeps its results in a file, and the next run compares with them: what broke is told once, and again only
when it breaks anew. The first run has nothing to compare with; it tells what fails.

Got worse means: something broke, something new fails, or something could not be tried any more (IsWorse of Compare-MdiResult). Nothing is
written when all is as it was or better. The exit code is 0 then, and 1 when something got worse, which Task Scheduler shows.

.PARAMETER Path
The file with the results of the time before, in a folder where only administrators may write. It is replaced.

.PARAMETER Test
What to test. Its output is compared.

.PARAMETER MailTo
Who gets a mail. Without it a warning is written to the Application log (source Application, id 1), or to the console where
there is no such log.

.PARAMETER MailFrom
The sender of that mail.

.PARAMETER SmtpServer
The mail server.

.EXAMPLE
.\Watch-MdiChange.ps1 C:\ProgramData\MdiPrereq\last.json { Test-MdiPort -DomainName contoso.com -SensorType Standalone }

.EXAMPLE
$run = '-NoProfile -File C:\Scripts\Watch-MdiChange.ps1 C:\ProgramData\MdiPrereq\last.json'
$action = New-ScheduledTaskAction -Execute powershell.exe -Argument $run
$daily = New-ScheduledTaskTrigger -Daily -At 6:00
Register-ScheduledTask MdiPrereq -Action $action -Trigger $daily -User 'NT AUTHORITY\NETWORK SERVICE'

Every morning at six, for this machine's own domain.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true, Position = 0)]
    [string] $Path,

    [Parameter(Position = 1)]
    [scriptblock] $Test = { Test-MdiPort -DomainName $env:USERDNSDOMAIN },

    [string] $MailTo = '',
    [string] $MailFrom = '',
    [string] $SmtpServer = ''
)

$results = @(& $Test)
if (-not $results) {
    Write-Error 'The test gave no result; the results of the time before are left as they are.'
    exit 1
}

# A file that cannot be read is an error and compared with as if it were empty: everything that fails is told then.
$before = @(if (Test-Path -LiteralPath $Path) { Import-MdiResult -LiteralPath $Path })
$worse = @(Compare-MdiResult -ReferenceObject $before -DifferenceObject $results | Where-Object IsWorse)
$results | Export-MdiResult -Path $Path
if (-not $worse) { exit 0 }

$lines = $worse | ForEach-Object {
    "$($_.Change): $($_.SourceComputer) to $($_.ComputerName), $($_.Check)"
    "  $($_.Message)"
    if ($_.Remediation) { "  $($_.Remediation)" }
}
$title = "Defender for Identity prerequisites: $($worse.Count) got worse on $([Environment]::MachineName)"
$text = (@($title, '') + $lines) -join [Environment]::NewLine

if ($MailTo) {
    # MailMessage is in the box everywhere; Send-MailMessage is marked as obsolete.
    $client = New-Object System.Net.Mail.SmtpClient $SmtpServer
    $client.Send($MailFrom, $MailTo, $title, $text)
}
elseif ([Environment]::OSVersion.Platform -eq 'Win32NT') {
    # An event holds 31,839 characters. The source Application is always there; to make one of our own needs an administrator.
    [Diagnostics.EventLog]::WriteEntry('Application', $text.Substring(0, [Math]::Min($text.Length, 30000)), 'Warning', 1)
}
else { Write-Warning $text }
exit 1
