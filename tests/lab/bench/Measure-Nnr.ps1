# One benchmark case; prints figures and judges nothing.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [ValidateSet('Names', 'Mixed', 'Silent', 'Wide', 'Lossy', 'One', 'Latency', 'Kept')] [string] $Case,
    [int] $ThrottleLimit,
    [int] $Runs = 1,
    # Nothing before what counts: a session's first run, the runtime's compiling in it.
    [switch] $Cold,
    # The yardstick, with its arguments: runs after each run of ours, so that both meet the same machine.
    [string[]] $Peer
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$process = Get-Process -Id $PID
function Get-PeakMemory { $process.Refresh(); [math]::Round($process.PeakWorkingSet64 / 1MB) }

# Once before it counts, as a session would have it: the runtime compiles what it has not seen.
if (-not $Cold) { $null = @(Test-MdiNnr 10.80.255.0/24 -Method Ntlm, NetBios) }
$idle = Get-PeakMemory
$limit = if ($ThrottleLimit) { @{ ThrottleLimit = $ThrottleLimit } } else { @{} }

# The kind of an address is its last two bits; see bench.sh.
function Test-Right($Result) {
    $octets = $Result.RemoteAddress.Split('.')
    $kind = switch ($octets[1]) { 80 { 0 } 81 { 3 } default { (0, 0, 2, 3)[[int] $octets[3] -band 3] } }
    $name = "D$($octets[1])-$($octets[2])-$($octets[3])"
    switch ($kind) {
        0 { $Result.NetBiosName -eq $name -and $Result.NtlmName -eq "$name.bench.test" -and $Result.RdpState -in 'Closed', 'NotTested' }
        2 { $Result.NtlmState -eq 'Closed' -and $Result.NetBiosState -eq 'Closed' -and $Result.RdpState -eq 'Closed' }
        3 { $Result.NtlmState -eq 'Filtered' -and $Result.NetBiosState -eq 'NoReply' -and $Result.RdpState -eq 'Filtered' }
    }
}

function Get-Cost { $process.Refresh(); '{0:0.00} s, {1:0.00} s CPU' -f $watch.Elapsed.TotalSeconds, ($process.TotalProcessorTime - $before).TotalSeconds }

# Results are kept first and judged then, so that PowerShell's own work is not counted. Wide counts as it goes: it must not keep them.
foreach ($run in 1..$Runs) {
    [System.GC]::Collect()
    $process.Refresh()
    $before = $process.TotalProcessorTime
    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    switch ($Case) {
        'Names' {
            $results = @(Test-MdiNnr 10.80.0.0/18 -Method Ntlm, NetBios @limit)
            $cost = Get-Cost
            'Test-MdiNnr: {0}; {1} of 16384 devices named by both methods' -f $cost, @($results | Where-Object { Test-Right $_ }).Count
        }
        'Mixed' {
            $results = @(Test-MdiNnr 10.79.0.0/20 -Method Ntlm, NetBios, Rdp @limit)
            $cost = Get-Cost
            '4096 mixed devices x 3 methods: {0}; {1} right' -f $cost, @($results | Where-Object { Test-Right $_ }).Count
        }
        'Silent' {
            $count = @(Test-MdiNnr 10.81.0.0/23 -Method Ntlm, NetBios -TimeoutMilliseconds 3000 @limit).Count
            '{0} silent devices x 2 methods: {1}; one timeout is 3.00 s' -f $count, (Get-Cost)
        }
        'Lossy' {
            $results = @(Test-MdiNnr 10.80.0.0/18 -Method Ntlm, NetBios @limit)
            '16384 answering devices, packets lost: {0}; called silent: NTLM {1} ({2} more connected and heard nothing), NetBIOS {3}' -f (Get-Cost),
                @($results | Where-Object NtlmState -EQ 'Filtered').Count,
                @($results | Where-Object { $_.NtlmState -ne 'Filtered' -and -not $_.NtlmName }).Count,
                @($results | Where-Object NetBiosState -EQ 'NoReply').Count
        }
        # The whole cmdlet for one device: more than an answer's way to the pipeline.
        'One' {
            $times = foreach ($i in 1..2000) {
                $began = $watch.Elapsed
                $null = Test-MdiNnr 10.80.0.5 -Method NetBios
                ($watch.Elapsed - $began).TotalMilliseconds
            }
            $times = @($times | Sort-Object)
            'one device, the whole cmdlet: p50 {0:0.00} ms, p99 {1:0.00} ms of {2}' -f $times[1000], $times[1979], $times.Count
        }
        # The device's name is the time, in microseconds, at which it answered.
        'Latency' {
            $times = @(foreach ($i in 1..8) {
                Test-MdiNnr 10.80.254.0/24 -Method NetBios -ThrottleLimit 1 | ForEach-Object {
                    ([DateTime]::UtcNow - [DateTime]::UnixEpoch).TotalMilliseconds - [Convert]::ToInt64($_.NetBiosName.Substring(1), 16) / 1000
                }
            }) | Sort-Object
            'from an answer to its result in ForEach-Object, one device at a time: p50 {0:0.00} ms, p99 {1:0.00} ms of {2}' -f
                $times[$times.Count / 2], $times[[math]::Floor($times.Count * 0.99)], $times.Count
        }
        # Twice, so that what the first run makes once is not counted; an empty object shows what PowerShell needs to hold any.
        'Kept' {
            $type = Add-Type -PassThru -TypeDefinition @'
using System.Management.Automation;
[Cmdlet("New", "Empty")] public class NewEmpty : Cmdlet {
    protected override void EndProcessing() { for (int i = 0; i < 65536; i++) WriteObject(new object()); }
}
'@
            Import-Module $type.Assembly
            $strings = 'ComputerName', 'RemoteAddress', 'NtlmName', 'NetBiosName', 'RdpName', 'DnsName'
            foreach ($what in { New-Empty }, { Test-MdiNnr 10.79.0.0/16 -Method Ntlm, NetBios, Rdp }, { Test-MdiNnr 10.79.0.0/16 -Method Ntlm, NetBios, Rdp }) {
                $results = $null
                $kept = [GC]::GetTotalMemory($true)
                $results = @(& $what)
                $kept = [GC]::GetTotalMemory($true) - $kept
                $texts = [System.Collections.Generic.HashSet[object]]::new([System.Collections.Generic.ReferenceEqualityComparer]::Instance)
                foreach ($result in $results) { foreach ($name in $strings) { if ($result.$name) { $null = $texts.Add($result.$name) } } }
                $length = 0
                foreach ($text in $texts) { $length += [math]::Floor((22 + 2 * $text.Length + 7) / 8) * 8 }
                '{0} kept: {1:0} bytes each, {2:0} of them strings, {3:0} above' -f $results.Count, ($kept / $results.Count), ($length / $results.Count), (($kept - $length) / $results.Count)
            }
        }
        'Wide' {
            $first = $null
            $right = 0
            Test-MdiNnr 10.79.0.0/16 -Method Ntlm, NetBios, Rdp @limit | ForEach-Object {
                if (-not $first) { $first = $watch.Elapsed.TotalSeconds }
                if (Test-Right $_) { $right++ }
            }
            '/16 x 3 methods: first result after {0:0.00} s; {1}; {2} of 65536 right; peak {3} MB, {4} MB above idle' -f
                $first, (Get-Cost), $right, (Get-PeakMemory), ((Get-PeakMemory) - $idle)
        }
    }
    if ($Peer) { & $Peer[0] @($Peer | Select-Object -Skip 1) }
}
