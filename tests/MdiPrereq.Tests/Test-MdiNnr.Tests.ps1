# Against this machine's own loopback, where nothing answers, and against results that were made up: what needs no lab.

BeforeDiscovery {
    $trips = @(
        @{ Way = 'JSON'; Trip = { $_ | ConvertTo-Json | ConvertFrom-Json } }
        @{ Way = 'CSV'; Trip = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
        @{ Way = 'CLIXML'; Trip = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } }
    )
}

Describe 'Test-MdiNnr' {
    BeforeAll {
        # The DNS server is this machine, which has none: it says so at once.
        $PSDefaultParameterValues['Test-MdiNnr:DnsServer'] = '127.0.0.1'
    }

    AfterAll {
        $PSDefaultParameterValues.Remove('Test-MdiNnr:DnsServer')
    }

    Context 'Results' {
        It 'has the properties of the contract' {
            $result = Test-MdiNnr 127.0.0.1
            $expected = 'ComputerName', 'RemoteAddress', 'Verdict', 'Message', 'Remediation', 'Reference', 'SourceComputer', 'SourceAddress',
                'TimestampUtc', 'ElapsedMilliseconds', 'ResolvedName', 'ResolvedBy', 'Conflict', 'NtlmState', 'NtlmReason', 'NtlmName',
                'NetBiosState', 'NetBiosReason', 'NetBiosName', 'RdpState', 'RdpReason', 'RdpName', 'DnsState', 'DnsReason', 'DnsName'
            $expected | Where-Object { $_ -notin $result.PSObject.Properties.Name } | Should -BeNullOrEmpty
            $result.PSTypeNames[0] | Should -Be 'MdiPrereq.NnrTestResult'
            { $result.Verdict = 'Pass' } | Should -Throw
        }

        It 'tells closed from silent and fails a device without a name' {
            $result = Test-MdiNnr 127.0.0.1
            $result.NtlmState, $result.NetBiosState, $result.RdpState, $result.DnsState | Should -Be 'Closed', 'Closed', 'Closed', 'Closed'
            $result.ResolvedBy, $result.ResolvedName, $result.Conflict, $result.Verdict | Should -Be 'None', '', $false, 'Fail'
            $result.Message | Should -Match 'NTLM over RPC is closed'
            $result.Remediation | Should -Not -BeNullOrEmpty
        }

        It 'uses only the methods that are chosen' {
            $result = Test-MdiNnr 127.0.0.1 -Method NetBios, Rdp
            $result.NtlmState, $result.NetBiosState, $result.RdpState, $result.DnsState | Should -Be 'NotTested', 'Closed', 'Closed', 'NotTested'
        }

        It 'says that nothing applies to a Modern sensor' {
            $results = @(Test-MdiNnr 127.0.0.1, 127.0.0.2 -SensorType Modern)
            $results.Count | Should -Be 2
            $results.Verdict | Sort-Object -Unique | Should -Be 'NotApplicable'
            $results.NtlmState | Sort-Object -Unique | Should -Be 'NotTested'
        }

        It 'does not call it a failure when no chosen method exists for the address' {
            $result = Test-MdiNnr ::1 -Method NetBios
            $result.Verdict, $result.NetBiosReason | Should -Be 'NotTested', 'NotApplicable'
        }

        It 'gives a result for a name that has no address' {
            $result = Test-MdiNnr no-such-host.invalid -TimeoutMilliseconds 1000 -ErrorAction Stop
            $result.NtlmState, $result.Verdict, $result.RemoteAddress | Should -Be 'NameNotResolved', 'Fail', ''
        }

        It 'gives one result for each address of <Case>' -ForEach @(
            @{ Case = 'a block'; Targets = '127.0.0.8/29'; First = '127.0.0.8'; Last = '127.0.0.15' }
            @{ Case = 'a block with host bits'; Targets = '127.0.0.13/29'; First = '127.0.0.8'; Last = '127.0.0.15' }
            @{ Case = 'a range'; Targets = '127.0.0.8-127.0.0.15'; First = '127.0.0.8'; Last = '127.0.0.15' }
            @{ Case = 'a short range'; Targets = '127.0.0.8-15'; First = '127.0.0.8'; Last = '127.0.0.15' }
            @{ Case = 'several'; Targets = '127.0.0.8/30', '127.0.0.12-127.0.0.14', '127.0.0.15'; First = '127.0.0.8'; Last = '127.0.0.15' }
        ) {
            $addresses = (Test-MdiNnr $Targets -Method NetBios).ComputerName | Sort-Object { [version] $_ }
            $addresses.Count, $addresses[0], $addresses[-1] | Should -Be 8, $First, $Last
        }

        It 'gives its first results of a very wide block at once' {
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            @(Test-MdiNnr 127.0.0.0/8 -Method NetBios | Select-Object -First 3).Count | Should -Be 3
            $watch.ElapsedMilliseconds | Should -BeLessThan 5000
        }

        It 'gives one Boolean with -Quiet' {
            Test-MdiNnr 127.0.0.1 -Quiet | Should -BeExactly $false
            Test-MdiNnr 127.0.0.1 -SensorType Modern -Quiet | Should -BeExactly $true
            @() | Test-MdiNnr -Quiet | Should -BeExactly $false
            Test-MdiNnr 127.0.0.1, 10.0.0.300 -SensorType Modern -Quiet -ErrorAction SilentlyContinue | Should -BeExactly $false
        }

        It 'gives what fails to Test-MdiPort' {
            $again = Test-MdiNnr 127.0.0.1 | Where-Object Verdict -EQ Fail | Test-MdiPort
            $again.RequirementId | Sort-Object | Should -Be 'NnrNetBios137', 'NnrRdp3389', 'NnrRpc135'
        }
    }

    Context 'Pipelines' {
        It 'takes devices from <Case>' -ForEach @(
            @{ Case = 'strings'; Objects = '127.0.0.1', '127.0.0.2' }
            @{ Case = 'ComputerName'; Objects = [pscustomobject]@{ ComputerName = '127.0.0.1' }, [pscustomobject]@{ ComputerName = '127.0.0.2' } }
            @{ Case = 'IPAddress, as a lease has it'; Objects = [pscustomobject]@{ IPAddress = [ipaddress] '127.0.0.1' }, [pscustomobject]@{ IPAddress = [ipaddress] '127.0.0.2' } }
            @{ Case = 'IPv4Address'; Objects = [pscustomobject]@{ IPv4Address = '127.0.0.1' }, [pscustomobject]@{ IPv4Address = '127.0.0.2' } }
            @{ Case = 'DNSHostName, as Get-ADComputer has it'; Objects = [pscustomobject]@{ Name = 'X'; DNSHostName = '127.0.0.1' }, [pscustomobject]@{ Name = 'Y'; DNSHostName = '127.0.0.2' } }
            @{ Case = 'a CSV file'; Objects = "IPAddress`n127.0.0.1`n127.0.0.2" | ConvertFrom-Csv }
        ) {
            ($Objects | Test-MdiNnr -Method NetBios).ComputerName | Sort-Object | Should -Be '127.0.0.1', '127.0.0.2'
        }
    }

    Context 'Bad input' {
        It 'reports <Case> once and goes on' -ForEach @(
            @{ Case = 'an empty name'; Bad = ''; Says = 'empty' }
            @{ Case = 'a malformed address'; Bad = '10.0.0.300'; Says = 'not an IPv4 address' }
            @{ Case = 'a name with a port'; Bad = 'dc01:389'; Says = 'holds a port' }
            @{ Case = 'a block wider than /8'; Bad = '10.0.0.0/7'; Says = 'too wide: no block may be wider than /8' }
            @{ Case = 'a wide IPv6 block'; Bad = '2001:db8::/64'; Says = 'too wide' }
            @{ Case = 'a prefix that is none'; Bad = '10.0.0.0/33'; Says = 'not a block' }
            @{ Case = 'a reversed range'; Bad = '10.0.0.9-10.0.0.1'; Says = 'ends before it begins' }
            @{ Case = 'half a range'; Bad = '10.0.0.9-'; Says = 'not a range' }
            @{ Case = 'all of the internet'; Bad = '0.0.0.0/0'; Says = 'too wide' }
        ) {
            foreach ($call in { Test-MdiNnr $Bad, 127.0.0.1 -Method NetBios @quietly }, { $Bad, '127.0.0.1' | Test-MdiNnr -Method NetBios @quietly }) {
                $quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
                $results = @(. $call)
                $results.ComputerName | Should -Be '127.0.0.1'
                @($problems).Count | Should -Be 1
                $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidComputerName,MdiPrereq.Commands.TestMdiNnrCommand'
                $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
                "$($problems[0].TargetObject)" | Should -Be $Bad
                "$($problems[0])" | Should -Match ([regex]::Escape($Says))
            }
        }

        It 'reports an object whose name is empty' {
            $objects = [pscustomobject]@{ DNSHostName = $null }, [pscustomobject]@{ DNSHostName = '127.0.0.1' }
            @($objects | Test-MdiNnr -Method NetBios -ErrorAction SilentlyContinue -ErrorVariable problems).ComputerName | Should -Be '127.0.0.1'
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidComputerName,MdiPrereq.Commands.TestMdiNnrCommand'
        }

        It 'refuses <Case>' -ForEach @(
            @{ Case = 'an unknown method'; Parameters = @{ Method = 'Smb' }; Id = 'CannotConvertArgumentNoMessage' }
            @{ Case = 'a DNS server that is no address'; Parameters = @{ DnsServer = 'dc01' }; Id = 'InvalidDnsServer' }
            @{ Case = 'a source address that this machine lacks'; Parameters = @{ SourceAddress = '192.0.2.77' }; Id = 'SourceAddressNotLocal' }
            @{ Case = 'a throttle of nothing'; Parameters = @{ ThrottleLimit = 0 }; Id = 'ParameterArgumentValidationError' }
        ) {
            { Test-MdiNnr 127.0.0.1 @Parameters -ErrorAction Stop } | Should -Throw -ErrorId "$Id,MdiPrereq.Commands.TestMdiNnrCommand"
        }
    }

    It 'fits its table into 100 columns' {
        $lines = Test-MdiNnr 127.0.0.1, no-such-host-with-a-very-long-name-of-forty-characters.invalid -TimeoutMilliseconds 1000 | Out-String -Width 100 -Stream
        $lines = $lines -replace '\x1b\[[\d;]*m'
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        $lines | Where-Object { $_ -match '^Fail\s+127\.0\.0\.1\s+closed\s+closed\s+closed\s+closed\s+None' } | Should -Not -BeNullOrEmpty
    }
}

Describe 'Measure-MdiNnr' {
    BeforeAll {
        function New-Result([string] $address, [hashtable] $names = @{}) {
            $result = [ordered]@{ ComputerName = $address; RemoteAddress = $address }
            foreach ($method in 'Ntlm', 'NetBios', 'Rdp', 'Dns') {
                $result["${method}State"] = 'Closed'
                $result["${method}Name"] = "$($names[$method])"
            }
            [pscustomobject] $result
        }
    }

    It 'measures results of Test-MdiNnr' {
        $measures = Test-MdiNnr 127.0.0.1, 127.0.0.2, 127.0.1.1 -Method NetBios, Rdp | Measure-MdiNnr
        ($measures | ForEach-Object { "$($_.Subnet) $($_.Method) $($_.Devices) $($_.Resolved) $($_.Failed) $($_.FailurePercent) $($_.AlertExpected)" }) | Should -Be @(
            '127.0.0.0/24 NetBios 2 0 2 100 True', '127.0.0.0/24 Rdp 2 0 2 100 False',
            '127.0.1.0/24 NetBios 1 0 1 100 True', '127.0.1.0/24 Rdp 1 0 1 100 False',
            'Total NetBios 3 0 3 100 True', 'Total Rdp 3 0 3 100 False')
        $measures[4].FailingSubnets | Should -Be '127.0.0.0/24, 127.0.1.0/24'
    }

    It 'measures results that went through <Way>' -ForEach $trips {
        $results = Test-MdiNnr 127.0.0.1, 127.0.0.2 -Method NetBios, Rdp
        $before = $results | Measure-MdiNnr | ConvertTo-Csv
        $results | ForEach-Object $Trip | Measure-MdiNnr -ErrorAction Stop | ConvertTo-Csv | Should -Be $before
    }

    It 'expects no alert at 90 % and one beyond it, but never for RDP' {
        $results = 1..10 | ForEach-Object { New-Result "10.0.0.$_" $(if ($_ -eq 1) { @{ NetBios = 'PC1'; Dns = 'pc1' } } else { @{} }) }
        $total = $results | Measure-MdiNnr | Where-Object Subnet -EQ Total
        ($total | ForEach-Object { "$($_.Method) $($_.FailurePercent) $($_.AlertExpected)" }) | Should -Be 'Ntlm 100 True', 'NetBios 90 False', 'Rdp 100 False', 'Dns 90 False'
    }

    It 'measures by <PrefixLength> bits' -ForEach @(
        @{ PrefixLength = 16; Subnets = '10.0.0.0/16', '10.1.0.0/16', 'Total' }
        @{ PrefixLength = 25; Subnets = '10.0.0.0/25', '10.0.0.128/25', '10.1.2.0/25', 'Total' }
    ) {
        $measures = '10.1.2.3', '10.0.0.200', '10.0.0.1' | ForEach-Object { New-Result $_ } | Measure-MdiNnr -PrefixLength $PrefixLength
        $measures.Subnet | Select-Object -Unique | Should -Be $Subnets
    }

    It 'gives an error for an object that is no result, and measures the others' {
        $measures = (Get-Item .), (New-Result '10.0.0.1'), 'text' | Measure-MdiNnr -ErrorAction SilentlyContinue -ErrorVariable problems
        ($measures | Where-Object Subnet -EQ Total)[0].Devices | Should -Be 1
        $problems.Count | Should -Be 2
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInputObject,MdiPrereq.Commands.MeasureMdiNnrCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        "$($problems[0].TargetObject)" | Should -Be "$(Get-Item .)"
    }

    It 'leaves out what does not apply or has no address' {
        (Test-MdiNnr 127.0.0.1 -SensorType Modern), (New-Result '') | Measure-MdiNnr | Should -BeNullOrEmpty
    }

    It 'refuses a prefix length of <_>' -ForEach 7, 33 {
        { Measure-MdiNnr -InputObject (New-Result '10.0.0.1') -PrefixLength $_ } | Should -Throw -ErrorId 'ParameterArgumentValidationError,MdiPrereq.Commands.MeasureMdiNnrCommand'
    }

    It 'fits its table into 100 columns' {
        $lines = 1..30 | ForEach-Object { New-Result "10.0.$_.1" } | Measure-MdiNnr | Out-String -Width 100 -Stream
        ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        $lines -match 'Subnet: 10\.0\.7\.0/24' | Should -Not -BeNullOrEmpty
    }
}
