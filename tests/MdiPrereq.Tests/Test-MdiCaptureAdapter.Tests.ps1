# Facts of servers as Windows has them, judged here; and this machine itself, whatever it is.

Describe 'Test-MdiCaptureAdapter' {
    BeforeAll {
        function Get-SavedFact([string] $Name) { Get-Content (Join-Path $PSScriptRoot "Facts/$Name.json") -Raw | ConvertFrom-Json }
        function Get-Bad([object[]] $Results) { $Results | Where-Object Verdict -In Warning, Fail | ForEach-Object { "$($_.AdapterName) $($_.Check) $($_.Verdict): $($_.Actual)".Trim() } }
    }

    Context 'Facts of servers' {
        It 'finds nothing wrong with a standalone sensor that is right' {
            $results = Get-SavedFact standalone-right | Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomain contoso.com
            $results.Count | Should -Be 23
            $results.Verdict | Sort-Object -Unique | Should -Be 'Pass'
            $results.ComputerName | Sort-Object -Unique | Should -Be 'SENSOR01'
            $results.Remediation | Where-Object { $_ } | Should -BeNullOrEmpty
        }

        It 'finds everything that is wrong with another' {
            $results = Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomain contoso.com
            Get-Bad $results | Should -Be @(
                'Capture PrefixLength Fail: /24'
                'Capture NoDnsServers Fail: 10.20.0.10'
                'Capture NoDnsRegistration Warning: on'
                'Management DnsServers Warning: 10.20.0.10'
                'Capture LargeSendOffload Warning: LSO v1 IPv4 off, LSO v2 IPv4 on, LSO v2 IPv6 on'
                'Capture ReceiveSegmentCoalescing Warning: RSC IPv4 on, RSC IPv6 off'
                'NpcapAdminOnly Fail: 1')
            $results | Where-Object Verdict -NE Pass | ForEach-Object { $_.Remediation, $_.Reference | Should -Not -BeNullOrEmpty }
        }

        It 'takes offloads on Hyper-V for information, and a driver that is not there yet for a warning' {
            Get-Bad (Get-SavedFact controller-hyperv | Test-MdiCaptureAdapter) | Should -Be 'CaptureDriver Warning: none'
        }

        It 'sees a team and the WinPcap that cannot capture on it' {
            $results = Get-SavedFact controller-team | Test-MdiCaptureAdapter
            ($results | Where-Object Verdict -EQ Fail).Check | Should -Be 'NicTeam', 'CaptureDriver'
            ($results | Where-Object Check -EQ LargeSendOffload).AdapterName | Should -Be 'Team1', 'Embedded LOM 1 Port 1', 'Embedded LOM 1 Port 2'
        }

        It 'says that nothing applies to a Modern sensor' {
            $results = @(Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Modern)
            $results.Count | Should -Be 1
            $results[0].Verdict | Should -Be 'NotApplicable'
        }

        It 'judges several servers one by one' {
            $facts = @(Get-SavedFact controller-hyperv) + @(Get-SavedFact controller-team)
            (Test-MdiCaptureAdapter -Facts $facts).ComputerName | Sort-Object -Unique | Should -Be 'DC02', 'DC03'
        }

        It 'tests the adapters that are named' {
            (Get-SavedFact controller-team | Test-MdiCaptureAdapter -Name *LOM*2).AdapterName | Where-Object { $_ } | Sort-Object -Unique | Should -Be 'Embedded LOM 1 Port 2'
        }
    }

    Context 'Facts of this machine' {
        It 'gives facts that come back whole by <Way>' -ForEach @(
            @{ Way = 'Export-Clixml'; Trip = { $input | Export-Clixml "$TestDrive/facts.xml"; Import-Clixml "$TestDrive/facts.xml" } }
            @{ Way = 'ConvertTo-Json'; Trip = { $input | ConvertTo-Json | ConvertFrom-Json } }
            @{ Way = 'the pipeline'; Trip = { $input } }
        ) {
            $live = Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomain contoso.com
            $saved = Test-MdiCaptureAdapter -PassFacts | & $Trip | Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomain contoso.com
            $saved | ForEach-Object { "$_|$($_.Actual)|$($_.Message)" } | Should -Be ($live | ForEach-Object { "$_|$($_.Actual)|$($_.Message)" })
        }

        It 'takes a list of facts that is one object' {
            $facts = , @(Test-MdiCaptureAdapter -PassFacts)
            @(Test-MdiCaptureAdapter -Facts $facts).Count | Should -BeGreaterThan 1
        }

        It 'gives a result for each check, and a reason for what it cannot read' {
            $results = Test-MdiCaptureAdapter
            $results.Check | Should -Contain 'CaptureDriver'
            $results | Where-Object Verdict -EQ NotTested | ForEach-Object { $_.Message | Should -Match '^Not tested: .{10}' }
        }
    }

    Context 'Results' {
        It 'has the properties of the contract' {
            $result = Get-SavedFact standalone-right | Test-MdiCaptureAdapter | Select-Object -First 1
            $expected = 'ComputerName', 'RemoteAddress', 'Verdict', 'Message', 'Remediation', 'Reference', 'SourceComputer', 'SourceAddress',
                'TimestampUtc', 'ElapsedMilliseconds', 'AdapterName', 'AdapterRole', 'SensorType', 'Check', 'Actual', 'Expected'
            $expected | Where-Object { $_ -notin $result.PSObject.Properties.Name } | Should -BeNullOrEmpty
            $result.PSTypeNames[0] | Should -Be 'MdiPrereq.AdapterTestResult'
            $result.TimestampUtc | Should -Be ([datetime]::SpecifyKind('2026-11-20T08:15:00', 'Utc'))
            { $result.Verdict = 'Pass' } | Should -Throw
        }

        It 'gives one Boolean with -Quiet' {
            Get-SavedFact standalone-right | Test-MdiCaptureAdapter -SensorType Standalone -Quiet | Should -BeTrue
            Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Standalone -Quiet | Should -BeFalse
            Get-SavedFact controller-hyperv | Test-MdiCaptureAdapter -Quiet | Should -BeTrue
            Test-MdiCaptureAdapter -Facts @() -Quiet | Should -BeFalse
        }

        It 'fits the table of <Type> into 100 columns' -ForEach @(
            @{ Type = 'results'; Get = { Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Standalone }; Has = 'PrefixLength' }
            @{ Type = 'deserialized results'; Get = { Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Standalone | Export-Clixml "$TestDrive/r.xml"; Import-Clixml "$TestDrive/r.xml" }; Has = 'PrefixLength' }
            @{ Type = 'adapter facts'; Get = { Test-MdiCaptureAdapter -PassFacts | Where-Object FactKind -EQ Adapter }; Has = 'Addresses' }
            @{ Type = 'the server fact'; Get = { Test-MdiCaptureAdapter -PassFacts | Where-Object FactKind -EQ Server }; Has = 'Capture' }
        ) {
            $lines = & $Get | Out-String -Width 100 -Stream
            ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
            ($lines -replace '\x1b\[[\d;]*m') -join "`n" | Should -Match "(?m)^(\w+ +.*)?$Has"
        }

        It 'shows everything in a list' {
            $text = Get-SavedFact standalone-wrong | Test-MdiCaptureAdapter -SensorType Standalone | Where-Object Check -EQ NpcapAdminOnly | Format-List | Out-String -Width 200
            foreach ($property in 'Check', 'Actual', 'Expected', 'Message', 'Remediation', 'Reference') { $text | Should -Match "$property\s+: *\S" }
        }
    }

    Context 'Bad input' {
        It 'reports an adapter that is not there and goes on' {
            $results = Get-SavedFact standalone-right | Test-MdiCaptureAdapter -SensorType Standalone -Name Capture, Nonsense -ErrorAction SilentlyContinue -ErrorVariable problems
            $results.Count | Should -BeGreaterThan 20
            $problems.Count | Should -Be 1
            $problems[0].FullyQualifiedErrorId | Should -Be 'AdapterNotFound,MdiPrereq.Commands.TestMdiCaptureAdapterCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
            $problems[0].TargetObject | Should -Be 'Nonsense'
            "$($problems[0])" | Should -Match 'It has: Management, Capture'
        }

        It 'reports what is no fact: <Case>' -ForEach @(
            @{ Case = 'a string'; Bad = 'facts.xml' }
            @{ Case = 'another object'; Bad = [pscustomobject]@{ Name = 'Ethernet' } }
            @{ Case = 'nothing'; Bad = $null }
        ) {
            Test-MdiCaptureAdapter -Facts $Bad -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidFacts,MdiPrereq.Commands.TestMdiCaptureAdapterCommand'
            $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
        }

        It 'survives facts whose values make no sense' {
            $facts = Get-SavedFact standalone-right
            foreach ($fact in $facts) {
                foreach ($property in $fact.PSObject.Properties.Name | Where-Object { $_ -notin 'FactKind', 'ComputerName' }) { $fact.$property = [char]27 + '[31m=cmd|x' }
            }
            $results = Test-MdiCaptureAdapter -Facts $facts -SensorType Standalone -ErrorAction Stop
            ($results | Out-String) + ($results | ConvertTo-Json) | Should -Not -Match '\x1b\[31m=cmd'
        }

        It 'reports a controller that is no name' {
            Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomainController 'dc01:389' -ErrorAction SilentlyContinue -ErrorVariable problems | Out-Null
            $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidComputerName,MdiPrereq.Commands.TestMdiCaptureAdapterCommand'
        }
    }
}
