# The lab's cloud service and its squid (tests/lab/hosts/cloud.sh), from the lab's sensor host. A PowerShell that trusts the lab's
# authorities makes all tests at once; its results come over as they would from Invoke-Command.

BeforeDiscovery {
    $cases = @(
        @{ Case = 'direct'; Workspace = 'contoso'; Check = 'Ping'; Verdict = 'Pass'; Reason = 'Works'; Status = 200 }
        @{ Case = 'an older workspace, 503'; Workspace = 'older'; Check = 'Ping'; Verdict = 'Pass'; Reason = 'Works'; Status = 503 }
        @{ Case = '404'; Workspace = 'gone'; Check = 'Ping'; Verdict = 'Fail'; Reason = 'NotFound'; Status = 404 }
        @{ Case = 'a redirection to a login page'; Workspace = 'portal'; Check = 'Ping'; Verdict = 'Fail'; Reason = 'Redirected'; Status = 302 }
        @{ Case = 'an expired certificate'; Workspace = 'expired'; Check = 'Tls'; Verdict = 'Fail'; Reason = 'CertificateExpired' }
        @{ Case = 'a certificate for another name'; Workspace = 'othername'; Check = 'Tls'; Verdict = 'Fail'; Reason = 'CertificateForOtherName' }
        @{ Case = 'TLS 1.0 and 1.1 only'; Workspace = 'oldtls'; Check = 'Tls'; Verdict = 'Fail'; Reason = 'TlsTooOld' }
        @{ Case = 'a server that says nothing'; Workspace = 'silent'; Check = 'Tls'; Verdict = 'Fail'; Reason = 'NoAnswer' }
        @{ Case = 'a name that does not resolve'; Workspace = 'hidden'; Check = 'NameResolution'; Verdict = 'Fail'; Reason = 'NameNotResolved' }
        @{ Case = 'a name that only the proxy resolves'; Workspace = 'hidden'; Port = 3128; Check = 'Ping'; Verdict = 'Pass'; Reason = 'Works'; Status = 200 }
        @{ Case = 'through squid'; Workspace = 'contoso'; Port = 3128; Check = 'Ping'; Verdict = 'Pass'; Reason = 'Works'; Status = 200 }
        @{ Case = 'squid with authentication, no credential'; Workspace = 'contoso'; Port = 3129; Check = 'Connection'; Verdict = 'Fail'; Reason = 'ProxyAuthenticationRequired'; Status = 407 }
        @{ Case = 'squid with authentication, the right credential'; Workspace = 'contoso'; Port = 3129; Password = 'Lab-Pr0xy:Pass/word+='; Check = 'Ping'; Verdict = 'Pass'; Reason = 'Works'; Status = 200 }
        @{ Case = 'squid with authentication, a wrong credential'; Workspace = 'contoso'; Port = 3129; Password = 'Wr0ng-Pr0xy:Pass'; Check = 'Connection'; Verdict = 'Fail'; Reason = 'ProxyCredentialRefused'; Status = 407 }
        @{ Case = 'squid that forbids the host'; Workspace = 'contoso'; Port = 3130; Check = 'Connection'; Verdict = 'Fail'; Reason = 'ProxyForbids'; Status = 403 }
        @{ Case = 'squid that inspects TLS'; Workspace = 'contoso'; Port = 3131; Check = 'CertificateChain'; Verdict = 'Fail'; Reason = 'TlsInspection' }
        @{ Case = 'squid that cannot resolve the host'; Workspace = 'nosuch'; Port = 3128; Check = 'Connection'; Verdict = 'Fail'; Reason = 'ProxyCannotReach' }
        @{ Case = 'a proxy that is not there'; Workspace = 'contoso'; Port = 3999; Check = 'Connection'; Verdict = 'Fail'; Reason = 'ConnectionRefused' }
    )
}

Describe 'Test-MdiCloudService in the lab' -Tag Lab {
    BeforeAll {
        $state = if ($env:MDI_LAB_STATE) { $env:MDI_LAB_STATE } else { '/var/lib/mdiprereq-lab' }
        $pki = Join-Path $state 'pki'
        $module = (Get-Module MdiPrereq).ModuleBase
        $transcript = Join-Path $TestDrive 'transcript.txt'

        # Runs a script where the lab's authorities are trusted; gives what it outputs.
        function Invoke-Trusting([string] $script, [string[]] $arguments) {
            $file = Join-Path $TestDrive "$(New-Guid).ps1"
            $out = Join-Path $TestDrive "$(New-Guid).xml"
            "param(`$module, `$root, `$a, `$b)`nImport-Module `$module`n& { $script } | Export-Clixml '$out' -Depth 1" | Set-Content $file
            $before = $env:SSL_CERT_FILE
            try {
                $env:SSL_CERT_FILE = Join-Path $pki 'trust.pem'
                $null = & $env:MDI_SHELL -NoProfile -File $file (Join-Path $module 'MdiPrereq.psd1') $root @arguments *>> $transcript
            }
            finally { $env:SSL_CERT_FILE = $before }
            Import-Clixml $out
        }

        $root = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new((Join-Path $pki 'ca.crt')).Thumbprint
        $all = Invoke-Trusting {
            $VerbosePreference = $DebugPreference = 'Continue'
            foreach ($port in 0, 3128, 3129, 3130, 3131, 3999) {
                foreach ($workspace in 'contoso', 'older', 'gone', 'portal', 'expired', 'othername', 'oldtls', 'hidden', 'nosuch') {
                    $way = if ($port) { @{ Proxy = "http://proxy.lab.test:$port" } } else { @{ NoProxy = $true } }
                    Test-MdiCloudService $workspace @way -RootThumbprint $root
                }
            }
            Test-MdiCloudService silent -NoProxy -TimeoutMilliseconds 5000
            foreach ($password in $a, $b) {
                $credential = [pscredential]::new('mdi', [System.Net.NetworkCredential]::new('', $password).SecurePassword)
                Test-MdiCloudService contoso -Proxy proxy.lab.test:3129 -ProxyCredential $credential -RootThumbprint $root |
                    Add-Member -NotePropertyName Given -NotePropertyValue $password.Length -PassThru
            }
        } 'Lab-Pr0xy:Pass/word+=', 'Wr0ng-Pr0xy:Pass'
    }

    It '<Case>: <Check> is <Verdict>, <Reason>' -ForEach $cases {
        $proxy = if ($Port) { "http://proxy.lab.test:$Port" } else { '' }
        $given = if ($Password) { $Password.Length }
        $results = @($all | Where-Object { $_.WorkspaceName -eq $Workspace -and $_.Proxy -eq $proxy -and $_.Given -eq $given -and $_.Check -notin 'RootCertificates', 'DownloadHost' })
        $results.Count | Should -Be 7
        if ($Port -eq 3131 -and ($results | Where-Object { "$($_.Check)" -eq 'Connection' }).Reason -eq 'ConnectionRefused') {
            Set-ItResult -Skipped -Because 'this machine''s squid cannot inspect TLS; squid-openssl can'
        }
        $result = $results | Where-Object { "$($_.Check)" -eq $Check }
        "$($result.Verdict) $($result.Reason)" | Should -Be "$Verdict $Reason" -Because $result.Message
        if ($Status) { $result.StatusCode | Should -Be $Status }
        $earlier = $results[0..($results.IndexOf($result))] | Where-Object { $_ -ne $result }
        "$($earlier.Verdict | Sort-Object -Unique)" | Should -Be 'Pass'
        if ($Verdict -eq 'Fail') {
            $result.Remediation | Should -Not -BeNullOrEmpty
            ($results | Where-Object { "$($_.Check)" -eq 'Ping' }).Verdict | Should -Be $(if ($Check -eq 'Ping') { 'Fail' } else { 'NotTested' })
        }
    }

    It 'tells version, certificate and root' {
        $results = @($all | Where-Object { $_.WorkspaceName -eq 'contoso' -and ($_.Proxy -eq '' -or -not $_.Url) -and -not $_.Given } | Select-Object -First 11)
        ($results | Where-Object Check -EQ Ping).SensorVersion | Should -Be '2.240.18316.65180'
        $chain = $results | Where-Object { "$($_.Check)" -eq 'CertificateChain' }
        $chain.RootThumbprint, $chain.CertificateSubject | Should -Be $root, 'CN=contososensorapi.atp.azure.com'
        [Math]::Abs(($results | Where-Object { "$($_.Check)" -eq 'ClockSkew' }).ClockSkewSeconds) | Should -BeLessThan 30
        $downloads = @($results | Where-Object { "$($_.Check)" -eq 'DownloadHost' })
        "$($downloads.Verdict)" | Should -Be 'Pass Pass Pass'
    }

    It 'calls the lab''s own service inspected where its root is not accepted' {
        $results = Invoke-Trusting { Test-MdiCloudService contoso -NoProxy }
        ($results | Where-Object { "$($_.Verdict)" -eq 'Fail' }).Reason | Should -Be 'TlsInspection'
    }

    It 'does not trust the lab''s authority by itself' {
        $results = Test-MdiCloudService contoso -NoProxy -RootThumbprint $root
        ($results | Where-Object Check -EQ Tls).Reason | Should -Be 'CertificateNotTrusted'
        ($results | Where-Object Check -EQ Ping).Verdict | Should -Be 'NotTested'
    }

    It 'gives the verdict of Test-MdiPort''s cloud row, by HTTPS_PROXY too' {
        $row, $forbidden = Invoke-Trusting {
            Test-MdiPort -WorkspaceName contoso
            $env:HTTPS_PROXY = 'http://proxy.lab.test:3130'
            Test-MdiPort -WorkspaceName contoso
        }
        # Test-MdiPort accepts the service's own roots only.
        "$($row.RequirementId) $($row.Verdict) $($row.State) $($row.Reason)" | Should -Be 'Cloud443 Fail Open UnexpectedReply'
        $row.Message | Should -Match 'inspected'
        "$($forbidden.Verdict) $($forbidden.State) $($forbidden.Verified)" | Should -Be 'Fail Open False'
        $forbidden.Message | Should -Match 'forbids contososensorapi'
    }

    It 'shows no password anywhere: results, verbose and debug lines, views' {
        $text = (Get-Content $transcript -Raw) + ($all | ConvertTo-Json -Depth 4) + ($all | Format-List * | Out-String) + ($all | Out-String)
        foreach ($secret in 'Lab-Pr0xy', 'Wr0ng-Pr0xy', 'Pass/word') { $text | Should -Not -Match ([regex]::Escape($secret)) }
        foreach ($password in 'Lab-Pr0xy:Pass/word+=', 'Wr0ng-Pr0xy:Pass') {
            $text | Should -Not -Match ([regex]::Escape([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes("mdi:$password"))))
        }
    }

    It 'has views for results that come from elsewhere' {
        $lines = $all | Select-Object -First 44 | Out-String -Width 100 -Stream
        ($lines -replace '\x1b\[[\d;]*m' | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 100
        "$lines" | Should -Match 'Tested: contososensorapi\.atp\.azure\.com'
        "$lines" | Should -Match 'HTTP 200, version 2\.240\.18316\.65180'
    }
}
