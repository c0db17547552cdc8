# The nupkg that build.ps1 -Task Package makes, when there is one of this version in out/; and what is staged.


Describe 'The package' {
    BeforeAll {
        $module = Get-Module MdiPrereq
        $root = Split-Path (Split-Path $PSScriptRoot)
        $package = Get-Item (Join-Path $root "out/MdiPrereq.$($module.Version).nupkg") -ErrorAction Ignore
        if ($package) {
            Add-Type -AssemblyName System.IO.Compression.FileSystem
            $zip = [System.IO.Compression.ZipFile]::OpenRead($package.FullName)
            $entries = $zip.Entries.FullName
            $reader = New-Object System.IO.StreamReader ($zip.Entries | Where-Object FullName -EQ 'MdiPrereq.nuspec').Open()
            $metadata = ([xml]$reader.ReadToEnd()).package.metadata
            $reader.Dispose()
        }
    }

    AfterAll { if ($zip) { $zip.Dispose() } }

    It 'has a complete manifest' {
        $manifest = Test-ModuleManifest (Join-Path $module.ModuleBase 'MdiPrereq.psd1')
        $manifest.Tags.Count | Should -BeGreaterThan 5
        $manifest.PowerShellVersion | Should -Be '5.1'
        $manifest.CompatiblePSEditions | Should -Be 'Desktop', 'Core'
        foreach ($property in 'Author', 'Copyright', 'Description', 'LicenseUri', 'ProjectUri', 'ReleaseNotes', 'Guid') {
            "$($manifest.$property)" | Should -Not -BeNullOrEmpty -Because $property
        }
    }

    It 'has complete metadata' {
        if (-not $package) { Set-ItResult -Skipped -Because 'there is no package in out/; build.ps1 -Task Package makes it' }
        $metadata.id, $metadata.version | Should -Be 'MdiPrereq', "$($module.Version)"
        $metadata.license.InnerText | Should -Be 'MIT'
        foreach ($property in 'authors', 'description', 'copyright', 'projectUrl', 'releaseNotes', 'readme') {
            "$($metadata.$property)" | Should -Not -BeNullOrEmpty -Because $property
        }
        $tags = $metadata.tags -split ' '
        $tags | Should -Contain 'PSModule'
        foreach ($command in Get-Command -Module MdiPrereq) { $tags | Should -Contain "PSCmdlet_$($command.Name)" }
    }

    It 'holds what is staged, and nothing else' {
        if (-not $package) { Set-ItResult -Skipped -Because 'there is no package in out/; build.ps1 -Task Package makes it' }
        $staged = Get-ChildItem $module.ModuleBase -Recurse -File | ForEach-Object { $_.FullName.Substring($module.ModuleBase.Length + 1).Replace('\', '/') }
        $own = $entries | Where-Object { $_ -notmatch '^(_rels/|package/|\[Content_Types\]|MdiPrereq\.nuspec$)' } | ForEach-Object { [uri]::UnescapeDataString($_) }
        $own | Sort-Object | Should -Be ($staged | Sort-Object)
    }

    It 'can be installed from a folder' {
        if (-not $package) { Set-ItResult -Skipped -Because 'there is no package in out/; build.ps1 -Task Package makes it' }
        if (-not (Get-Command Save-PSResource -ErrorAction Ignore)) { Set-ItResult -Skipped -Because 'there is no Microsoft.PowerShell.PSResourceGet' }
        $feed = "MdiPrereqTest$PID"
        $folder = New-Item TestDrive:/feed -ItemType Directory
        $saved = New-Item TestDrive:/saved -ItemType Directory
        Copy-Item $package.FullName $folder
        Register-PSResourceRepository -Name $feed -Uri $folder.FullName -Trusted
        try { Save-PSResource MdiPrereq -Repository $feed -Path $saved.FullName } finally { Unregister-PSResourceRepository $feed }
        $count = & $env:MDI_SHELL -NoProfile -Command "Import-Module '$(Join-Path $saved.FullName "MdiPrereq/$($module.Version)/MdiPrereq.psd1")'; @(Get-MdiRequiredPort Classic).Count"
        $count | Should -Be 13
    }
}
