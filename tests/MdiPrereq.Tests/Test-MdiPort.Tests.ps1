# Against this machine's own loopback: what needs no server.

Describe 'Test-MdiPort' {
    Context 'Which rows are tested' {
        It 'tests every outbound row but the cloud''s' {
            $results = Test-MdiPort 127.0.0.1 -SensorType Standalone -TimeoutMilliseconds 500
            $results.Count | Should -Be 13
            $results.Direction | Should -BeNullOrEmpty
            $results.Destination | Sort-Object -Unique | Should -Not -Contain 'CloudService'
        }

        It 'leaves the three name resolution rows for -Destination Device' {
            (Test-MdiPort 127.0.0.1 -Destination Device -TimeoutMilliseconds 500).RequirementId | Sort-Object |
                Should -Be 'NnrNetBios137', 'NnrRdp3389', 'NnrRpc135'
        }

        It 'gives a result for every requirement that is piped in' {
            $results = Get-MdiRequiredPort Standalone | Test-MdiPort -ComputerName 127.0.0.1 -TimeoutMilliseconds 500
            $results.Count | Should -Be 18
            ($results | Where-Object RequirementId -EQ Radius1813).Message | Should -Match 'UDP 1813'
            ($results | Where-Object RequirementId -EQ Cloud443).Verdict | Should -Be 'NotTested'
        }

        It 'says that nothing on the network applies to a Modern sensor' {
            $result = @(Test-MdiPort 127.0.0.1 -SensorType Modern)
            $result.Count | Should -Be 1
            $result[0].Verdict | Should -Be 'NotApplicable'
        }

        It 'judges the local rows of this machine' {
            $results = Test-MdiPort -Destination Localhost, Sensor -SensorType Standalone
            $results.RequirementId | Sort-Object -Unique | Should -Be 'Radius1813', 'Syslog514', 'Updater444'
            ($results | Where-Object RequirementId -EQ Updater444).State | Should -BeIn 'Open', 'Closed'
        }

        It 'sends local rows of other machines to those' {
            $results = Test-MdiPort 192.0.2.1 -Destination Localhost, Sensor
            $results.Remediation | ForEach-Object { $_ | Should -Match 'on the sensor''s own machine' }
            $results.Reason | Sort-Object -Unique | Should -Be 'InboundRow'
        }

        It 'tells whose listener has <Transport> <Port>' -ForEach @(
            @{ Transport = 'Tcp'; Port = 444; Id = 'Updater444' }
            @{ Transport = 'Udp'; Port = 1813; Id = 'Radius1813' }
            @{ Transport = 'Tcp'; Port = 514; Id = 'Syslog514' }
            @{ Transport = 'Udp'; Port = 514; Id = 'Syslog514' }
        ) {
            $process = (Get-Process -Id $PID).ProcessName
            try {
                if ($Transport -eq 'Tcp') {
                    $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, $Port)
                    $listener.Start()
                }
                else {
                    $listener = [System.Net.Sockets.UdpClient]::new([System.Net.IPEndPoint]::new([System.Net.IPAddress]::Loopback, $Port))
                }
            }
            catch { Set-ItResult -Skipped -Because "this machine does not let us listen on $Transport ${Port}: $_" }
            try {
                $result = Test-MdiPort -Destination Localhost, Sensor -SensorType Standalone -Id $Id -Transport $Transport
                $result.State, $result.Verdict, $result.Verified | Should -Be 'Open', 'Warning', $false
                $result.Evidence | Should -Be "$process (process $PID) on 127.0.0.1"
                $result.Message | Should -Match ([regex]::Escape("$process (process $PID)"))
                $result.Remediation | Should -Match "$($Transport.ToUpper()) $Port another port"
            }
            finally {
                if ($Transport -eq 'Tcp') { $listener.Stop() } else { $listener.Dispose() }
            }
            (Test-MdiPort localhost -Destination Localhost, Sensor -SensorType Standalone -Id $Id -Transport $Transport).State | Should -Be 'Closed'
        }

        It 'marks a port that no protocol speaks on as not tested' {
            $result = Test-MdiPort 127.0.0.1 -Catalog Seed2022 -SensorType Standalone -Id Ldaps636 -Transport Udp
            $result.State, $result.Reason, $result.Verdict | Should -Be 'NotTested', 'NoProbeExists', 'NotTested'
        }
    }

    Context 'Results' {
        It 'has the properties of the contract' {
            $result = Test-MdiPort 127.0.0.1 -Id Ldap389 -Transport Tcp
            $expected = 'ComputerName', 'RemoteAddress', 'Verdict', 'Message', 'Remediation', 'Reference', 'SourceComputer', 'SourceAddress',
                'TimestampUtc', 'ElapsedMilliseconds', 'RequirementId', 'SensorType', 'Service', 'Transport', 'Port', 'Destination',
                'Necessity', 'State', 'Reason', 'Verified', 'Evidence', 'RemoteName', 'ClockSkewSeconds', 'CertificateSubject',
                'CertificateIssuer', 'Attempts'
            $expected | Where-Object { $_ -notin $result.PSObject.Properties.Name } | Should -BeNullOrEmpty
            $result.PSTypeNames[0] | Should -Be 'MdiPrereq.PortTestResult'
            { $result.Verdict = 'Pass' } | Should -Throw
        }

        It 'tells closed ports' {
            $result = Test-MdiPort 127.0.0.1 -Id Gc3268
            $result.State, $result.Reason, $result.Verified | Should -Be 'Closed', 'ConnectionRefused', $false
            $result.SourceAddress | Should -Be '127.0.0.1'
        }

        It 'gives all results of a name that has no address' {
            $results = Test-MdiPort no-such-host.invalid -Id Ldap389, Gc3268 -ErrorAction Stop
            $results.Count | Should -Be 3
            $results.State | Sort-Object -Unique | Should -Be 'NameNotResolved'
        }

        It 'survives <Way>' -ForEach @(
            @{ Way = 'JSON'; Trip = { $_ | ConvertTo-Json | ConvertFrom-Json } }
            @{ Way = 'CSV'; Trip = { $_ | ConvertTo-Csv | ConvertFrom-Csv } }
            @{ Way = 'CLIXML'; Trip = { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) } }
        ) {
            $before = Test-MdiPort 127.0.0.1 -Id Ldap389 -Transport Tcp
            $after = $before | ForEach-Object $Trip
            $again = $after | Test-MdiPort
            @($again).Count | Should -Be 1
            $again.RequirementId, $again.Transport, $again.ComputerName, $again.State | Should -Be 'Ldap389', 'Tcp', '127.0.0.1', $before.State
        }
    }

    Context 'Pipelines' {
        It 'takes names from <Case>' -ForEach @(
            @{ Case = 'strings'; Objects = '127.0.0.1', '127.0.0.2' }
            @{ Case = 'ComputerName'; Objects = [pscustomobject]@{ ComputerName = '127.0.0.1' }, [pscustomobject]@{ ComputerName = '127.0.0.2' } }
            @{ Case = 'IPAddress, as a lease has it'; Objects = [pscustomobject]@{ IPAddress = [ipaddress] '127.0.0.1' }, [pscustomobject]@{ IPAddress = [ipaddress] '127.0.0.2' } }
            @{ Case = 'DNSHostName, as Get-ADComputer has it'; Objects = [pscustomobject]@{ Name = 'X'; DNSHostName = '127.0.0.1' }, [pscustomobject]@{ Name = 'Y'; DNSHostName = '127.0.0.2' } }
        ) {
            ($Objects | Test-MdiPort -Id Gc3268).ComputerName | Sort-Object | Should -Be '127.0.0.1', '127.0.0.2'
        }

        It 'tests just that row on that host when a result is piped back in' {
            $first = Test-MdiPort 127.0.0.1, 127.0.0.2 -Id Ldap389, Gc3268
            $again = $first | Where-Object Verdict -NE Pass | Test-MdiPort
            ($again | ForEach-Object { "$_" } | Sort-Object) | Should -Be ($first | ForEach-Object { "$_" } | Sort-Object)
        }

        It 'gives one Boolean with -Quiet' {
            Test-MdiPort 127.0.0.1 -Id Gc3268 -SensorType Standalone -Quiet | Should -BeFalse
            Test-MdiPort 127.0.0.1 -Id Gc3268 -SensorType Classic -Quiet | Should -BeTrue
            @() | Test-MdiPort -Quiet | Should -BeFalse
        }
    }

    Context 'Bad input' {
        It 'reports <Case> once and goes on' -ForEach @(
            @{ Case = 'an empty name'; Bad = '' }
            @{ Case = 'a malformed address'; Bad = '10.0.0.300' }
            @{ Case = 'a name with a port'; Bad = 'dc01:389' }
            @{ Case = 'a URL'; Bad = 'https://dc01' }
            @{ Case = 'a wildcard'; Bad = 'dc*' }
        ) {
            foreach ($call in { Test-MdiPort $Bad, 127.0.0.1 -Id Gc3268 @quietly }, { $Bad, '127.0.0.1' | Test-MdiPort -Id Gc3268 @quietly }) {
                $quietly = @{ ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
                $results = @(. $call)
                $results.Count | Should -Be 1
                @($problems).Count | Should -Be 1
                $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidComputerName,MdiPrereq.Commands.TestMdiPortCommand'
                $problems[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
                "$($problems[0].TargetObject)" | Should -Be $Bad
            }
        }

        It 'goes on after an object whose port is out of range' {
            $objects = [pscustomobject]@{ ComputerName = '127.0.0.1'; Port = 70000 }, [pscustomobject]@{ ComputerName = '127.0.0.1'; Port = 3268 }
            $results = @($objects | Test-MdiPort -ErrorAction SilentlyContinue -ErrorVariable problems)
            $results.Port | Should -Be 3268
            $problems[0].FullyQualifiedErrorId | Should -Be 'ParameterArgumentValidationError,MdiPrereq.Commands.TestMdiPortCommand'
        }

        It 'refuses <Case>' -ForEach @(
            @{ Case = 'an unknown sensor type'; Parameters = @{ SensorType = 'Ancient' }; Id = 'CannotConvertArgumentNoMessage' }
            @{ Case = 'a source address that this machine lacks'; Parameters = @{ SourceAddress = '192.0.2.77' }; Id = 'SourceAddressNotLocal' }
            @{ Case = 'a source that is no address'; Parameters = @{ SourceAddress = 'eth0' }; Id = 'InvalidSourceAddress' }
            @{ Case = 'a workspace given as URL'; Parameters = @{ WorkspaceName = 'https://contososensorapi.atp.azure.com' }; Id = 'InvalidWorkspaceName' }
            @{ Case = 'a timeout of nothing'; Parameters = @{ TimeoutMilliseconds = 0 }; Id = 'ParameterArgumentValidationError' }
        ) {
            { Test-MdiPort 127.0.0.1 @Parameters -ErrorAction Stop } | Should -Throw -ErrorId "$Id,MdiPrereq.Commands.TestMdiPortCommand"
        }

        It 'never says nothing: <Case>' -ForEach @(
            @{ Case = 'a port that no row has'; Filter = @{ Port = 1 }; Id = 'PortNotFound' }
            @{ Case = 'a port of another sensor type'; Filter = @{ Port = 88 }; Id = 'PortNotFound' }
            @{ Case = 'a port of the cloud without a workspace'; Filter = @{ Port = 443 }; Id = 'PortNotFound' }
            @{ Case = 'a port of this machine''s own rows'; Filter = @{ Port = 444 }; Id = 'PortNotFound' }
            @{ Case = 'filters that leave no row'; Filter = @{ Destination = 'CloudService'; Transport = 'Udp' }; Id = 'NoRowMatches' }
        ) {
            Test-MdiPort 127.0.0.1 @Filter -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $problems.FullyQualifiedErrorId | Should -Be "$Id,MdiPrereq.Commands.TestMdiPortCommand"
            Test-MdiPort 127.0.0.1 @Filter -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
        }

        It 'tests the other ports, says it once for all targets, and is not quietly content' {
            $results = '127.0.0.1', 'localhost' | Test-MdiPort -Port 3389, 1 -TimeoutMilliseconds 500 -ErrorVariable problems -ErrorAction SilentlyContinue
            $results.Port | Should -Be 3389, 3389
            $problems.Count | Should -Be 1
        }

        It 'says what to give when there is nothing to test' {
            { Test-MdiPort -ErrorAction Stop } | Should -Throw -ErrorId 'NoTarget,*'
        }

        It 'says what it asked when a domain has no controllers' {
            Test-MdiPort -DomainName no-such-domain.invalid -TimeoutMilliseconds 500 -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
            $problems[0].FullyQualifiedErrorId | Should -Be 'DomainControllersNotFound,MdiPrereq.Commands.TestMdiPortCommand'
            "$($problems[0])" | Should -Match '_ldap\._tcp\.dc\._msdcs\.no-such-domain\.invalid'
        }
    }

    It 'fits its table into 100 columns' {
        $lines = Test-MdiPort 127.0.0.1 -TimeoutMilliseconds 500 | Out-String -Width 100 -Stream
        ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
    }
}
