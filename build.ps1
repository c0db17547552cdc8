<#
.SYNOPSIS
Builds, tests and packages MdiPrereq. Needs the .NET SDK and nothing else; runs in Windows PowerShell 5.1 and PowerShell 7.

.PARAMETER Task
Build    compiles everything, and stages the module under out/MdiPrereq/<version>/.
Test     runs all tests that this machine allows, against the staged module, and says what it skipped and why.
Package  builds, and makes the module's nupkg in out/.
Publish  makes the command line tool as one file that needs no .NET, for each system, in out/publish, with their checksums.
Docs     writes the MAML help in en-US/ from the Markdown in docs/ (needs the module Microsoft.PowerShell.PlatyPS).
Stage    only copies what has been compiled into out/.
Pack     only makes the nupkg, of what is staged.

.EXAMPLE
./build.ps1
Builds; afterwards Import-Module ./MdiPrereq.psd1 works.
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Publish', 'Docs', 'Stage', 'Pack')]
    [string] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Release'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$version = (Select-String -Path (Join-Path $root 'MdiPrereq.psd1') -Pattern "ModuleVersion\s*=\s*'([^']+)'").Matches[0].Groups[1].Value
$staged = Join-Path $root "out/MdiPrereq/$version"

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) { throw "dotnet $($args[0]) ended with exit code $LASTEXITCODE." }
}

function Copy-Module {
    # A package of what was staged before is one no more.
    Remove-Item (Join-Path $root "out/MdiPrereq.$version.nupkg") -ErrorAction Ignore
    # src/MdiPrereq/Stage.targets says what ships.
    Invoke-DotNet msbuild (Join-Path $root 'src/MdiPrereq') '-target:Stage' '-verbosity:quiet' -nologo
}

function Build-Module {
    Invoke-DotNet build (Join-Path $root 'MdiPrereq.sln') --configuration $Configuration --nologo
    Copy-Module
}

function Publish-ModulePackage {
    # Not Import-PowerShellDataFile: the manifest chooses its root module by edition, which that refuses.
    $manifest = Test-ModuleManifest (Join-Path $staged 'MdiPrereq.psd1')
    $tags = @($manifest.Tags) + @($manifest.ExportedCmdlets.Keys | ForEach-Object { "PSCmdlet_$_" }) + 'PSModule'
    $nuspec = Join-Path $root 'out/MdiPrereq.nuspec'
    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
  <metadata>
    <id>MdiPrereq</id>
    <version>$version</version>
    <authors>$($manifest.Author)</authors>
    <license type="expression">MIT</license>
    <projectUrl>$($manifest.ProjectUri)</projectUrl>
    <releaseNotes>$([Security.SecurityElement]::Escape($manifest.ReleaseNotes))</releaseNotes>
    <description>$($manifest.Description)</description>
    <copyright>$($manifest.Copyright)</copyright>
    <tags>$($tags -join ' ')</tags>
    <readme>README.md</readme>
  </metadata>
</package>
"@ | Set-Content $nuspec -Encoding UTF8
    # A module's assemblies (NU5100) and scripts (NU5110, NU5111) lie where its manifest says; %3B is msbuild's semicolon.
    Invoke-DotNet pack (Join-Path $root 'src/MdiPrereq') --configuration $Configuration --no-build --nologo `
        --output (Join-Path $root 'out') "-p:NuspecFile=$nuspec" "-p:NuspecBasePath=$staged" '-p:NoWarn=NU5100%3BNU5110%3BNU5111'
}

# Each file by itself: a runtime that the package source does not have costs its own file only, and is named.
function Publish-Tool {
    $folder = Join-Path $root 'out/publish'
    Remove-Item $folder -Recurse -ErrorAction Ignore
    $null = New-Item $folder -ItemType Directory
    $system = & dotnet msbuild (Join-Path $root 'src/MdiPrereq.SingleFile') -getProperty:NETCoreSdkPortableRuntimeIdentifier
    $refused = @()
    foreach ($form in 'win-x64', 'win-arm64', 'linux-x64', 'linux-arm64', "$system.native") {
        $target, $native = $form -split '\.'
        if ($native -and $target -notlike 'linux-*') { $refused += "$form is made on Linux only."; continue }
        if ($native -and -not (Get-Command clang -ErrorAction Ignore)) { $refused += "$form needs clang (Debian: clang, zlib1g-dev)."; continue }
        $made = Join-Path $root "src/MdiPrereq.SingleFile/bin/$form/publish"
        $output = & dotnet publish (Join-Path $root 'src/MdiPrereq.SingleFile') "-p:PublishFor=$target" "-p:Native=$([bool] $native)" `
            --output $made --nologo --verbosity quiet
        if ($LASTEXITCODE -eq 0) {
            $program = Get-ChildItem $made -File -Filter 'mdiprereq*'
            Copy-Item $program.FullName (Join-Path $folder "mdiprereq-$version-$form$($program.Extension)")
            continue
        }
        $errors = @($output | Select-String 'error \w+: (.*?)( \[[^\]]*\])?$' | ForEach-Object { $_.Matches[0].Groups[1].Value } | Select-Object -Unique)
        # A package that could not be had is said below; anything else is our own mistake.
        if (-not ($output -match 'error NU\d+')) { throw "$form was not made: $(if ($errors) { $errors -join ' ' } else { $output -join ' ' })" }
        $refused += "$form was not made: $($errors -join ' ')"
    }
    $files = @(Get-ChildItem $folder -File | Sort-Object Name)
    $lines = $files | ForEach-Object { "$((Get-FileHash $_.FullName -Algorithm SHA256).Hash.ToLowerInvariant())  $($_.Name)" }
    # As sha256sum writes and checks them, on every system.
    [IO.File]::WriteAllText((Join-Path $folder 'SHA256SUMS'), (($lines -join "`n") + "`n"))
    $files | ForEach-Object { '{0}  {1:0.0} MB' -f $_.Name, ($_.Length / 1MB) }
    $refused | ForEach-Object { Write-Warning $_ }
}

function Export-ModuleHelp {
    Import-Module Microsoft.PowerShell.PlatyPS
    $pages = Get-ChildItem (Join-Path $root 'docs') -Filter '*-Mdi*.md' | ForEach-Object { Import-MarkdownCommandHelp $_.FullName }
    $temporary = Join-Path ([IO.Path]::GetTempPath()) ([IO.Path]::GetRandomFileName())
    $null = Export-MamlCommandHelp -CommandHelp $pages -OutputFolder $temporary -Force
    $file = Join-Path $root 'en-US/MdiPrereq.dll-Help.xml'
    Get-ChildItem $temporary -Recurse -Filter 'MdiPrereq.dll-Help.xml' | Copy-Item -Destination $file
    Remove-Item $temporary -Recurse -Force
    Convert-MarkdownInHelp $file
}

# PlatyPS 1.0 leaves Markdown in the text, and a control character (U+0080) where it wants an empty line. Get-Help shows both.
function Convert-MarkdownInHelp([string] $File) {
    $help = New-Object System.Xml.XmlDocument
    $help.Load($File)
    $namespaces = New-Object System.Xml.XmlNamespaceManager $help.NameTable
    $namespaces.AddNamespace('maml', 'http://schemas.microsoft.com/maml/2004/10')
    $namespaces.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')
    $namespaces.AddNamespace('dev', 'http://schemas.microsoft.com/maml/dev/2004/10')

    foreach ($paragraph in $help.SelectNodes('//maml:para[not(ancestor::command:example)]', $namespaces)) {
        $paragraph.InnerText = Convert-MarkdownText $paragraph.InnerText
    }
    foreach ($example in $help.SelectNodes('//command:example', $namespaces)) {
        $introduction = $example.SelectSingleNode('maml:introduction', $namespaces)
        $markdown = @($introduction.SelectNodes('maml:para', $namespaces) | ForEach-Object { $_.InnerText.Trim([char]0x80) }) -join "`n"
        $introduction.RemoveAll()

        # The first fenced block is the command; of the others, which are output, only the fences go.
        $parts = [regex]::Split($markdown, '(?m)^```(\w*)\r?\n(.*?)\r?\n```', 'Singleline')
        $remarks = $example.SelectSingleNode('dev:remarks', $namespaces)
        for ($i = 0; $i -lt $parts.Count; $i += 3) {
            if ($parts[$i].Trim()) { Add-HelpParagraph $remarks (Convert-MarkdownText $parts[$i].Trim()) }
            if ($i + 2 -ge $parts.Count) { continue }
            if ($parts[$i + 1] -eq 'powershell') { $example.SelectSingleNode('dev:code', $namespaces).InnerText = $parts[$i + 2] }
            else { Add-HelpParagraph $remarks $parts[$i + 2] }
        }
        Add-HelpParagraph $remarks ''
    }
    $help.Save($File)
}

function Convert-MarkdownText([string] $Text) {
    ($Text.Trim([char]0x80) -split '(?:\r?\n){2,}' | ForEach-Object { $_ -replace '\r?\n', ' ' -replace '\*\*([^*]+)\*\*', '$1' -replace '`([^`]+)`', '$1' }) -join "`n`n"
}

function Add-HelpParagraph([System.Xml.XmlElement] $Parent, [string] $Text) {
    $paragraph = $Parent.OwnerDocument.CreateElement('maml', 'para', 'http://schemas.microsoft.com/maml/2004/10')
    $paragraph.InnerText = $Text
    $null = $Parent.AppendChild($paragraph)
}

switch ($Task) {
    'Build' { Build-Module }
    'Stage' { Copy-Module }
    'Pack' { Publish-ModulePackage }
    'Publish' { Publish-Tool }
    'Docs' { Export-ModuleHelp }
    'Package' { Build-Module; Publish-ModulePackage }
    'Test' {
        Build-Module
        Invoke-DotNet test (Join-Path $root 'MdiPrereq.sln') --configuration $Configuration --no-build --nologo
    }
}
