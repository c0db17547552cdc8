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
            $results = & (Join-Path $root 'examples/Invoke-MdiFanOut.ps1') $sessions 10.77.0.10 -Parameters @{ SensorType = 'Standalone'; TimeoutMilliseconds = 1500; NnrTarget = '10.77.0.10'; Skip = 'CloudService', 'CaptureAdapter' }
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

    It 'gives every result of every source' {
        # The controller's 11 rows, 2 of its DNS server, 4 of the machine's own, and its name.
        $results.Count | Should -Be 54
        ($results | Group-Object SourceComputer).Name | Sort-Object | Should -Be 'fan-a', 'fan-b', 'fan-c'
        ($results | Where-Object SourceAddress | Group-Object SourceAddress).Name | Sort-Object | Should -Be '10.77.0.201', '10.77.0.202', '10.77.0.203'
    }

    It 'shows which source fails what' {
        $failing = $results | Where-Object Verdict -In Fail, Warning | Where-Object RequirementId |
            ForEach-Object { "$($_.SourceComputer) $($_.RequirementId) $($_.Transport)" } | Sort-Object
        $failing | Should -Be 'fan-b Ldap389 Tcp', 'fan-b Ldap389 Udp', 'fan-b Ldaps636 Tcp', 'fan-c NnrNetBios137 Udp', 'fan-c NnrRdp3389 Tcp', 'fan-c NnrRpc135 Tcp'
    }

    It 'has results that pipe on: views, files, tests' {
        ($results | Where-Object RequirementId)[0].PSTypeNames | Should -Contain 'Deserialized.MdiPrereq.PortTestResult'
        ($results | Out-String) | Should -Match 'What was'
        $results | Export-MdiResult TestDrive:/fan.json
        $restored = @(Import-MdiResult TestDrive:/fan.json)
        $restored.Count | Should -Be 54
        ($restored | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique) | Should -Be 'NnrTestResult', 'PortTestResult'
        # From here, where no such firewall is, all of them are open.
        ($results | Where-Object SourceComputer -EQ fan-b | Where-Object Verdict -EQ Fail | Test-MdiPort).Verdict | Sort-Object -Unique | Should -Be 'Pass'
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
        $shell = $env:MDI_SHELL
        $share = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "mdi-share-$([guid]::NewGuid())") -ItemType Directory).FullName

        # Five machines at once. The script names its file after the machine; COMPUTERNAME stands for that, as on Windows.
        function Invoke-Report($name, $share) {
            $text = (Get-Content (Join-Path $examples 'Write-MdiReport.ps1') -Raw).Replace('$([Environment]::MachineName)', $name)
            $script = Join-Path ([IO.Path]::GetTempPath()) "mdi-report-$name-$([guid]::NewGuid()).ps1"
            Set-Content $script $text
            $targets = "'127.0.0.1'"
            $start = New-Object System.Diagnostics.ProcessStartInfo $shell, "-NoProfile -Command ""& '$script' -Share '$share' -ComputerName $targets -ModulePath '$module' -TimeoutMilliseconds 500 -Skip CaptureAdapter, CloudService, Nnr; Remove-Item '$script'; exit `$LASTEXITCODE"""
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
        # With the process that it may have started: as a .NET tool PowerShell is two. Windows PowerShell is one.
        if ($PSEdition -eq 'Core') { $killed.Kill($true) } else { $killed.Kill() }
        $killed.WaitForExit()
        $whole | ForEach-Object { $_.WaitForExit() }
        Remove-Item $script

        # On this one machine all results say that they are from it.
        foreach ($file in Get-ChildItem $share -Filter *.json -File) {
            $text = [IO.File]::ReadAllText($file.FullName) -replace '"SourceComputer":"[^"]*"', """SourceComputer"":""$($file.BaseName)"""
            [IO.File]::WriteAllText($file.FullName, $text)
        }
    }

    AfterAll { if ($share) { Remove-Item $share -Recurse -Force } }

    It 'leaves no half report under a report''s name' {
        $whole.ExitCode | Should -Be 0, 0, 0, 0
        (Get-ChildItem $share -Filter *.json -File).Name | Where-Object { $_ -notlike '.*' } | Sort-Object | Should -Be 'PC01.json', 'PC02.json', 'PC03.json', 'PC04.json'
    }

    It 'reads the four whole reports and names the machine that was stopped' {
        $results = & (Join-Path $examples 'Read-MdiReport.ps1') $share -ExpectedComputer PC01, PC05 -WarningVariable warnings -WarningAction SilentlyContinue
        $each = @(Import-MdiResult "$share/PC01.json").Count
        $each | Should -BeGreaterThan 5
        $results.Count | Should -Be (4 * $each)
        $results[0].GetType().FullName | Should -Be 'MdiPrereq.PortTestResult'
        "$warnings" | Should -Match 'PC05 was stopped while it wrote'
        "$warnings" | Should -Match 'PC05 has written no report'
    }

    It 'names a report that a foreign copy has cut off, and reads the others' {
        $text = [IO.File]::ReadAllText("$share/PC04.json")
        [IO.File]::WriteAllText("$share/PC04.json", $text.Substring(0, $text.Length / 2))
        $results = & (Join-Path $examples 'Read-MdiReport.ps1') $share -WarningAction SilentlyContinue -ErrorVariable problems -ErrorAction SilentlyContinue
        $results.Count | Should -Be (3 * @(Import-MdiResult "$share/PC01.json").Count)
        $broken = @($problems | Where-Object { "$($_.FullyQualifiedErrorId)" -like 'ResultFileTruncated*' })
        "$($broken[0].TargetObject)" | Should -Match 'PC04\.json$'
    }

    It 'tells by its exit code that nothing was written' {
        & $shell -NoProfile -File (Join-Path $examples 'Write-MdiReport.ps1') -Share "$share/none" -ComputerName 127.0.0.1 -ModulePath $module -TimeoutMilliseconds 500 2>$null
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'Whose report it is' {
    BeforeAll {
        $examples = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples/GroupPolicy'
        $reader = Join-Path $examples 'Read-MdiReport.ps1'
        function Add-Report($name, $source) {
            $result = "{""Type"":""MdiPrereq.PortTestResult"",""ComputerName"":""dc01"",""SourceComputer"":""$source""}"
            [IO.File]::WriteAllText("$share/$name.json", "{""Schema"":""MdiPrereq.Results"",""Version"":1,""Results"":[$result,$result]}")
        }
    }

    BeforeEach {
        $share = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "mdi-share-$([guid]::NewGuid())") -ItemType Directory).FullName
        'PC01', 'PC02', 'PC03' | ForEach-Object { Add-Report $_ $_ }
        # Owners as a Windows file server tells them.
        $owners = @{ PC01 = 'CONTOSO\PC01$'; PC02 = 'CONTOSO\PC02$'; PC03 = 'CONTOSO\PC03$' }
        Set-Item Function:Get-Acl -Value { param($LiteralPath) [pscustomobject]@{ Owner = $owners[[IO.Path]::GetFileNameWithoutExtension($LiteralPath)] } }
        $collect = @{ Share = $share; Domain = 'CONTOSO'; WarningVariable = 'warnings'; WarningAction = 'SilentlyContinue'; ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
    }

    AfterEach { Remove-Item $share -Recurse -Force }

    It 'believes a report that its machine has written' {
        (& $reader @collect).SourceComputer | Should -Be 'PC01', 'PC01', 'PC02', 'PC02', 'PC03', 'PC03'
        $warnings | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'does not believe a report of <Owner>, and says why' -ForEach @(
        @{ Owner = 'CONTOSO\PC03$' }, @{ Owner = 'FABRIKAM\PC02$' }, @{ Owner = 'CONTOSO\PC02' }, @{ Owner = 'BUILTIN\Administrators' }, @{ Owner = 'O:S-1-5-21-1-2-3-1104' }
    ) {
        $owners.PC02 = $Owner
        (& $reader @collect -ExpectedComputer PC02).SourceComputer | Should -Be 'PC01', 'PC01', 'PC03', 'PC03'
        "$($warnings[0])" | Should -Be "PC02.json is not believed: its owner is $Owner and not CONTOSO\PC02$."
        "$($warnings[1])" | Should -Be 'PC02 has written no report that could be believed.'
        (& $reader @collect -TrustedOwner $Owner).Count | Should -Be 6
    }

    It 'does not believe a report with results of another machine' {
        Add-Report PC02 PC01
        (& $reader @collect).SourceComputer | Should -Be 'PC01', 'PC01', 'PC03', 'PC03'
        "$warnings" | Should -Be "PC02.json is not believed: 2 of its 2 results say that they are from 'PC01'."
    }

    It 'does not believe a report whose owner cannot be read' {
        Set-Item Function:Get-Acl -Value { param($LiteralPath) if ($LiteralPath -match 'PC02') { throw 'access is denied' } else { [pscustomobject]@{ Owner = "CONTOSO\$([IO.Path]::GetFileNameWithoutExtension($LiteralPath))$" } } }
        (& $reader @collect).SourceComputer | Should -Be 'PC01', 'PC01', 'PC03', 'PC03'
        "$warnings" | Should -Match '^PC02\.json is not believed: its owner could not be read: .*access is denied'
    }

    It 'goes on after a file with <Case>' -ForEach @(
        @{ Case = 'an empty type name'; Text = '{"Schema":"MdiPrereq.Results","Version":1,"Results":[{"Type":""}]}' }
        @{ Case = 'a type that is none'; Text = '{"Schema":"MdiPrereq.Results","Version":1,"Results":[{"Type":"MdiPrereq.Probing.ProbeWindow`1[[X, Humanizer]]"}]}' }
        @{ Case = 'a list of types'; Text = '{"Schema":"MdiPrereq.Results","Version":1,"Results":[{"Type":["MdiPrereq.PortTestResult"]}]}' }
        @{ Case = 'nothing'; Text = '' }
    ) {
        [IO.File]::WriteAllText("$share/PC02.json", $Text)
        (& $reader @collect).SourceComputer | Should -Be 'PC01', 'PC01', 'PC03', 'PC03'
        # -ErrorVariable has an error once from the cmdlet and once from the script that it went through.
        ($problems | ForEach-Object { "$($_.TargetObject)" } | Sort-Object -Unique) | Should -Be (Get-Item "$share/PC02.json").FullName
    }

    It 'says it where the system knows no owners' {
        if (Get-Command Microsoft.PowerShell.Security\Get-Acl -ErrorAction Ignore) { Set-ItResult -Skipped -Because 'this system knows owners' }
        Remove-Item Function:/Get-Acl
        (& $reader @collect).Count | Should -Be 6
        "$warnings" | Should -Match '^The owners of the files could not be checked'
    }
}

Describe 'The shares of reports' {
    BeforeAll {
        $maker = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples/GroupPolicy/New-MdiReportShare.ps1'
        # What Windows would be asked to do.
        function icacls { $asked.Add("icacls $($args -join ' ')") }
        function New-SmbShare($Name, $Path, $ReadAccess, $ChangeAccess, $FullAccess, $CachingMode, $EncryptData, $FolderEnumerationMode, $Description) {
            $asked.Add("share $Name at $(Split-Path $Path -Leaf): read $($ReadAccess -join ' '), change $($ChangeAccess -join ' '), full $FullAccess, encrypted $EncryptData")
        }
    }

    BeforeEach {
        $asked = New-Object Collections.Generic.List[string]
        $root = Join-Path ([IO.Path]::GetTempPath()) "mdi-share-$([guid]::NewGuid())"
        $module = (Get-ChildItem (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'out/MdiPrereq') -Directory | Select-Object -First 1).FullName
        $groups = @{ ComputerGroup = 'CONTOSO\Domain Computers', 'CONTOSO\Domain Controllers'; ReaderGroup = 'CONTOSO\Team'; Module = $module }
    }

    AfterEach { Remove-Item $root -Recurse -Force -ErrorAction Ignore }

    It 'lets no computer write where the module is' {
        & $maker $root @groups
        $rights = @($asked -match 'Module.*/grant')
        $rights | Should -Be "icacls $(Join-Path $root Module) /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F CONTOSO\Domain Computers:(OI)(CI)RX CONTOSO\Domain Controllers:(OI)(CI)RX"
        $asked | Should -Contain 'share MdiModule$ at Module: read CONTOSO\Domain Computers CONTOSO\Domain Controllers, change , full , encrypted True'
        Join-Path $root 'Module/MdiPrereq/MdiPrereq.psd1' | Should -Exist
        Join-Path $root 'Module/MdiPrereq/examples/GroupPolicy/Write-MdiReport.ps1' | Should -Exist
    }

    It 'lets a computer create reports, and own its own' {
        & $maker $root @groups
        $rights = @($asked -match 'Reports.*/grant')
        $rights[0] | Should -Match ([regex]::Escape('CONTOSO\Domain Computers:(WD,X,RA,RC,S) CONTOSO\Domain Controllers:(WD,X,RA,RC,S) *S-1-3-0:(OI)(IO)M *S-1-3-4:(OI)(IO)M CONTOSO\Team:(OI)(CI)RX'))
        $asked | Should -Contain 'share MdiReport$ at Reports: read CONTOSO\Team, change CONTOSO\Domain Computers CONTOSO\Domain Controllers, full , encrypted True'
    }

    It 'sets the rights before anything is in the folder or shared' {
        & $maker $root @groups
        @($asked | ForEach-Object { ($_ -split ' ')[0] }) | Should -Be (@('icacls') * 6 + @('share') * 2)
    }

    It 'does nothing when it is asked what it would do' {
        & $maker $root @groups -WhatIf
        $asked | Should -BeNullOrEmpty
        $root | Should -Not -Exist
    }

    It 'takes no folder that was there before' {
        $null = New-Item (Join-Path $root 'Module') -ItemType Directory
        { & $maker $root @groups } | Should -Throw '*already exists*'
        $asked | Should -BeNullOrEmpty
    }

    It 'does not go on when rights could not be set' {
        if (-not (Get-Command false -CommandType Application -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'this system has no program that only fails' }
        Set-Alias icacls (Get-Command false -CommandType Application)[0].Source
        { & $maker $root @groups } | Should -Throw '*failed*'
        $asked | Should -BeNullOrEmpty
    }
}
