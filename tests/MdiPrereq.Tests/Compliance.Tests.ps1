# The compliance suite that ships with the module, in every Pester there is on this machine; each in a process of its own.

BeforeDiscovery {
    $pester = @(Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -ge 5 })
    $cases = foreach ($major in 5, 6) {
        $found = $pester | Where-Object { $_.Version.Major -eq $major } | Sort-Object Version -Descending | Select-Object -First 1
        @{ Major = $major; Pester = if ($found) { $found.Path } }
    }
}

Describe 'The compliance suite in Pester <Major>' -ForEach $cases {
    BeforeAll {
        function Invoke-Suite($data, $more = '') {
            $module = (Get-Module MdiPrereq).ModuleBase
            $output = & $env:MDI_SHELL -NoProfile -NonInteractive -Command "
                `$ProgressPreference = 'SilentlyContinue'
                Import-Module '$Pester' -DisableNameChecking
                Import-Module '$module/MdiPrereq.psd1'
                `$c = New-PesterConfiguration
                `$c.Run.PassThru = `$true
                `$c.Output.Verbosity = 'None'
                $more
                `$c.Run.Container = New-PesterContainer -Path (Get-MdiComplianceTest) -Data $data
                `$r = Invoke-Pester -Configuration `$c
                'RESULT:' + (ConvertTo-Json -Compress @{
                    Version = (Get-Module Pester).Version.ToString(); Passed = `$r.PassedCount; Failed = `$r.FailedCount; Result = `$r.Result
                    Names = @(`$r.Tests | ForEach-Object ExpandedName); Red = @(`$r.Failed | ForEach-Object ExpandedName) })"
            $line = $output | Where-Object { $_ -like 'RESULT:*' }
            if (-not $line) { throw "The suite did not run: $output" }
            $line.Substring(7) | ConvertFrom-Json
        }
    }

    BeforeEach {
        if (-not $Pester) { Set-ItResult -Skipped -Because "Pester $Major is not on this machine" }
    }

    It 'has one test for each row of each target, with stable names' {
        $run = Invoke-Suite "@{ ComputerName = '127.0.0.1', '127.0.0.2'; SensorType = 'Classic'; TimeoutMilliseconds = 500; Id = 'Ldap389', 'Gc3268' }"
        $run.Version | Should -Match "^$Major\."
        $run.Names | Sort-Object | Should -Be '127.0.0.1 Gc3268 TCP 3268', '127.0.0.1 Ldap389 TCP 389', '127.0.0.1 Ldap389 UDP 389', '127.0.0.2 Gc3268 TCP 3268', '127.0.0.2 Ldap389 TCP 389', '127.0.0.2 Ldap389 UDP 389'
    }

    It 'fails without <Case>' -ForEach @(
        @{ Case = 'a target'; Data = '@{ SensorType = ''Classic'' }'; Red = 'has a target' }
        @{ Case = 'a target in an empty list'; Data = '@{ ComputerName = @(); SensorType = ''Classic'' }'; Red = 'has a target' }
        @{ Case = 'a row'; Data = '@{ ComputerName = ''127.0.0.1''; Id = ''Nonsense'' }'; Red = 'has a row to test' }
    ) {
        $run = Invoke-Suite $Data
        $run.Red | Should -Be $Red
        $run.Result | Should -Be 'Failed'
    }

    It 'fails for a target that makes no sense' {
        (Invoke-Suite '@{ ComputerName = ''dc01:389''; Id = ''Gc3268'' }').Red | Should -Be 'dc01:389 Gc3268 TCP 3268'
    }

    It 'fails for a row whose probe could not be made' {
        # In front of the cmdlet, a function that has met the system's limits.
        $run = Invoke-Suite '@{ ComputerName = ''127.0.0.1''; Id = ''Gc3268'', ''Dns53'' }' '
            function Test-MdiPort {
                MdiPrereq\Test-MdiPort 127.0.0.1 -Id Gc3268, Dns53 -TimeoutMilliseconds 500 | Select-Object * | ForEach-Object {
                    $_.Verdict = ''NotTested''
                    $_.Reason = if ($_.RequirementId -eq ''Gc3268'') { ''Error'' } else { ''NoProbeExists'' }
                    $_
                }
            }'
        $run.Red | Should -Be '127.0.0.1 Gc3268 TCP 3268'
        $run.Result | Should -Be 'Failed'
    }

    It 'chooses by tag, and is stricter when asked' {
        $run = Invoke-Suite '@{ ComputerName = ''127.0.0.1''; TimeoutMilliseconds = 500; Strict = $true }' '$c.Filter.Tag = ''Gc3268'''
        $run.Red | Should -Be '127.0.0.1 Gc3268 TCP 3268'
        $run.Passed | Should -Be 0
    }

    It 'writes <_>' -ForEach 'NUnitXml', 'JUnitXml' {
        $path = Join-Path ([IO.Path]::GetTempPath()) "$([guid]::NewGuid()).xml"
        $null = Invoke-Suite '@{ ComputerName = ''127.0.0.1''; Id = ''Gc3268'' }' "`$c.TestResult.Enabled = `$true; `$c.TestResult.OutputFormat = '$_'; `$c.TestResult.OutputPath = '$path'"
        (Get-Content $path -Raw) | Should -Match '127\.0\.0\.1 Gc3268 TCP 3268'
        Remove-Item $path
    }

    It 'is green for the healthy controller and red for the firewalled one' -Tag Lab {
        $run = Invoke-Suite '@{ ComputerName = ''10.77.0.10'', ''10.77.0.11''; SensorType = ''Standalone'' }'
        $run.Names.Count | Should -Be 26
        $run.Red | Where-Object { $_ -like '10.77.0.10 *' } | Should -BeNullOrEmpty
        $run.Red | Should -Contain '10.77.0.11 Ldap389 TCP 389'
        $run.Red | Should -Not -Contain '10.77.0.11 Dns53 UDP 53'
    }
}
