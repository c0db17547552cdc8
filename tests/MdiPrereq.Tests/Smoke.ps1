<#
.SYNOPSIS
Runs every cmdlet of the staged module in this PowerShell, against the sample network on loopback, and shows every view. Needs neither
Pester nor a lab. Ends with the number of failed checks as exit code; the last line counts them.

.PARAMETER Module
The manifest of the staged module.

.PARAMETER Sample
The assembly of the sample network (src/MdiPrereq.Sample).
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Sample
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$passed = 0
$failed = 0

function Confirm-That([string] $Rule, [scriptblock] $Check) {
    $said = try { if (@(& $Check)[-1]) { '' } else { 'it is not so' } } catch { "$_" }
    if ($said) { $script:failed++; "  [-] ${Rule}: $said" } else { $script:passed++; "  [+] $Rule" }
}

# What the screen would show.
function Show([Parameter(ValueFromPipeline)] $InputObject) {
    begin { $all = @() }
    process { $all += $InputObject }
    end { ($all | Out-String -Width 200) -replace '\x1b\[[\d;]*m' }
}

Import-Module $Module
# No script can give a session another network; a test goes in by the back door.
$network = [Activator]::CreateInstance([Reflection.Assembly]::LoadFrom($Sample).GetType('MdiPrereq.Sample.SampleNetwork', $true), $true)
$hostType = [AppDomain]::CurrentDomain.GetAssemblies().GetTypes().Where({ $_.FullName -ceq 'MdiPrereq.SessionHost' })[0]
$flags = [Reflection.BindingFlags]'Instance, Static, Public, NonPublic'
$sessionHost = [Activator]::CreateInstance($hostType, $flags, $null, @($network, $network.Cloud.Machine), $null)
[void]$hostType.GetMethod('Give', $flags).Invoke($null, @([runspace]::DefaultRunspace, $sessionHost))

try {
    "PowerShell $($PSVersionTable.PSVersion) on $($PSVersionTable.OS)"
    $facts = Join-Path $PSScriptRoot 'Facts/standalone-right.json'
    $file = Join-Path ([IO.Path]::GetTempPath()) "mdi-smoke-$PID.json"

    Confirm-That 'The module exports what its manifest names' {
        "$((Get-Command -Module MdiPrereq).Name | Sort-Object)" -eq "$((Test-ModuleManifest $Module).ExportedCmdlets.Keys | Sort-Object)"
    }
    Confirm-That 'The staged assemblies run, and no other' {
        [MdiPrereq.CheckResult].Assembly.Location.StartsWith((Get-Module MdiPrereq).ModuleBase, 'Ordinal')
    }
    foreach ($command in Get-Command -Module MdiPrereq) {
        Confirm-That "Get-Help $($command.Name) has a synopsis and examples" {
            $help = Get-Help $command.Name -Full
            $help.Synopsis -and $help.Synopsis -notmatch '^\s*\w+-Mdi\w+ \[' -and @($help.Examples.Example).Count -gt 0
        }
    }

    Confirm-That 'Get-MdiRequiredPort gives rows' { @(Get-MdiRequiredPort Classic).Count -gt 10 }
    Confirm-That 'Get-MdiRequiredPort has a view' { (Get-MdiRequiredPort Classic | Show) -match 'Ldap389' }

    $good = @(Test-MdiPort dc01.contoso.test -SensorType Standalone)
    $bad = @(Test-MdiPort dc03.contoso.test -SensorType Standalone -TimeoutMilliseconds 500)
    Confirm-That 'Test-MdiPort passes a healthy controller' { $good.Count -gt 10 -and -not ($good | Where-Object Verdict -ne Pass) }
    Confirm-That 'Test-MdiPort believes no lying one' { $bad.Count -eq $good.Count -and -not ($bad | Where-Object Verified) }
    Confirm-That 'Test-MdiPort has a table' { ($good + $bad | Show) -match 'Verdict' -and ($good + $bad | Show) -match 'Fail' }
    Confirm-That 'Test-MdiPort has a list' { ($bad | Format-List | Show) -match 'Remediation' }
    Confirm-That 'Test-MdiPort -Quiet says yes' { (Test-MdiPort dc01.contoso.test -Quiet) -eq $true }
    Confirm-That 'Test-MdiPort -Quiet says no' { (Test-MdiPort dc03.contoso.test -Quiet -TimeoutMilliseconds 500) -eq $false }
    Confirm-That 'Test-MdiPort finds the controllers of a domain' {
        @(Test-MdiPort -DomainName contoso.test -Id Ldap389 -TimeoutMilliseconds 500 | Select-Object -ExpandProperty ComputerName -Unique).Count -eq 3
    }
    Confirm-That 'Select-Object -First ends a run' { @(Test-MdiPort dc01.contoso.test, dc02.contoso.test | Select-Object -First 1).Count -eq 1 }
    Confirm-That 'Results can be piped back in' { @($good[0] | Test-MdiPort).Count -eq 1 }
    Confirm-That 'A name that makes no sense is an error with an id' {
        Test-MdiPort 'no such name' -ErrorAction SilentlyContinue -ErrorVariable told
        $told[0].FullyQualifiedErrorId -match '^InvalidComputerName,'
    }

    $nnr = @(Test-MdiNnr 192.0.2.101-192.0.2.104 -TimeoutMilliseconds 500)
    Confirm-That 'Test-MdiNnr gives one result a device' { $nnr.Count -eq 4 -and ($nnr | Where-Object ResolvedBy -eq Primary) }
    Confirm-That 'Test-MdiNnr has a view' { ($nnr | Show) -match '192\.0\.2\.101' }
    Confirm-That 'Measure-MdiNnr counts each method' { @($nnr | Measure-MdiNnr).Method -contains 'Ntlm' }
    Confirm-That 'Measure-MdiNnr has a view' { ($nnr | Measure-MdiNnr | Show) -match 'NetBios' }

    $rules = @(Test-MdiPort dc02.contoso.test -SensorType Standalone -TimeoutMilliseconds 500 | ConvertTo-MdiFirewallRule Text, Nftables)
    Confirm-That 'ConvertTo-MdiFirewallRule makes rules in each format' { ($rules | Group-Object Format | ForEach-Object Count) -join ' ' -eq '2 2' -and $rules[-1].Text -match 'insert rule' }
    Confirm-That 'ConvertTo-MdiFirewallRule has a view' { ($rules | Show) -match 'mdi-tcp-' }

    $cloud = @(Test-MdiCloudService contoso)
    Confirm-That 'Test-MdiCloudService goes through the proxy' {
        ($cloud | Where-Object Check -eq Ping).Verdict -eq 'Pass' -and "$(($cloud | Where-Object Check -eq Ping).Proxy)" -match 'proxy\.contoso\.test'
    }
    Confirm-That 'Test-MdiCloudService has a view' { ($cloud | Show) -match 'Ping' }

    $adapter = @(Get-Content $facts -Raw | ConvertFrom-Json | ForEach-Object { $_ } | Test-MdiCaptureAdapter -SensorType Standalone)
    Confirm-That 'Test-MdiCaptureAdapter judges saved facts' { $adapter.Count -gt 3 }
    Confirm-That 'Test-MdiCaptureAdapter has a view' { ($adapter | Show) -match 'Verdict' }
    Confirm-That 'Test-MdiCaptureAdapter reads this machine' { @(Test-MdiCaptureAdapter -PassFacts).Count -gt 0 }

    Confirm-That 'Results go to a file and come back as what they were' {
        $good + $nnr + $cloud | Export-MdiResult $file
        $back = @(Import-MdiResult $file)
        $back.Count -eq ($good + $nnr + $cloud).Count -and $back[0].GetType() -eq $good[0].GetType()
    }
    Confirm-That 'Results survive as CliXml, with their view' {
        $through = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($good))
        ($through | Show) -match 'Verdict'
    }
    Confirm-That 'Get-MdiComplianceTest gives the suite' { (Get-MdiComplianceTest).Exists }
}
finally {
    Remove-Item $file -ErrorAction Ignore
    $network.Dispose()
}

"Smoke: $passed passed, $failed failed, in PowerShell $($PSVersionTable.PSVersion)"
exit [Math]::Min(255, $failed)
