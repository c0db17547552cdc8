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
                Import-Module $module
                $rows = @(Test-MdiPort -DomainName flood.hostile.test -Id Ldap389 -Transport Tcp -ThrottleLimit 4096 -WarningVariable said -ErrorVariable +said -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
                $names = @($rows.ComputerName | Sort-Object -Unique)
                [pscustomobject]@{
                    Names    = $names.Count
                    Literals = @($names -as [ipaddress[]] | Where-Object { $_ }).Count
                    Healthy  = @($rows | Where-Object { $_.ComputerName -match '^dc\d\.hostile\.test$' -and $_.Verified }).Count
                    Said     = "$said"
                } | ConvertTo-Json -Compress
            }
            $command = "& { $run } '$module'"
            $encoded = [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($command))
            $text = & unshare --mount sh -c 'f=$(mktemp) && echo nameserver 10.77.10.205 > $f && mount --bind $f /etc/resolv.conf && rm $f && exec pwsh -NoProfile -EncodedCommand $0' $encoded
            $flood = ($text -match '^{')[0] | ConvertFrom-Json
        }

        It 'is cut, and the user is told' {
            $flood.Names | Should -BeLessOrEqual 1000
            $flood.Said | Should -Not -BeNullOrEmpty
        }

        It 'names no address literal' { $flood.Literals | Should -Be 0 }

        It 'keeps the controllers that come first from nothing' { $flood.Healthy | Should -Be 8 }
    }

    It 'says false with -Quiet, or delivers every row, when descriptors are few' {
        $module = (Get-Module MdiPrereq).Path
        $command = "Import-Module '$module'; `$targets = 41..48 | ForEach-Object { `"10.77.0.`$_`" }; " +
            '$options = @{ SensorType = "Standalone"; Destination = "DnsServer", "DomainController"; ThrottleLimit = 1000 }; ' +
            '$rows = @($targets | Test-MdiPort @options); $quiet = $targets | Test-MdiPort @options -Quiet; ' +
            '"$($rows.Count) rows, $(@($rows | Where-Object { -not $_.Verified -and $_.Reason -ne "Error" }).Count) wrong, quiet $quiet"'
        $said = @(& prlimit --nofile=256 pwsh -NoProfile -Command $command)[-1]
        $said | Should -Match '^80 rows, 0 wrong, quiet (True|False)$'
    }
}
