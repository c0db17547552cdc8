# The help is true: its examples run, its table of errors is the code's, nothing in it is left to be filled in.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $pages = Get-ChildItem (Join-Path $root 'docs') -Filter '*-Mdi*.md' | ForEach-Object {
        @{ Page = $_.BaseName; File = $_.FullName }
    }
    $examples = $pages | ForEach-Object {
        $page = $_.Page
        [regex]::Matches((Get-Content $_.File -Raw), '(?m)^### (Example \d+[^\r\n]*)') | ForEach-Object { @{ Page = $page; Example = $_.Groups[1].Value } }
    }
}

Describe 'The help' {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $about = Get-Content (Join-Path $root 'en-US/about_MdiPrereq.help.txt')
    }

    It 'has a page for every cmdlet, and no other' {
        (Get-ChildItem (Join-Path $root 'docs') -Filter '*-Mdi*.md').BaseName | Sort-Object | Should -Be ((Get-Command -Module MdiPrereq).Name | Sort-Object)
    }

    It '<Page> has no placeholder left' -ForEach $pages {
        Get-Content $File -Raw | Should -Not -Match '\{\{|@@|TODO'
    }

    It 'is generated from the pages: <Page>' -ForEach $pages {
        $help = Get-Help $Page -Full
        $codes = [regex]::Matches((Get-Content $File -Raw), '(?ms)^### Example \d+[^\r\n]*.*?^```powershell\r?\n(.*?)^```') | ForEach-Object { ($_.Groups[1].Value -replace '\s+', ' ').Trim() }
        $shown = ($help.Examples | Out-String -Width 4000) -replace '\s+', ' '
        foreach ($code in $codes) { $shown.Contains($code) | Should -BeTrue -Because "the MAML lacks: $code; run build.ps1 -Task Docs" }
    }

    It 'has an about topic of at most 80 columns' {
        $about | Where-Object { $_.Length -gt 80 } | Should -BeNullOrEmpty
        $about[0].TrimStart([char]0xfeff) | Should -Be 'TOPIC'
    }

    It 'lists in the about topic the ids of all errors, and no other' {
        $errors = [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'MdiPrereq' })[0].GetType('MdiPrereq.Commands.Errors')
        $ids = $errors.GetFields([Reflection.BindingFlags]'Static, Public, NonPublic') | Where-Object { $_.IsLiteral -and $_.FieldType -eq [string] } | ForEach-Object { $_.GetRawConstantValue() }
        $from = [array]::IndexOf($about, '    ERRORS')
        $from | Should -BeGreaterThan 0
        $listed = foreach ($line in $about[($from + 1)..($about.Count - 1)]) {
            if ($line -cmatch '^(    [A-Z ]+|[A-Z].*)$') { break }
            if ($line -cmatch '^    ([A-Z][a-z]+[A-Z]\w+)') { $Matches[1] }
        }
        $listed | Sort-Object | Should -Be ($ids | Sort-Object)
    }
}

Describe 'The examples of the help' -Tag Lab {
    BeforeAll {
        $root = Split-Path (Split-Path $PSScriptRoot)
        $folder = Join-Path ([IO.Path]::GetTempPath()) "mdi-help-$([guid]::NewGuid())"
        $output = & bash (Join-Path $root 'tests/lab/examples/host.sh') up $folder 2>&1
        if ($LASTEXITCODE -ne 0) { throw "host.sh up: $output" }
        $module = Join-Path (Get-Module MdiPrereq).ModuleBase 'MdiPrereq.psd1'
        $shell = $env:MDI_SHELL
        $output = & ip netns exec help-host $shell -NoProfile -File (Join-Path $root 'tests/lab/examples/Invoke-Example.ps1') -Module $module -Docs (Join-Path $root docs) -Out "$folder/report.json" 2>&1
        if (-not (Test-Path "$folder/report.json")) { throw "The examples did not run: $output" }
        $report = Get-Content "$folder/report.json" -Raw | ConvertFrom-Json
    }

    AfterAll {
        & bash (Join-Path $root 'tests/lab/examples/host.sh') down $folder
        Remove-Item $folder -Recurse -Force -ErrorAction Ignore
    }

    It '<Page>, <Example>, runs as written' -ForEach $examples {
        $ran = @($report | Where-Object { $_.Page -eq $Page -and $_.Example -eq $Example })
        $ran.Count | Should -Be 1
        $ran.Problems | Should -BeNullOrEmpty
    }
}
