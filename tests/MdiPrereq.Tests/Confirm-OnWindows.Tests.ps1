# The script that shows on Windows what was not seen there: its logic, with stubs for what only Windows has.

Describe 'Confirm-OnWindows.ps1' {
    BeforeAll {
        $script = Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'examples/Confirm-OnWindows.ps1'
        $onWindows = $PSVersionTable.PSEdition -ne 'Core' -or $IsWindows
    }

    It 'runs what needs no Windows, and finds it as expected' {
        $results = @(& $script -Name Module, ClosedPorts, Files, Stop, Inbound)
        $results.Check | Should -Be 'Module', 'ClosedPorts', 'Files', 'Stop', 'Inbound'
        foreach ($result in $results) { $result.Outcome | Should -Be 'AsExpected' -Because "$($result.Check): $($result.Seen)" }
    }

    It 'says plainly what it cannot run here' {
        if ($onWindows) { Set-ItResult -Skipped -Because 'this is Windows' }
        $results = @(& $script)
        $results.Check | Should -Be ($results.Check | Select-Object -Unique)
        $notRun = $results | Where-Object Outcome -EQ NotRun
        $notRun.Count | Should -Be ($results.Count - 5)
        $notRun.Seen -match '^needs .*Windows' | Should -HaveCount $notRun.Count
    }

    It 'shows what differs, with the command that showed it' {
        Mock Test-MdiPort { [pscustomobject]@{ RequirementId = 'Ldap389'; Transport = 'Tcp'; State = 'Filtered'; Reason = 'TimedOut'; Message = 'It was silent.' } }
        $result = & $script -Name ClosedPorts
        $result.Outcome, $result.Seen | Should -Be 'Differs', 'Ldap389 Tcp is Filtered (TimedOut): It was silent.'
        $result.Command | Should -Match '^Test-MdiPort 127\.0\.0\.1 '
        ($result | Out-String -Width 100) | Should -Match 'Check\s+Outcome\s+Seen'
    }

    It 'takes an error for a difference, and goes on' {
        Mock Test-MdiPort { throw 'broken' }
        $results = @(& $script -Name ClosedPorts, Module)
        ($results | ForEach-Object { "$($_.Check) $($_.Outcome)" }) | Should -Be 'Module AsExpected', 'ClosedPorts Differs'
        $results[1].Seen | Should -Match 'broken'
    }

    It 'runs nothing with -WhatIf' {
        Mock Test-MdiPort { throw 'run' }
        $result = & $script -Name ClosedPorts -WhatIf
        $result.Outcome | Should -Be 'NotRun'
    }

    It 'has every check in the README''s list' {
        $readme = Get-Content (Join-Path (Split-Path (Split-Path $PSScriptRoot)) 'README.md') -Raw
        foreach ($result in & $script -WhatIf) { $readme | Should -Match "\| ``$($result.Check)`` \|" }
    }
}
