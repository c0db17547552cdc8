# Export-MdiResult and Import-MdiResult: results that travel as files.

BeforeDiscovery {
    # Every type of result there is, now or later.
    $probes = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'MdiPrereq.Probes' } | Select-Object -First 1
    $types = $probes.GetExportedTypes() | Where-Object { -not $_.IsAbstract -and ($_.BaseType.FullName -eq 'MdiPrereq.CheckResult' -or $_.FullName -eq 'MdiPrereq.NnrMeasure') } |
        ForEach-Object { @{ Name = $_.FullName; Type = $_ } }
}

Describe 'Results in files' {
    BeforeAll {
        function Get-Text($result) { $result | Select-Object * | ConvertTo-Json -Depth 1 }
        function Get-Sample($type) {
            # A file with a value in every property, as another machine might have written it.
            $flags = [Reflection.BindingFlags]'Public, Instance'
            $values = [ordered]@{ Type = $type.FullName }
            foreach ($property in $type.GetProperties($flags)) {
                $bare = [Nullable]::GetUnderlyingType($property.PropertyType)
                if (-not $bare) { $bare = $property.PropertyType }
                $values[$property.Name] = if ($bare.IsEnum) { "$([Enum]::GetValues($bare)[-1])" }
                elseif ($bare -eq [bool]) { $true }
                elseif ($bare -eq [datetime]) { '2026-11-22T10:11:12.1234567Z' }
                elseif ($bare -eq [double]) { -12.345 }
                elseif ($bare -in [int], [long]) { 4711 }
                else { "$($property.Name) `u{e4}`u{4e2d} ""quoted"" \ back" }
            }
            @{ Schema = 'MdiPrereq.Results'; Version = 1; Results = @($values) } | ConvertTo-Json -Depth 5
        }
        $results = @(Test-MdiPort 127.0.0.1 -Id Ldap389, Gc3268 -TimeoutMilliseconds 500) + @(Test-MdiPort no-such-host.invalid -Id Gc3268)
        $nnr = @(Test-MdiNnr 127.0.0.1 -TimeoutMilliseconds 500) + @(Test-MdiNnr no-such-host.invalid) + @(Test-MdiNnr 127.0.0.1 -SensorType Modern)
    }

    It 'restores the type and every property of real results' {
        $all = $results + $nnr + @($nnr | Measure-MdiNnr)
        $all | Export-MdiResult TestDrive:/all.json
        $restored = @(Import-MdiResult TestDrive:/all.json)
        $restored.Count | Should -Be $all.Count
        for ($i = 0; $i -lt $all.Count; $i++) {
            $restored[$i].GetType() | Should -Be $all[$i].GetType()
            Get-Text $restored[$i] | Should -Be (Get-Text $all[$i])
            "$($restored[$i])" | Should -Be "$($all[$i])"
        }
    }

    It 'restores <Name> with a value in every property, and writes it again as it was' -ForEach $types {
        Get-Sample $Type | Set-Content TestDrive:/sample.json
        $restored = Import-MdiResult TestDrive:/sample.json
        $restored.GetType() | Should -Be $Type
        foreach ($property in (Get-Content TestDrive:/sample.json -Raw | ConvertFrom-Json).Results[0].PSObject.Properties | Where-Object Name -NE Type) {
            $value = $restored.($property.Name)
            if ($value -is [datetime]) { $value.ToString('o') | Should -Be '2026-11-22T10:11:12.1234567Z' }
            elseif ($value -is [enum]) { "$value" | Should -Be $property.Value }
            else { $value | Should -Be $property.Value -Because $property.Name }
        }
        $restored | Export-MdiResult TestDrive:/again.json
        Get-Text (Import-MdiResult TestDrive:/again.json) | Should -Be (Get-Text $restored)
    }

    It 'takes results that came through remoting' {
        $serialized = [System.Management.Automation.PSSerializer]::Serialize($results + $nnr)
        $through = [System.Management.Automation.PSSerializer]::Deserialize($serialized)
        $through[0].PSTypeNames[0] | Should -Be 'Deserialized.MdiPrereq.PortTestResult'
        $through | Export-MdiResult TestDrive:/remote.json
        (Import-MdiResult TestDrive:/remote.json | ForEach-Object { Get-Text $_ }) | Should -Be ($results + $nnr | ForEach-Object { Get-Text $_ })
    }

    It 'gives results that views and cmdlets take' {
        $results | Export-MdiResult TestDrive:/pipe.json
        (Import-MdiResult TestDrive:/pipe.json | Out-String) | Should -Be ($results | Out-String)
        @(Import-MdiResult TestDrive:/pipe.json | Test-MdiPort -TimeoutMilliseconds 500).Count | Should -Be $results.Count
    }

    It 'writes ASCII, so that every reader agrees' {
        Get-Sample ($results[0].GetType()) | Set-Content TestDrive:/sample.json
        Import-MdiResult TestDrive:/sample.json | Export-MdiResult TestDrive:/ascii.json
        [IO.File]::ReadAllBytes((Get-Item TestDrive:/ascii.json).FullName) | Where-Object { $_ -gt 126 } | Should -BeNullOrEmpty
    }

    It 'shows control characters of a foreign file instead of obeying them' {
        '{"Schema":"MdiPrereq.Results","Version":1,"Results":[{"Type":"MdiPrereq.PortTestResult","RemoteName":"\u001b[2J\u202e"}]}' | Set-Content TestDrive:/hostile.json
        (Import-MdiResult TestDrive:/hostile.json).RemoteName | Should -Be '\u001B[2J\u202E'
    }

    It 'refuses <Case> and reads the others' -ForEach @(
        @{ Case = 'a truncated file'; Id = 'ResultFileTruncated'; Text = { param($whole) $whole.Substring(0, $whole.Length * 2 / 3) } }
        @{ Case = 'a file cut before its last brace'; Id = 'ResultFileTruncated'; Text = { param($whole) $whole.TrimEnd().TrimEnd('}') } }
        @{ Case = 'an empty file'; Id = 'ResultFileTruncated'; Text = { '' } }
        @{ Case = 'a text'; Id = 'ResultFileForeign'; Text = { 'ComputerName,Port' } }
        @{ Case = 'other JSON'; Id = 'ResultFileForeign'; Text = { '[{"ComputerName":"dc01"}]' } }
        @{ Case = 'a result of a type that is none'; Id = 'ResultFileNewer'; Text = { param($whole) $whole.Replace('MdiPrereq.PortTestResult', 'System.IO.FileInfo') } }
        @{ Case = 'a port that is no number'; Id = 'ResultFileForeign'; Text = { param($whole) $whole.Replace('"Port":389', '"Port":"389; calc"') } }
        @{ Case = 'a verdict that is none'; Id = 'ResultFileForeign'; Text = { param($whole) $whole -replace '"Verdict":"\w+"', '"Verdict":"Splendid"' } }
        @{ Case = 'a newer version'; Id = 'ResultFileNewer'; Text = { param($whole) $whole.Replace('"Version":1', '"Version":2') } }
        @{ Case = 'an empty type name'; Id = 'ResultFileNewer'; Text = { param($whole) $whole.Replace('MdiPrereq.PortTestResult', '') } }
        @{ Case = 'a generic type of a foreign assembly'; Id = 'ResultFileNewer'; Text = { param($whole) $whole.Replace('MdiPrereq.PortTestResult', 'MdiPrereq.Probing.ProbeWindow`1[[X, Humanizer]]') } }
        @{ Case = 'an infinite number'; Id = 'ResultFileForeign'; Text = { param($whole) $whole -replace '"ClockSkewSeconds":[^,]+', '"ClockSkewSeconds":1e999' } }
        @{ Case = 'a property that stands twice'; Id = 'ResultFileForeign'; Text = { param($whole) $whole.Replace('"Port":389', '"Port":389,"Port":390') } }
        @{ Case = 'text behind its end'; Id = 'ResultFileForeign'; Text = { param($whole) "$whole{}" } }
        @{ Case = 'a text without end'; Id = 'ResultFileForeign'; Text = { param($whole) $whole.Replace('"Port":389', """Evidence"":""$('x' * 100000)""") } }
        @{ Case = 'a file that nests without end'; Id = 'ResultFileForeign'; Text = { '[' * 100000 } }
    ) {
        $results | Export-MdiResult TestDrive:/1.json
        $results | Export-MdiResult TestDrive:/3.json
        & $Text (Get-Content TestDrive:/1.json -Raw) | Set-Content TestDrive:/2.json -NoNewline
        $read = @(Import-MdiResult TestDrive:/1.json, TestDrive:/2.json, TestDrive:/3.json -ErrorAction SilentlyContinue -ErrorVariable problems)
        $read.Count | Should -Be (2 * $results.Count)
        @($problems).Count | Should -Be 1
        $problems[0].FullyQualifiedErrorId | Should -Be "$Id,MdiPrereq.Commands.ImportMdiResultCommand"
        $problems[0].CategoryInfo.Category | Should -Be 'InvalidData'
        "$($problems[0].TargetObject)" | Should -Match '2\.json$'
        "$($problems[0])" | Should -Match '2\.json'
    }

    It 'shows what a spreadsheet would run, so that Export-Csv may follow' {
        '{"Schema":"MdiPrereq.Results","Version":1,"Results":[{"Type":"MdiPrereq.PortTestResult","RemoteName":"=HYPERLINK(\"http://x\")","Evidence":"x;=1+cmd"}]}' |
            Set-Content TestDrive:/formula.json
        $csv = Import-MdiResult TestDrive:/formula.json | ConvertTo-Csv -NoTypeInformation
        "$csv" | Should -Match '"\\u003DHYPERLINK\('
        "$csv" | Should -Match ';\\u003D1\+cmd'
    }

    It 'ends at a pipe or device, and reads the others' {
        if (-not (Get-Command mkfifo -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'this system has no pipes among its files' }
        $results | Export-MdiResult TestDrive:/1.json
        $folder = (Get-Item TestDrive:/).FullName
        & mkfifo "$folder/fifo.json"
        $read = @(Import-MdiResult "$folder/fifo.json", /dev/zero, "$folder/1.json" -ErrorAction SilentlyContinue -ErrorVariable problems)
        $read.Count | Should -Be $results.Count
        @($problems | ForEach-Object { "$_" }) -match 'no regular file' | Should -HaveCount 2
        Remove-Item "$folder/fifo.json"
    }

    It 'stops within a file when the pipeline wants no more' {
        $results | Export-MdiResult TestDrive:/1.json
        @(Import-MdiResult TestDrive:/1.json, TestDrive:/1.json | Select-Object -First 1).Count | Should -Be 1
    }

    It 'refuses to write a number that JSON does not have' {
        $through = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($results[0]))
        $through | Add-Member NoteProperty ClockSkewSeconds -Force -Value ([double]::PositiveInfinity)
        $through | Export-MdiResult TestDrive:/infinite.json -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInputObject,MdiPrereq.Commands.ExportMdiResultCommand'
        Import-MdiResult TestDrive:/infinite.json -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'reads wildcards and what Get-ChildItem gives' {
        $folder = New-Item TestDrive:/many -ItemType Directory
        1..3 | ForEach-Object { $results | Export-MdiResult (Join-Path $folder "$_.json") }
        @(Import-MdiResult (Join-Path $folder '*.json')).Count | Should -Be (3 * $results.Count)
        @(Get-ChildItem $folder | Import-MdiResult).Count | Should -Be (3 * $results.Count)
        { Import-MdiResult (Join-Path $folder 'none*.json') -ErrorAction Stop } | Should -Throw -ErrorId 'ResultFileNotFound,*'
        { Import-MdiResult (Join-Path $folder 'none.json') -ErrorAction Stop } | Should -Throw -ErrorId 'ResultFileNotFound,*'
    }

    It 'leaves nothing behind when its pipeline is stopped' {
        $folder = New-Item TestDrive:/stopped -ItemType Directory
        { $results | ForEach-Object { $_; throw 'enough' } | Export-MdiResult (Join-Path $folder 'x.json') } | Should -Throw 'enough'
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'overwrites unless told otherwise, and leaves no temporary file' {
        $folder = New-Item TestDrive:/twice -ItemType Directory
        $path = Join-Path $folder 'x.json'
        $results | Export-MdiResult $path
        $results[0] | Export-MdiResult $path
        @(Import-MdiResult $path).Count | Should -Be 1
        { $results | Export-MdiResult $path -NoClobber -ErrorAction Stop } | Should -Throw -ErrorId 'ResultFileExists,*'
        (Get-ChildItem $folder -Force).Name | Should -Be 'x.json'
    }

    It 'refuses what is no result, once for each, and writes the others' {
        @(Get-Date) + $results | Export-MdiResult TestDrive:/mixed.json -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -Be 'InvalidInputObject,MdiPrereq.Commands.ExportMdiResultCommand'
        @(Import-MdiResult TestDrive:/mixed.json).Count | Should -Be $results.Count
    }

    It 'refuses a path that is no file' {
        { $results | Export-MdiResult TestDrive:/no/such/folder/x.json -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotUsable,*'
        { $results | Export-MdiResult Env:/x -ErrorAction Stop } | Should -Throw -ErrorId 'PathNotUsable,*'
    }
}
