# The lab's devices (tests/lab/nnr-matrix.json), in the lab's sensor host.

BeforeDiscovery {
    $devices = Get-Content (Join-Path $PSScriptRoot '../lab/nnr-matrix.json') -Raw | ConvertFrom-Json |
        ForEach-Object { @{ What = $_.What; Address = $_.ComputerName; Server = $_.DnsServer; Expected = $_ } }
}

Describe 'Test-MdiNnr in the lab' -Tag Lab {
    BeforeAll {
        $matrix = Get-Content (Join-Path $PSScriptRoot '../lab/nnr-matrix.json') -Raw | ConvertFrom-Json
        $results = @{}
        foreach ($server in $matrix | Group-Object DnsServer) {
            foreach ($result in $server.Group.ComputerName | Test-MdiNnr -DnsServer $server.Name) { $results["$($result.ComputerName) $($server.Name)"] = $result }
        }
    }

    It '<What> (<Address>, DNS <Server>)' -ForEach $devices {
        $result = $results["$Address $Server"]
        $result | Should -Not -BeNullOrEmpty
        $mismatches = foreach ($property in $Expected.PSObject.Properties | Where-Object Name -NotIn What, ComputerName, DnsServer) {
            $allowed = @($property.Value | ForEach-Object { "$_" })
            if ($property.Value -is [array] -and $property.Value.Count -eq 1 -and $null -eq $property.Value[0]) { $allowed = @('') }
            if ("$($result.($property.Name))" -notin $allowed) { "$($property.Name) is '$($result.($property.Name))', not '$($allowed -join "' or '")'" }
        }
        "$($mismatches -join '; ')" | Should -BeNullOrEmpty -Because $result.Message
    }

    It 'lets no control character through' {
        $texts = $results.Values | ForEach-Object { $_.PSObject.Properties.Value } | Where-Object { $_ -is [string] }
        $texts | Where-Object { $_ -match '[\x00-\x1f\x7f-\x9f]' } | Should -BeNullOrEmpty
        $names = $results.Values | ForEach-Object { $_.NtlmName, $_.NetBiosName, $_.RdpName, $_.DnsName, $_.ResolvedName }
        $names | Where-Object { $_ -match '^[=+\-@]' } | Should -BeNullOrEmpty
    }

    It 'measures a subnet and the total' {
        $measures = Test-MdiNnr 10.77.1.11-10.77.1.14 -DnsServer 10.77.0.53 | Measure-MdiNnr
        $measures.Count | Should -Be 8
        $netBios = $measures | Where-Object { $_.Subnet -eq '10.77.1.0/24' -and $_.Method -eq 'NetBios' }
        $netBios.Devices, $netBios.Resolved, $netBios.Failed, $netBios.FailurePercent | Should -Be 4, 2, 2, 50
        ($measures | Where-Object { $_.Subnet -eq 'Total' -and $_.Method -eq 'Dns' }).Resolved | Should -Be 4
    }

    It 'gives what fails to Test-MdiPort' {
        $again = Test-MdiNnr 10.77.1.23 -DnsServer 10.77.0.53 -TimeoutMilliseconds 1000 | Where-Object Verdict -EQ Fail | Test-MdiPort -TimeoutMilliseconds 1000
        $again.RequirementId | Sort-Object | Should -Be 'NnrNetBios137', 'NnrRdp3389', 'NnrRpc135'
        $again.Verdict | Sort-Object -Unique | Should -Be 'Fail'
    }
}
