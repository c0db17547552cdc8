@{
    RootModule             = if ($PSEdition -eq 'Core') { 'bin/net8.0/MdiPrereq.dll' } else { 'bin/net472/MdiPrereq.dll' }
    ModuleVersion          = '0.1.0'
    GUID                   = '5d0a3c52-7c0b-4a54-9d0e-1f6b8e2f4a37'
    Author                 = 'The MdiPrereq authors'
    CompanyName            = 'The MdiPrereq authors'
    Copyright              = '(c) 2026 The MdiPrereq authors. MIT licence.'
    Description            = 'Tells which network ports a Microsoft Defender for Identity sensor needs, and proves from the machine where it will run that each is open and that the right service answers behind it.'
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')
    FormatsToProcess       = @('bin/MdiPrereq.Format.ps1xml')
    FunctionsToExport      = @()
    CmdletsToExport        = @(
        'Compare-MdiResult', 'ConvertTo-MdiFirewallRule', 'Export-MdiReport', 'Export-MdiResult', 'Get-MdiComplianceTest',
        'Get-MdiRequiredPort', 'Import-MdiResult', 'Measure-MdiNnr', 'Receive-MdiProbe', 'Send-MdiProbe',
        'Test-MdiCaptureAdapter', 'Test-MdiCloudService', 'Test-MdiInboundPort', 'Test-MdiNnr', 'Test-MdiPort',
        'Test-MdiPrerequisite')
    VariablesToExport      = @()
    AliasesToExport        = @()
    PrivateData            = @{
        PSData = @{
            Tags         = @('DefenderForIdentity', 'MDI', 'Network', 'Port', 'Firewall', 'Compliance', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://learn.microsoft.com/defender-for-identity/deploy/prerequisites-sensor-version-2'
            ReleaseNotes = 'First version: the port tables, protocol tests of every port, name resolution, cloud and adapter tests, a whole server in one command, results as files, comparison, a report as one page, firewall rules, a Pester compliance suite. CHANGELOG.md in the module folder has the details.'
        }
    }
}
