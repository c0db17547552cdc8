# Against this machine's own loopback: a proxy that is not there keeps every test from leaving it.

Describe 'Test-MdiCloudService' {
    BeforeAll {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $closed = "http://127.0.0.1:$($listener.LocalEndpoint.Port)"
        $listener.Stop()
        $results = @(Test-MdiCloudService contoso -Proxy $closed)
    }

    Context 'Results' {
        It 'gives one result a step, in their order' {
            "$($results.Check)" | Should -Be 'Proxy NameResolution Connection Tls CertificateChain Ping ClockSkew RootCertificates DownloadHost DownloadHost DownloadHost'
            "$($results[0..6].Verdict)" | Should -Be 'Pass Pass Fail NotTested NotTested NotTested NotTested'
            $results[2].Reason | Should -Be 'ConnectionRefused'
            $results[3..6] | ForEach-Object { "$($_.Reason)" | Should -Be 'EarlierStepFailed'; $_.Message | Should -Match '^Not tested: .+\.$' }
        }

        It 'has the properties of the contract' {
            $expected = 'ComputerName', 'RemoteAddress', 'Verdict', 'Message', 'Remediation', 'Reference', 'SourceComputer', 'SourceAddress',
                'TimestampUtc', 'ElapsedMilliseconds', 'Check', 'Reason', 'Evidence', 'WorkspaceName', 'Cloud', 'Url', 'Proxy', 'ProxySource', 'StatusCode',
                'TlsVersion', 'CertificateSubject', 'CertificateIssuer', 'CertificateNotAfterUtc', 'RootSubject', 'RootThumbprint', 'SensorVersion', 'ClockSkewSeconds'
            $expected | Where-Object { $_ -notin $results[0].PSObject.Properties.Name } | Should -BeNullOrEmpty
            $results[0].PSTypeNames[0] | Should -Be 'MdiPrereq.CloudTestResult'
            { $results[0].Verdict = 'Fail' } | Should -Throw
            $results[2].Proxy, "$($results[2].ProxySource)" | Should -Be $closed, 'Parameter'
            "$($results[2])" | Should -Be 'contososensorapi.atp.azure.com Connection: Fail'
        }

        It 'tests both zones of Gcc and the zone of GccHigh' {
            $gcc = Test-MdiCloudService contoso -Cloud Gcc -Proxy $closed
            $gcc.Count | Should -Be 18
            $gcc[0].ComputerName, $gcc[7].ComputerName | Should -Be 'contososensorapi.atp.gcc.azure.com', 'contososensorapi.gcc.atp.azure.com'
            (Test-MdiCloudService contoso -Cloud GccHigh -Proxy $closed)[0].ComputerName | Should -Be 'contososensorapi.atp.azure.us'
        }

        It 'takes workspaces from the pipeline' {
            ('contoso', 'fabrikam' | Test-MdiCloudService -Proxy $closed).WorkspaceName | Sort-Object -Unique | Should -Be 'contoso', 'fabrikam'
        }

        It 'gives one Boolean with -Quiet' {
            Test-MdiCloudService contoso -Proxy $closed -Quiet | Should -BeFalse
        }

        It 'fits its table into 100 columns, from here and from elsewhere' {
            $elsewhere = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($results))
            $elsewhere[0].PSTypeNames[0] | Should -Be 'Deserialized.MdiPrereq.CloudTestResult'
            $results | Export-Clixml "$TestDrive/results.xml"
            foreach ($some in $results, $elsewhere, (Import-Clixml "$TestDrive/results.xml")) {
                $lines = ($some | Out-String -Width 100 -Stream) -replace '\x1b\[[\d;]*m'
                ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
                "$lines" | Should -Match 'Fail\s+Connection\s+\d+ ConnectionRefused\s+refused'
                "$lines" | Should -Match 'Tested: certificates and revocation lists'
            }
        }

        It 'lists what matters first' {
            foreach ($some in $results[2], [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($results[2]))) {
                $names = @(($some | Format-List | Out-String -Stream) -replace '\x1b\[[\d;]*m' | Where-Object { $_ -match '^(\w+)\s+:' } | ForEach-Object { $Matches[1] })
                $names[0..6] | Should -Be 'ComputerName', 'Check', 'Verdict', 'Reason', 'Evidence', 'Message', 'Remediation'
            }
        }
    }

    Context 'Which way out' {
        It 'takes HTTPS_PROXY, and hides its password' -Skip:$IsWindows {
            $before = $env:HTTPS_PROXY
            try {
                $env:HTTPS_PROXY = $closed -replace '//', '//mdi:Geh%3Aeim@'
                $some = Test-MdiCloudService contoso
            }
            finally { $env:HTTPS_PROXY = $before }
            $some[0].Proxy, "$($some[0].ProxySource)" | Should -Be $closed, 'EnvironmentVariable'
            ($some | ConvertTo-Json) + ($some | Format-List * | Out-String) | Should -Not -Match 'Geh'
        }
    }

    Context 'Bad input' {
        It 'shows the right form of a workspace name for <Bad>, and goes on' -ForEach @(
            @{ Bad = 'https://contososensorapi.atp.azure.com/tri/sensor/api/ping'; Form = 'such as contoso;' }
            @{ Bad = 'contoso-corpsensorapi.atp.azure.com'; Form = 'such as contoso-corp;' }
            @{ Bad = 'con toso'; Form = 'such as contoso-corp;' }
        ) {
            $some = @($Bad, 'contoso' | Test-MdiCloudService -Proxy $closed -ErrorAction SilentlyContinue -ErrorVariable problems)
            $some.Count | Should -Be 11
            @($problems).Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidWorkspaceName,MdiPrereq.Commands.TestMdiCloudServiceCommand'
            $problems[0].TargetObject | Should -Be $Bad
            "$($problems[0])" | Should -Match $Form
        }

        It 'refuses <Case>' -ForEach @(
            @{ Case = 'a proxy of another kind'; Parameters = @{ Proxy = 'https://proxy:443' }; Id = 'InvalidProxy' }
            @{ Case = 'a proxy that is no address'; Parameters = @{ Proxy = 'proxy:http' }; Id = 'InvalidProxy' }
            @{ Case = 'a short thumbprint'; Parameters = @{ RootThumbprint = 'AA11BB22' }; Id = 'InvalidThumbprint' }
            @{ Case = 'a thumbprint that is none'; Parameters = @{ RootThumbprint = 'z' * 40 }; Id = 'InvalidThumbprint' }
            @{ Case = 'an unknown cloud'; Parameters = @{ Cloud = 'Moon' }; Id = 'CannotConvertArgumentNoMessage' }
            @{ Case = 'a proxy and none'; Parameters = @{ Proxy = 'proxy:80'; NoProxy = $true }; Id = 'AmbiguousParameterSet' }
        ) {
            { Test-MdiCloudService contoso @Parameters -ErrorAction Stop } | Should -Throw -ErrorId "$Id,MdiPrereq.Commands.TestMdiCloudServiceCommand"
        }

        It 'refuses a password on the command line without repeating it' {
            $errors = foreach ($proxy in 'http://mdi:Geheim@proxy:3128', 'socks5://mdi:Geheim@proxy:1', 'mdi:Geheim@proxy:x') {
                try { Test-MdiCloudService contoso -Proxy $proxy } catch { $_ }
            }
            $errors.Count | Should -Be 3
            foreach ($problem in $errors) {
                $problem.FullyQualifiedErrorId | Should -Match '^InvalidProxy,'
                ($problem.Exception | Format-List * -Force | Out-String) + "$($problem.TargetObject)" | Should -Not -Match 'Geheim'
            }
        }

        It 'takes a thumbprint as certificate viewers show it' {
            (Test-MdiCloudService contoso -Proxy $closed -RootThumbprint ([char]0x200E + 'df 3c 24 f9 bf d6 66 76 1b 26 80 73 fe 06 d1 cc 8d 4f 82 a4'))[2].Reason | Should -Be 'ConnectionRefused'
        }
    }
}
