<#
.SYNOPSIS
Compliance suite: one test for each row of the port table and each target. Pester 5 and 6.

.DESCRIPTION
A test is red when its row is required and not verified, when the probe could not be made or no result came; with Strict, also when its
verdict is Warning. A row that cannot be tested is skipped and says why. A run without a target or without a row fails.

Each test is named '<target> <row> <transport> <port>' and tagged MdiPrereq, with the row's id, its necessity and its destination.

.EXAMPLE
$suite = New-PesterContainer -Path (Get-MdiComplianceTest) -Data @{ ComputerName = 'dc01.contoso.com'; SensorType = 'Standalone' }
Invoke-Pester -Container $suite -Output Detailed
#>
param(
    [string[]] $ComputerName,
    [string] $SensorType = 'Classic',
    [string] $Catalog = 'Current',
    [string[]] $Id = '*',
    [int] $TimeoutMilliseconds = 3000,
    [string] $SourceAddress,
    [switch] $Strict
)

BeforeDiscovery {
    $targets = @($ComputerName | Where-Object { $_ } | Sort-Object -Unique)
    # Rows of the network; Test-MdiPort tests the very same ones.
    $network = @{ SensorType = $SensorType; Catalog = $Catalog; Id = $Id; Destination = 'DnsServer', 'DomainController', 'Device' }
    $rows = @(Get-MdiRequiredPort @network -ErrorAction SilentlyContinue)
}

Describe 'MDI ports' -Tag MdiPrereq {
    BeforeAll {
        $network = @{ SensorType = $SensorType; Catalog = $Catalog; Id = $Id; Destination = 'DnsServer', 'DomainController', 'Device' }
        $parameters = @{ TimeoutMilliseconds = $TimeoutMilliseconds; ErrorAction = 'SilentlyContinue'; ErrorVariable = 'problems' }
        if ($SourceAddress) { $parameters.SourceAddress = $SourceAddress }
        $names = @($ComputerName | Where-Object { $_ } | Sort-Object -Unique)
        $results = @{}
        $refused = @{}
        if ($names) {
            foreach ($result in Get-MdiRequiredPort @network -ErrorAction SilentlyContinue | Test-MdiPort -ComputerName $names @parameters) {
                $results["$($result.ComputerName)|$($result.RequirementId)|$($result.Transport)"] = $result
            }
            foreach ($problem in $problems) { $refused["$($problem.TargetObject)"] = "$problem" }
        }
    }

    # A check of nothing must not look like a success.
    if ($targets.Count -eq 0) {
        It 'has a target' { throw 'There is no target: give ComputerName in the data of the container.' }
    }
    if ($rows.Count -eq 0) {
        It 'has a row to test' { throw "No row of $SensorType, $Catalog with the id $($Id -join ', ') can be tested on the network." }
    }

    foreach ($target in $targets) {
        foreach ($row in $rows) {
            $case = @{ Target = $target; Row = "$($row.Id)"; Transport = "$($row.Transport)"; Port = $row.Port; Protocol = "$($row.Transport)".ToUpperInvariant() }
            It '<Target> <Row> <Protocol> <Port>' -ForEach $case -Tag "$($row.Id)", "$($row.Necessity)", "$($row.Destination)" {
                $result = $results["$Target|$Row|$Transport"]
                if (-not $result) { throw "There is no result. $($refused[$Target])" }
                if ("$($result.Reason)" -in 'Error', 'Cancelled') { throw "$($result.Message)" }
                if ("$($result.Verdict)" -in 'NotTested', 'NotApplicable') { Set-ItResult -Skipped -Because $result.Message }
                $allowed = if ($Strict) { @('Pass') } else { @('Pass', 'Warning') }
                "$($result.Verdict)" | Should -BeIn $allowed -Because "$($result.Message) $($result.Remediation)"
            }
        }
    }
}
