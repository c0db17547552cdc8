Describe 'Get-MdiRequiredPort' {
    It 'gives <Count> rows for <SensorType> from <Catalog>' -ForEach @(
        @{ SensorType = 'Classic'; Catalog = 'Current'; Count = 13 }
        @{ SensorType = 'Standalone'; Catalog = 'Current'; Count = 18 }
        @{ SensorType = 'Modern'; Catalog = 'Current'; Count = 1 }
        @{ SensorType = 'Classic'; Catalog = 'Seed2022'; Count = 10 }
        @{ SensorType = 'Standalone'; Catalog = 'Seed2022'; Count = 19 }
    ) {
        @(Get-MdiRequiredPort -SensorType $SensorType -Catalog $Catalog).Count | Should -Be $Count
    }

    It 'gives the Current table by default, for every kind of sensor' {
        $rows = Get-MdiRequiredPort
        $rows.Count | Should -Be 32
        $rows.Catalog | Sort-Object -Unique | Should -Be 'Current'
    }

    It 'marks the slips of the seed table' {
        $slips = Get-MdiRequiredPort -SensorType Standalone -Catalog Seed2022 -Transport Udp -Id Ldaps636, Netlogon445
        $slips.Count | Should -Be 2
        ($slips | Where-Object Id -EQ Ldaps636).Note | Should -Match 'never'
        ($slips | Where-Object Id -EQ Netlogon445).Note | Should -Match 'no protocol'
    }

    It 'has the properties of the contract' {
        (Get-MdiRequiredPort Classic)[0].PSObject.Properties.Name | Should -Contain 'Id'
        $expected = 'Id', 'SensorType', 'Service', 'Transport', 'Port', 'From', 'To', 'Destination', 'Direction', 'Necessity', 'Note', 'Catalog', 'Source'
        $missing = $expected | Where-Object { $_ -notin (Get-MdiRequiredPort Classic)[0].PSObject.Properties.Name }
        $missing | Should -BeNullOrEmpty
    }

    It 'filters by destination, transport, port and id' {
        (Get-MdiRequiredPort Standalone -Destination DomainController -Transport Udp).Port | Sort-Object | Should -Be 88, 123, 389
        (Get-MdiRequiredPort Classic -Port 135, 137).Id | Should -Be 'NnrRpc135', 'NnrNetBios137'
        (Get-MdiRequiredPort Classic -Id nnr*).Count | Should -Be 3
    }

    It 'reports an id that no row has, once, and gives the others' {
        $rows = Get-MdiRequiredPort Classic -Id Ldap389, Nonsense -ErrorVariable problems -ErrorAction SilentlyContinue
        $rows.Count | Should -Be 2
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'RequirementNotFound,MdiPrereq.Commands.GetMdiRequiredPortCommand'
        $problems[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $problems[0].TargetObject | Should -Be 'Nonsense'
    }

    It 'reports a port that no row has, and which there are, and gives the others' {
        $rows = Get-MdiRequiredPort Classic -Port 389, 1 -ErrorVariable problems -ErrorAction SilentlyContinue
        $rows.Port | Should -Be 389, 389
        $problems.Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be 'PortNotFound,MdiPrereq.Commands.GetMdiRequiredPortCommand'
        $problems[0].TargetObject | Should -Be 1
        "$($problems[0])" | Should -Match 'No row has the port 1\. The ports are 53, 88, 123,'
    }

    It 'says where a port is that is not among the rows asked for' {
        { Get-MdiRequiredPort Classic -Port 88 -ErrorAction Stop } | Should -Throw -ErrorId 'PortNotFound,*' -ExpectedMessage '*Kerberos88 with -SensorType Standalone*'
    }

    It 'reports filters that leave no row' {
        { Get-MdiRequiredPort -Destination CloudService -Transport Udp -ErrorAction Stop } | Should -Throw -ErrorId 'NoRowMatches,*'
        { Get-MdiRequiredPort Modern -Catalog Seed2022 -ErrorAction Stop } | Should -Throw -ErrorId 'NoRowMatches,*'
    }

    It 'refuses <Case> with a stable id' -ForEach @(
        @{ Case = 'a port out of range'; Parameters = @{ Port = 65536 }; Id = 'ParameterArgumentValidationError' }
        @{ Case = 'port 0'; Parameters = @{ Port = 0 }; Id = 'ParameterArgumentValidationError' }
        @{ Case = 'an unknown sensor type'; Parameters = @{ SensorType = 'Ancient' }; Id = 'CannotConvertArgumentNoMessage' }
    ) {
        { Get-MdiRequiredPort @Parameters -ErrorAction Stop } | Should -Throw -ErrorId "$Id,MdiPrereq.Commands.GetMdiRequiredPortCommand"
    }

    It 'completes ids' {
        $line = 'Get-MdiRequiredPort -Id Ldap'
        [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText |
            Should -Be 'Ldap389', 'Ldaps636'
    }

    It 'fits a table into 100 columns' {
        $lines = Get-MdiRequiredPort Standalone | Out-String -Width 100 -Stream
        ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        $lines -join "`n" | Should -Match 'NnrNetBios137'
    }
}
