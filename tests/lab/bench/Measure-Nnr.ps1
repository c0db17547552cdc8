# One benchmark case; prints figures and judges nothing.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [ValidateSet('Names', 'Silent', 'Wide')] [string] $Case
)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$process = Get-Process -Id $PID
function Get-PeakMemory { $process.Refresh(); [math]::Round($process.PeakWorkingSet64 / 1MB) }

# Once before it counts, as a session would have it: the runtime compiles what it has not seen.
$null = Test-MdiNnr 10.79.0.1 -Method Ntlm, NetBios
$idle = Get-PeakMemory
$watch = [System.Diagnostics.Stopwatch]::StartNew()

switch ($Case) {
    'Names' {
        $named = 0
        Test-MdiNnr 10.79.0.0/20 -Method Ntlm, NetBios -ThrottleLimit 512 | ForEach-Object {
            $octets = $_.ComputerName.Split('.')
            $name = "D$($octets[1])-$($octets[2])-$($octets[3])"
            if ($_.NetBiosName -eq $name -and $_.NtlmName -eq "$name.bench.test") { $named++ }
        }
        '{0}: {1:0.00} s, {2} of 4096 devices named by both methods' -f 'Test-MdiNnr', $watch.Elapsed.TotalSeconds, $named
    }
    'Silent' {
        $count = @(Test-MdiNnr 10.79.128.0/22 -Method Ntlm, NetBios, Rdp -ThrottleLimit 4096 -TimeoutMilliseconds 3000).Count
        '{0} silent devices x 3 methods: {1:0.00} s; one timeout is 3.00 s' -f $count, $watch.Elapsed.TotalSeconds
    }
    'Wide' {
        $first = $null
        $states = @{}
        Test-MdiNnr 10.79.0.0/16 -ThrottleLimit 4096 -DnsServer 10.76.0.2 | ForEach-Object {
            if (-not $first) { $first = $watch.Elapsed.TotalSeconds }
            $states["$($_.Verdict)"]++
        }
        '/16: first result after {0:0.00} s, all after {1:0.0} s ({2}); peak {3} MB, {4} MB above before' -f
            $first, $watch.Elapsed.TotalSeconds, (($states.GetEnumerator() | ForEach-Object { "$($_.Key) $($_.Value)" }) -join ', '),
            (Get-PeakMemory), ((Get-PeakMemory) - $idle)
    }
}
