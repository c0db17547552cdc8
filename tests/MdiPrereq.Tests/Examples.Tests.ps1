# The scripts in examples/, as they are: real remoting, real processes.


Describe 'Fan-out by remoting over SSH' -Tag Lab {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $missing = @('sshd', 'ssh', 'nft', 'unshare' | Where-Object { -not (Get-Command $_, "/usr/sbin/$_" -CommandType Application -ErrorAction Ignore) })
        if ($missing.Count -eq 0) {
            $folder = Join-Path ([IO.Path]::GetTempPath()) "mdi-fan-$([guid]::NewGuid())"
            $output = & bash (Join-Path $root 'tests/lab/fanout/fan.sh') up $folder 2>&1
            if ($LASTEXITCODE -ne 0) { throw "fan.sh up: $output" }
            $connect = @{
                UserName    = 'root'
                KeyFilePath = "$folder/key"
                Options     = @{ StrictHostKeyChecking = 'no'; UserKnownHostsFile = '/dev/null'; LogLevel = 'ERROR' }
            }
            $sessions = New-PSSession -HostName 10.77.0.201, 10.77.0.202, 10.77.0.203 @connect -ErrorAction Stop
            $results = & (Join-Path $root 'examples/Invoke-MdiFanOut.ps1') $sessions 10.77.0.10 -Parameters @{ SensorType = 'Standalone'; TimeoutMilliseconds = 1500 }
        }
    }

    AfterAll {
        if ($sessions) { Remove-PSSession $sessions }
        if ($folder) {
            & bash (Join-Path $root 'tests/lab/fanout/fan.sh') down $folder
            Remove-Item $folder -Recurse -Force
        }
    }

    BeforeEach {
        if ($missing) { Set-ItResult -Skipped -Because "$($missing -join ', ') is not on this machine" }
    }

    It 'gives every row of every source' {
        $results.Count | Should -Be 39
        ($results | Group-Object SourceComputer).Name | Sort-Object | Should -Be 'fan-a', 'fan-b', 'fan-c'
        ($results | Group-Object SourceAddress).Name | Sort-Object | Should -Be '10.77.0.201', '10.77.0.202', '10.77.0.203'
    }

    It 'shows which source fails what' {
        $failing = $results | Where-Object Verdict -NE Pass | ForEach-Object { "$($_.SourceComputer) $($_.RequirementId) $($_.Transport)" } | Sort-Object
        $failing | Should -Be 'fan-b Ldap389 Tcp', 'fan-b Ldap389 Udp', 'fan-b Ldaps636 Tcp', 'fan-c NnrNetBios137 Udp', 'fan-c NnrRdp3389 Tcp', 'fan-c NnrRpc135 Tcp'
    }

    It 'has results that pipe on: views, files, tests' {
        $results[0].PSTypeNames | Should -Contain 'Deserialized.MdiPrereq.PortTestResult'
        ($results | Out-String) | Should -Match 'What was'
        $results | Export-MdiResult TestDrive:/fan.json
        $restored = @(Import-MdiResult TestDrive:/fan.json)
        $restored.Count | Should -Be 39
        $restored[0].GetType().FullName | Should -Be 'MdiPrereq.PortTestResult'
        # From here, where no such firewall is, all of them are open.
        ($results | Where-Object SourceComputer -EQ fan-b | Where-Object Verdict -NE Pass | Test-MdiPort).Verdict | Sort-Object -Unique | Should -Be 'Pass'
    }

    It 'leaves nothing on the machines it ran on' {
        Invoke-Command $sessions { Get-ChildItem ([IO.Path]::GetTempPath()) -Filter 'MdiPrereq-*' } | Should -BeNullOrEmpty
    }
}

Describe 'Reports by Group Policy' {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $examples = Join-Path $root 'examples/GroupPolicy'
        $module = (Get-Module MdiPrereq).Path -replace '[^/\\]+$', 'MdiPrereq.psd1'
        if (-not (Test-Path $module)) { $module = Join-Path (Get-Module MdiPrereq).ModuleBase 'MdiPrereq.psd1' }
        $shell = (Get-Process -Id $PID).Path
        $share = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "mdi-share-$([guid]::NewGuid())") -ItemType Directory).FullName

        # Five machines at once. The script names its file after the machine; COMPUTERNAME stands for that, as on Windows.
        function Invoke-Report($name, $share) {
            $text = (Get-Content (Join-Path $examples 'Write-MdiReport.ps1') -Raw).Replace('$([Environment]::MachineName)', $name)
            $script = Join-Path ([IO.Path]::GetTempPath()) "mdi-report-$name-$([guid]::NewGuid()).ps1"
            Set-Content $script $text
            $targets = "'127.0.0.1'"
            $start = New-Object System.Diagnostics.ProcessStartInfo $shell, "-NoProfile -Command ""& '$script' -Share '$share' -ComputerName $targets -ModulePath '$module' -TimeoutMilliseconds 500; Remove-Item '$script'; exit `$LASTEXITCODE"""
            $start.UseShellExecute = $false
            [System.Diagnostics.Process]::Start($start)
        }
        $whole = 1..4 | ForEach-Object { Invoke-Report "PC0$_" $share }

        # The fifth is killed half-way: it writes into its temporary file more slowly than we look.
        $script = Join-Path ([IO.Path]::GetTempPath()) "mdi-report-$([guid]::NewGuid()).ps1"
        Set-Content $script "
            Import-Module '$module'
            `$one = Test-MdiPort 127.0.0.1 -Id Gc3268
            & { foreach (`$i in 1..100000) { `$one } } | Export-MdiResult '$share/PC05.json'"
        $start = New-Object System.Diagnostics.ProcessStartInfo $shell, "-NoProfile -File $script"
        $start.UseShellExecute = $false
        $killed = [System.Diagnostics.Process]::Start($start)
        $deadline = [datetime]::UtcNow.AddSeconds(180)
        while (-not (Get-ChildItem $share -Filter '.PC05.*' -Force) -and -not $killed.HasExited -and [datetime]::UtcNow -lt $deadline) { Start-Sleep -Milliseconds 5 }
        $killed.Kill()
        $killed.WaitForExit()
        $whole | ForEach-Object { $_.WaitForExit() }
        Remove-Item $script
    }

    AfterAll { if ($share) { Remove-Item $share -Recurse -Force } }

    It 'leaves no half report under a report''s name' {
        $whole.ExitCode | Should -Be 0, 0, 0, 0
        (Get-ChildItem $share -Filter *.json -File).Name | Where-Object { $_ -notlike '.*' } | Sort-Object | Should -Be 'PC01.json', 'PC02.json', 'PC03.json', 'PC04.json'
    }

    It 'reads the four whole reports and names the machine that was stopped' {
        $results = & (Join-Path $examples 'Read-MdiReport.ps1') $share -ExpectedComputer PC01, PC05 -WarningVariable warnings -WarningAction SilentlyContinue
        $results.Count | Should -Be 40
        $results[0].GetType().FullName | Should -Be 'MdiPrereq.PortTestResult'
        "$warnings" | Should -Match 'PC05 was stopped while it wrote'
        "$warnings" | Should -Match 'PC05 has written no report'
    }

    It 'names a report that a foreign copy has cut off, and reads the others' {
        $text = [IO.File]::ReadAllText("$share/PC04.json")
        [IO.File]::WriteAllText("$share/PC04.json", $text.Substring(0, $text.Length / 2))
        $results = & (Join-Path $examples 'Read-MdiReport.ps1') $share -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Count | Should -Be 30
        $broken = @($problems | Where-Object { "$($_.FullyQualifiedErrorId)" -like 'ResultFileTruncated*' })
        "$($broken[0].TargetObject)" | Should -Match 'PC04\.json$'
    }

    It 'tells by its exit code that nothing was written' {
        & $shell -NoProfile -File (Join-Path $examples 'Write-MdiReport.ps1') -Share "$share/none" -ComputerName 127.0.0.1 -ModulePath $module -TimeoutMilliseconds 500 2>$null
        $LASTEXITCODE | Should -Be 1
    }
}
