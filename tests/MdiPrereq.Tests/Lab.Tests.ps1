# The lab's whole expected matrix (tests/lab/matrix.json), in the lab's sensor host.

BeforeDiscovery {
    $rows = Get-Content (Join-Path $PSScriptRoot '../lab/matrix.json') -Raw | ConvertFrom-Json
    $hosts = $rows | Group-Object Host | ForEach-Object { @{ Name = $_.Name; Rows = $_.Group } }
}

Describe 'Test-MdiPort in the lab' -Tag Lab {
    BeforeAll {
        $matrix = Get-Content (Join-Path $PSScriptRoot '../lab/matrix.json') -Raw | ConvertFrom-Json
        $results = foreach ($catalog in $matrix | Group-Object Catalog) {
            $ids = $catalog.Group.RequirementId | Sort-Object -Unique
            $catalog.Group.ComputerName | Sort-Object -Unique | Test-MdiPort -SensorType Standalone -Catalog $catalog.Name -Id $ids
        }
        function Get-Mismatch($expected, $actual) {
            if (-not $actual) { return 'no result' }
            foreach ($property in 'State', 'Reason') {
                if ("$($actual.$property)" -notin $expected.$property) { "$property is $($actual.$property), not $($expected.$property -join ' or ')" }
            }
            if ($null -ne $expected.Verified -and $actual.Verified -ne $expected.Verified) { "Verified is $($actual.Verified)" }
            if ($expected.PSObject.Properties['RemoteName'] -and $actual.RemoteName -notin $expected.RemoteName) { "RemoteName is '$($actual.RemoteName)'" }
            if ($expected.PSObject.Properties['CertificateSubject'] -and $actual.CertificateSubject -notmatch [regex]::Escape($expected.CertificateSubject)) {
                "CertificateSubject is '$($actual.CertificateSubject)'"
            }
            if ($expected.PSObject.Properties['CertificateIssuer'] -and $actual.CertificateIssuer -notmatch [regex]::Escape($expected.CertificateIssuer)) {
                "CertificateIssuer is '$($actual.CertificateIssuer)'"
            }
            # The middle of a round trip is known by half of it.
            $doubt = $actual.ElapsedMilliseconds / 2000
            if ($expected.PSObject.Properties['MaxClockSkewSeconds'] -and [math]::Abs($actual.ClockSkewSeconds) -gt $expected.MaxClockSkewSeconds + $doubt) {
                "ClockSkewSeconds is $($actual.ClockSkewSeconds)"
            }
        }
    }

    It '<Name>: every row is as the matrix has it' -ForEach $hosts {
        $mismatches = foreach ($row in $Rows) {
            $actual = $results | Where-Object {
                $_.ComputerName -eq $row.ComputerName -and $_.RequirementId -eq $row.RequirementId -and
                $_.Transport -eq $row.Transport -and $_.Catalog -eq $row.Catalog
            }
            foreach ($mismatch in Get-Mismatch $row $actual) { "$($row.RequirementId) $($row.Transport): $mismatch. $($actual.Message)" }
        }
        $mismatches | Should -BeNullOrEmpty
    }

    It 'finds the controllers of a domain by their SRV records' {
        (Test-MdiPort -DomainName corp.lab.test -SensorType Standalone -Id Kerberos88).ComputerName | Sort-Object -Unique | Should -Be 'dc1.corp.lab.test', 'dc2.corp.lab.test'
    }

    It 'tests from the source address that is given' {
        (Test-MdiPort 10.77.0.10 -Id Ldap389 -SourceAddress 10.77.0.101).SourceAddress | Sort-Object -Unique | Should -Be '10.77.0.101'
    }

    It 'stops within a moment and leaves no socket behind: <Way>' -ForEach @(
        @{ Way = 'Select-Object -First 1'; Stop = { param($targets) $targets | Test-MdiPort -Id Ldap389 -Transport Tcp -TimeoutMilliseconds 1500 | Select-Object -First 1 } }
        @{ Way = 'an error downstream'; Stop = { param($targets) try { $targets | Test-MdiPort -Id Ldap389 -Transport Tcp -TimeoutMilliseconds 1500 | ForEach-Object { throw 'enough' } } catch { $_ } } }
    ) {
        $targets = foreach ($i in 0..999) { "10.78.$([math]::Floor($i / 250)).$($i % 250 + 1)" }
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $null = & $Stop $targets
        $watch.ElapsedMilliseconds | Should -BeLessThan 10000
        @(& ss -Htan state syn-sent dst 10.78.0.0/16).Count | Should -Be 0
    }

    It 'stops within a moment and leaves no socket behind: Ctrl+C' {
        $module = (Get-Module MdiPrereq).Path
        $shell = [powershell]::Create().AddScript("Import-Module '$module'; 0..999 | ForEach-Object { `"10.78.`$([math]::Floor(`$_ / 250)).`$(`$_ % 250 + 1)`" } | Test-MdiPort -Id Ldap389 -Transport Tcp -TimeoutMilliseconds 20000")
        $running = $shell.BeginInvoke()
        $deadline = [datetime]::UtcNow.AddSeconds(15)
        while (@(& ss -Htan state syn-sent dst 10.78.0.0/16).Count -lt 64 -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 50 }
        @(& ss -Htan state syn-sent dst 10.78.0.0/16).Count | Should -BeGreaterOrEqual 64
        $shell.Stop()
        $running.IsCompleted | Should -BeTrue
        @(& ss -Htan state syn-sent dst 10.78.0.0/16).Count | Should -Be 0
        $shell.Dispose()
    }
}
