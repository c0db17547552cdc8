# One process that runs and stops, again and again. What it holds at the end, beside what it held when it was warm, has ceilings; the
# exit code is 1 when one is broken. In the bench's sensor host: 10.80.0.0/16 answers, 10.81.0.0/16 is silent, and of 10.79.0.0/16
# each fourth address refuses.
param(
    [Parameter(Mandatory)] [string] $Module,
    [int] $Seconds = 60,
    [int] $ThrottleLimit = 512
)

$ErrorActionPreference = 'Stop'
Import-Module $Module

# Above what the warm process held. The thread pool gives threads back slowly, and its size is the runtime's affair: its ceiling is wide.
$ceilings = [ordered]@{ Descriptors = 8; Threads = 24; ManagedMegabytes = 8; ResidentMegabytes = 64 }
$open = [System.IO.File]::ReadAllLines('/proc/self/limits') -match '^Max open files' -replace '\D+(\d+).*', '$1'
$process = [System.Diagnostics.Process]::GetCurrentProcess()
$peak = 0
$counts = [ordered]@{ Rounds = 0; Results = 0; Stops = 0; Lost = 0; Wrong = 0 }

# By itself and not through a cmdlet: reading must not hold what it counts.
function Get-DescriptorCount { [System.IO.Directory]::GetFileSystemEntries('/proc/self/fd').Length }

function Get-Holding {
    for ($i = 0; $i -lt 3; $i++) {
        [GC]::Collect()
        [GC]::WaitForPendingFinalizers()
    }
    $process.Refresh()
    [ordered]@{
        Descriptors       = Get-DescriptorCount
        Threads           = $process.Threads.Count
        ManagedMegabytes  = [math]::Round([GC]::GetTotalMemory($true) / 1MB, 1)
        ResidentMegabytes = [math]::Round($process.WorkingSet64 / 1MB)
    }
}

function Add-Peak { $script:peak = [math]::Max($script:peak, (Get-DescriptorCount)) }

# Addresses of one kind, other ones in each round.
function Get-Address([ValidateSet('Answering', 'Refusing', 'Silent')] [string] $Kind, [int] $Count) {
    $begin = ($counts.Rounds * $Count) % 8192
    foreach ($i in $begin..($begin + $Count - 1)) {
        $block, $host16 = switch ($Kind) { Answering { 80, $i } Refusing { 79, (4 * $i + 2) } Silent { 81, $i } }
        '10.{0}.{1}.{2}' -f $block, [math]::Floor($host16 / 256), ($host16 % 256)
    }
}

# A run to its end: every device answers or refuses, and every row is there. Without room for a socket a row may say so.
function Invoke-Whole {
    $answering = Get-Address Answering 64
    $named = @($answering | Test-MdiNnr -Method Ntlm, NetBios -ThrottleLimit $ThrottleLimit)
    $refusing = Get-Address Refusing 64
    $refused = @($refusing | Test-MdiPort -Id Ldap389 -ThrottleLimit $ThrottleLimit)
    Add-Peak
    $counts.Results += $named.Count + $refused.Count
    $counts.Lost += 64 - $named.Count + 128 - $refused.Count
    $counts.Wrong += @($named | Where-Object { ($_.NetBiosState -ne 'Open' -or $_.NtlmState -ne 'Open') -and 'Error' -notin $_.NetBiosReason, $_.NtlmReason }).Count
    $counts.Wrong += @($refused | Where-Object { $_.State -ne 'Closed' -and $_.Reason -ne 'Error' }).Count
}

# Stops as users make them. Silent targets, so that hundreds of sockets are open when it comes.
function Invoke-First {
    $null = @(Get-Address Answering 8) + @(Get-Address Silent 400) | Test-MdiPort -Id NnrRpc135, Ldap389 -Transport Tcp -ThrottleLimit $ThrottleLimit | Select-Object -First 1
    Add-Peak
}

function Invoke-Throw {
    try { @(Get-Address Answering 8) + @(Get-Address Silent 400) | Test-MdiNnr -Method Ntlm, NetBios -ThrottleLimit $ThrottleLimit | ForEach-Object { throw 'enough' } }
    catch { $null = $_ }
    Add-Peak
}

function Invoke-Stop([int] $AfterMilliseconds) {
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $null = $shell.AddScript('param($targets, $limit) $targets | Test-MdiPort -Id Ldap389 -ThrottleLimit $limit').AddArgument((Get-Address Silent 400)).AddArgument($ThrottleLimit)
    $running = $shell.BeginInvoke()
    Start-Sleep -Milliseconds $AfterMilliseconds
    Add-Peak
    $shell.Stop()
    $null = $running
    $shell.Dispose()
}

function Invoke-Round {
    Invoke-Whole
    Invoke-First
    Invoke-Throw
    foreach ($wait in 0, 20, 150, 400) { Invoke-Stop $wait }
    $counts.Stops += 6
    $counts.Rounds++
}

$runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
$runspace.Open()
$loader = [powershell]::Create()
$loader.Runspace = $runspace
$null = $loader.AddCommand('Import-Module').AddArgument($Module).Invoke()
$loader.Dispose()

# Warm: the runtime has compiled what it will, the pool has its threads.
foreach ($i in 1..3) { Invoke-Round }
Start-Sleep -Seconds 2
$warm = Get-Holding
$counts.Keys.Clone() | ForEach-Object { if ($_ -notin 'Rounds', 'Lost', 'Wrong') { $counts.$_ = 0 } }
$began = $counts.Rounds
$watch = [System.Diagnostics.Stopwatch]::StartNew()
while ($watch.Elapsed.TotalSeconds -lt $Seconds) { Invoke-Round }
Start-Sleep -Seconds 2
$end = Get-Holding
$sockets = @(& ss -Htan state syn-sent state established).Count + @(& ss -Huan).Count

'{0} rounds in {1:0} s, nofile {2}, throttle {3}: {4} results, {5} stops; peak {6} descriptors' -f
    ($counts.Rounds - $began), $watch.Elapsed.TotalSeconds, "$open", $ThrottleLimit, $counts.Results, $counts.Stops, $peak
$broken = @(
    foreach ($name in $ceilings.Keys) {
        '  {0,-18} {1,7} warm, {2,7} at the end, ceiling {3}' -f $name, $warm.$name, $end.$name, ($warm.$name + $ceilings.$name) | Out-Host
        if ($end.$name -gt $warm.$name + $ceilings.$name) { $name }
    }
    if ($sockets) { "$sockets sockets left open" }
    if ($counts.Lost) { "$($counts.Lost) results lost" }
    if ($counts.Wrong) { "$($counts.Wrong) results wrong" }
)
if ($broken) {
    "BROKEN: $($broken -join ', ')"
    exit 1
}
