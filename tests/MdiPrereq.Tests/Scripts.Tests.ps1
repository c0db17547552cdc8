# Every script and manifest of the repository: clean by PSScriptAnalyzer, and of a syntax that Windows PowerShell 5.1 has.

BeforeDiscovery {
    $root = Split-Path (Split-Path $PSScriptRoot)
    $scripts = Get-ChildItem $root -Recurse -Include *.ps1, *.psd1, *.psm1 |
        Where-Object { $_.FullName.Substring($root.Length) -notmatch '[\\/](out|bin|obj|TestResults)[\\/]' } |
        ForEach-Object { @{ Name = $_.FullName.Substring($root.Length + 1); File = $_.FullName } }
}

Describe 'Scripts' {
    It '<Name> is clean' -ForEach $scripts {
        if (-not (Get-Module PSScriptAnalyzer -ListAvailable)) { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not on this machine' }
        $settings = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'PSScriptAnalyzerSettings.psd1'
        # Pester hands data and variables from block to block, which the first two cannot see; nobody but a test calls its functions.
        $unseen = if ($Name -match '^tests[\\/]') {
            'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter', 'PSUseShouldProcessForStateChangingFunctions', 'PSUseSingularNouns'
        } elseif ($Name -like '*.Tests.ps1') { 'PSUseDeclaredVarsMoreThanAssignments', 'PSReviewUnusedParameter' } else { @() }
        $found = Invoke-ScriptAnalyzer $File -Settings $settings | Where-Object { $_.RuleName -notin $unseen }
        $found | ForEach-Object { "$($_.RuleName), line $($_.Line): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
