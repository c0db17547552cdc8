BeforeDiscovery {
    $commands = Get-Command -Module MdiPrereq
}

Describe 'The module' {
    BeforeAll {
        $module = Get-Module MdiPrereq
    }

    It 'exports exactly the public cmdlets' {
        $exported = @((Test-ModuleManifest (Join-Path $module.ModuleBase 'MdiPrereq.psd1')).ExportedCmdlets.Keys)
        $classes = $module.ImplementingAssembly, [AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'MdiPrereq' }) |
            ForEach-Object { $_ } | Where-Object { $_ } | Select-Object -First 1 |
            ForEach-Object { $_.GetTypes() } | Where-Object { -not $_.IsAbstract -and $_.IsSubclassOf([System.Management.Automation.Cmdlet]) }
        (Get-Command -Module MdiPrereq).Name | Sort-Object | Should -Be ($exported | Sort-Object)
        $classes.Count | Should -Be $exported.Count
    }

    It 'has a manifest that PowerShell accepts' {
        { Test-ModuleManifest (Join-Path $module.ModuleBase 'MdiPrereq.psd1') -ErrorAction Stop -WarningAction Stop } | Should -Not -Throw
    }

    It 'ships no assembly but its own' {
        (Get-ChildItem $module.ModuleBase -Recurse -Filter *.dll).Name | Sort-Object -Unique | Should -Be @('MdiPrereq.dll', 'MdiPrereq.Probes.dll')
    }

    It 'imports without starting threads or probes' {
        $lines = & $env:MDI_SHELL -NoProfile -Command "
            `$before = (Get-Process -Id `$PID).Threads.Count
            Import-Module '$($module.Path)'
            (Get-Process -Id `$PID).Threads.Count - `$before"
        [int]($lines | Select-Object -Last 1) | Should -BeLessOrEqual 2
    }

    It '<_.Name> uses an approved verb and describes what it gives' -ForEach $commands {
        (Get-Verb).Verb | Should -Contain $_.Verb
        $_.OutputType.Count | Should -BeGreaterThan 0
    }
}

Describe 'The help of <_.Name>' -ForEach $commands {
    BeforeAll {
        $help = Get-Help $_.Name -Full
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters + 'WhatIf', 'Confirm'
        $parameters = $_.Parameters.Values | Where-Object { $_.Name -notin $common -and $_.Attributes.DontShow -notcontains $true }
    }

    It 'has a synopsis, a description and examples' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match '^\s*\w+-Mdi\w+ \['
        $help.Description.Text | Should -Not -BeNullOrEmpty
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 3
    }

    It 'describes every parameter, and no other' {
        $described = @($help.parameters.parameter | Where-Object { $_.description.Text -join '' } | ForEach-Object name | Where-Object { $_ -notin $common } | Sort-Object)
        $described | Should -Be @($parameters.Name | Sort-Object)
    }

    It 'has no placeholder left' {
        ($help | Out-String) | Should -Not -Match '\{\{'
    }
}
