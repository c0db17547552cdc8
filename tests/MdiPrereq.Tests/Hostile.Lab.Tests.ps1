# Hostile neighbours in the lab (tests/lab/hosts/hostile.sh): what they may cost, and what not. In the lab's sensor host.

Describe 'Healthy hosts beside hostile ones' -Tag Lab {
    BeforeAll {
        $healthy = 41..48 | ForEach-Object { "10.77.0.$_" }
        $hostile = 1..200 | ForEach-Object { "10.77.10.$_" }
        $crowd = $hostile[0..99] + $healthy + $hostile[100..199]
        function Get-Fetched {
            # What has come to the places that the hostile certificates name.
            "$(& ip netns exec mdi-aia nft list counter inet lab asked)" -match 'packets (\d+)' | Should -BeTrue
            [long] $Matches[1]
        }
        function Get-Text($results, $properties) {
            $results | Where-Object ComputerName -In $healthy | Select-Object $properties | ConvertTo-Csv | Sort-Object
        }
    }

    It 'Test-MdiPort: 80 of 80 are verified as they are alone, and nothing is fetched' {
        $properties = 'ComputerName', 'RequirementId', 'Transport', 'State', 'Reason', 'Verified', 'RemoteName', 'CertificateSubject'
        $options = @{ SensorType = 'Standalone'; Destination = 'DnsServer', 'DomainController'; ThrottleLimit = 4096 }
        $alone = $healthy | Test-MdiPort @options
        $before = Get-Fetched
        $beside = $crowd | Test-MdiPort @options
        (Get-Fetched) - $before | Should -Be 0
        @($beside | Where-Object { $_.Verified -and $_.ComputerName -in $healthy }).Count | Should -Be 80
        Get-Text $beside $properties | Should -Be (Get-Text $alone $properties)
    }

    It 'Test-MdiNnr: 8 of 8 are named as they are alone, and nothing is fetched' {
        $properties = 'ComputerName', 'Verdict', 'ResolvedName', 'ResolvedBy', 'Conflict', 'NtlmName', 'NetBiosName', 'RdpName'
        $alone = $healthy | Test-MdiNnr -DnsServer 10.77.0.53
        $before = Get-Fetched
        $beside = $crowd | Test-MdiNnr -DnsServer 10.77.10.206 -ThrottleLimit 4096
        (Get-Fetched) - $before | Should -Be 0
        @($beside | Where-Object { $_.Verdict -eq 'Pass' -and $_.ComputerName -in $healthy }).Count | Should -Be 8
        Get-Text $beside $properties | Should -Be (Get-Text $alone $properties)
    }

    Context 'A DNS server that floods' {
        BeforeAll {
            # Another DNS server for one PowerShell: ip netns exec has made our mounts private, unshare those of the child.
            $module = (Get-Module MdiPrereq).Path
            $run = {
                param($module)
                $ProgressPreference = 'SilentlyContinue'
                Import-Module $module
                $rows = @(Test-MdiPort -DomainName flood.hostile.test -Id Ldap389 -Transport Tcp -ThrottleLimit 4096 -WarningVariable said -ErrorVariable +said -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
                $names = @($rows.ComputerName | Sort-Object -Unique)
                [pscustomobject]@{
                    Names    = $names.Count
                    Literals = @($names | Where-Object { $_ -as [ipaddress] }).Count
                    Healthy  = @($rows | Where-Object { $_.ComputerName -match '^dc\d\.hostile\.test$' -and $_.Verified }).Count
                    Said     = "$said"
                } | ConvertTo-Json -Compress
            }
            $command = "& { $run } '$module'"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
            $text = & unshare --mount sh -c 'f=$(mktemp) && echo nameserver 10.77.10.205 > $f && mount --bind $f /etc/resolv.conf && rm $f && exec pwsh -NoProfile -OutputFormat Text -EncodedCommand $0' $encoded
            $flood = @(@($text) -match '^\{')[0] | ConvertFrom-Json
        }

        It 'is cut, and the user is told' {
            $flood.Names | Should -BeLessOrEqual 1000
            $flood.Said | Should -Not -BeNullOrEmpty
        }

        It 'names no address literal' { $flood.Literals | Should -Be 0 }

        It 'keeps no real controller from being tested' { $flood.Healthy | Should -Be 8 }
    }

    It 'delivers every row when descriptors are few, and -Quiet does not say yes' {
        $module = (Get-Module MdiPrereq).Path
        $command = "Import-Module '$module'; `$ProgressPreference = 'SilentlyContinue'; " +
            '$targets = 41..48 + 1..100 | ForEach-Object { $i++; if ($i -le 8) { "10.77.0.$_" } else { "10.78.0.$_" } }; ' +
            '$options = @{ SensorType = "Standalone"; Id = "Ldap389"; ThrottleLimit = 1000; TimeoutMilliseconds = 1000 }; ' +
            '$rows = @($targets | Test-MdiPort @options); ' +
            '$healthy = @($rows | Where-Object ComputerName -Like "10.77.*"); ' +
            '$wrong = @($healthy | Where-Object { -not $_.Verified -and $_.Reason -ne "Error" }) + @($rows | Where-Object { $_.Reason -notin "ProtocolReply", "TimedOut", "Error" }); ' +
            '"$($rows.Count) rows, $($healthy.Count) healthy, $($wrong.Count) wrong, quiet $($targets | Test-MdiPort @options -Quiet)"'
        $said = @(& prlimit --nofile=256 pwsh -NoProfile -OutputFormat Text -Command $command)[-1]
        $said | Should -Be '216 rows, 16 healthy, 0 wrong, quiet False'
    }
}
