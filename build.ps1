<#
.SYNOPSIS
Builds, tests and packages MdiPrereq. Needs the .NET SDK and nothing else; runs in Windows PowerShell 5.1 and PowerShell 7.

.PARAMETER Task
Build    compiles everything, and stages the module under out/MdiPrereq/<version>/.
Test     runs all tests that this machine allows, against the staged module, and says what it skipped and why.
Package  builds, and makes the module's nupkg in out/.
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
    [ValidateSet('Build', 'Test', 'Package', 'Docs', 'Stage', 'Pack')]
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
    'Docs' { Export-ModuleHelp }
    'Package' { Build-Module; Publish-ModulePackage }
    'Test' {
        Build-Module
        Invoke-DotNet test (Join-Path $root 'MdiPrereq.sln') --configuration $Configuration --no-build --nologo
    }
}
