# The Linux reader, the rules and the count of mirrored traffic against real adapters: veth pairs in a network namespace.

BeforeDiscovery {
    $needed = 'ip', 'nft', 'ping', 'python3', 'mount' | Where-Object { -not (Get-Command $_ -CommandType Application -ErrorAction Ignore) }
    $why = if (-not $IsLinux) { 'needs Linux' }
    elseif ((id -u) -ne 0) { 'needs root, to make network namespaces' }
    elseif ($needed) { "needs $($needed -join ', ')" }
    else {
        $probe = "mdi-probe-$PID"
        & ip netns add $probe 2>$null
        if ($LASTEXITCODE) { 'needs the right to make network namespaces' } else { & ip netns delete $probe }
    }
}

Describe 'Test-MdiCaptureAdapter in a network namespace' -Skip:([bool]$why) {
    BeforeAll {
        $namespace = "mdi-adapters-$PID"
        $file = Join-Path $TestDrive 'results.json'
        & ip netns add $namespace
        try {
            # The output goes to a file: a pipe would also wait for the programs that the script starts.
            $script = Start-Process ip -PassThru -Wait -RedirectStandardOutput "$TestDrive/out.txt" -RedirectStandardError "$TestDrive/errors.txt" -ArgumentList @(
                'netns', 'exec', $namespace, $env:MDI_SHELL, '-NoProfile', '-File', (Join-Path $PSScriptRoot AdapterNamespace.ps1),
                (Get-Module MdiPrereq).Path, $file)
            if ($script.ExitCode) { throw "The namespace's script failed: $(Get-Content "$TestDrive/out.txt", "$TestDrive/errors.txt" -Raw)" }
        }
        finally {
            & ip netns delete $namespace
        }
        $results = Get-Content $file -Raw | ConvertFrom-Json
        $verdicts = 'Pass', 'Warning', 'Fail', 'NotTested', 'NotApplicable'
        function Get-Bad([object[]] $Results) {
            $Results | Where-Object { $verdicts[$_.Verdict] -in 'Warning', 'Fail' } | ForEach-Object { "$($_.AdapterName) $($_.Check) $($verdicts[$_.Verdict]): $($_.Actual)".Trim() }
        }
    }

    It 'finds nothing wrong with what is right, and says what it cannot read' {
        Get-Bad $results.Right | Should -BeNullOrEmpty
        $results.Right.Count | Should -Be 23
        ($results.Right | Where-Object { $verdicts[$_.Verdict] -eq 'Pass' }).Count | Should -Be 14
        $unread = $results.Right | Where-Object { $verdicts[$_.Verdict] -eq 'NotTested' }
        $unread.Check | Sort-Object | Should -Be 'CaptureDriver', 'CaptureDriverVersion', 'LargeSendOffload', 'NicTeam', 'NoDnsRegistration', 'NpcapAdminOnly',
            'NpcapLoopbackAdapter', 'NpcapWinPcapCompatible', 'ReceiveSegmentCoalescing'
        $unread.Message | ForEach-Object { $_ | Should -Match '^Not tested: .{20}' }
    }

    It '<Case>: <Bad>' -ForEach @(
        @{ Case = 'Mask24'; Bad = 'cap PrefixLength Fail: /24' }
        @{ Case = 'Leased'; Bad = 'cap StaticAddress Fail: 10.10.0.10/32 by DHCP' }
        @{ Case = 'TwoAddresses'; Bad = 'cap Ipv4Address Fail: 10.10.0.10, 10.10.0.11' }
        @{ Case = 'NoAddress'; Bad = 'cap Ipv4Address Fail: none', 'cap StaticAddress Fail: no IPv4 address', 'cap PrefixLength Fail: no IPv4 address' }
        @{ Case = 'CaptureGateway'; Bad = 'cap NoGateway Fail: 10.10.0.1' }
        @{ Case = 'CaptureDns'; Bad = 'cap NoDnsServers Fail: 10.0.0.53' }
        @{ Case = 'CaptureDown'; Bad = 'cap Connected Fail: no link' }
        @{ Case = 'Routed'; Bad = 'cap NotRoutable Warning: 10.0.0.77' }
        @{ Case = 'RoutedFar'; Bad = 'cap NotRoutable Warning: 10.10.0.10' }
        @{ Case = 'Public'; Bad = 'cap NotRoutable Warning: 8.8.4.4' }
        @{ Case = 'ManagementLeased'; Bad = 'mgmt StaticAddress Fail: 10.0.0.5/24 by DHCP' }
        @{ Case = 'ManagementNoGateway'; Bad = 'mgmt Gateway Fail: none' }
        @{ Case = 'ManagementOneDns'; Bad = 'mgmt DnsServers Warning: 10.0.0.53' }
        @{ Case = 'ManagementNoDns'; Bad = 'mgmt DnsServers Fail: none' }
        @{ Case = 'WrongSuffix'; Bad = 'mgmt DnsSuffix Fail: fabrikam.test' }
        @{ Case = 'NoCapture'; Bad = 'CaptureAdapter Fail: none' }
        @{ Case = 'NoManagement'; Bad = 'ManagementAdapter Fail: none' }
    ) {
        @(Get-Bad $results.$Case) | Should -Be @($Bad)
    }

    It 'takes an adapter that is named for the capture adapter' {
        Get-Bad $results.Named | Should -BeNullOrEmpty
        ($results.Named | Where-Object Check -EQ PrefixLength).AdapterName | Should -Be 'cap'
    }

    It 'sees frames put on the wire: <Case>' -ForEach @(
        @{ Case = 'MirrorBoth'; Verdict = 'Pass'; Says = 'sees what 10\.0\.0\.20 sends and what it gets' }
        @{ Case = 'MirrorVlan'; Verdict = 'Pass'; Says = 'sees what 10\.0\.0\.20 sends and what it gets' }
        @{ Case = 'MirrorFromOnly'; Verdict = 'Fail'; Says = 'lacks the direction to the controller' }
        @{ Case = 'MirrorToOnly'; Verdict = 'Fail'; Says = 'lacks the direction from the controller' }
        @{ Case = 'MirrorOthersOnly'; Verdict = 'Fail'; Says = 'none from or to 10\.0\.0\.20' }
        @{ Case = 'MirrorNothing'; Verdict = 'Fail'; Says = 'none from or to 10\.0\.0\.20|saw no frame at all' }
        @{ Case = 'MirrorClassic'; Verdict = 'NotApplicable'; Says = 'only a standalone sensor' }
    ) {
        @($results.$Case).Count | Should -Be 1
        $verdicts[$results.$Case.Verdict] | Should -Be $Verdict
        $results.$Case.Message | Should -Match $Says
        $results.$Case.ComputerName | Should -Be '10.0.0.20'
    }

    It 'sees a switch''s mirror of a controller''s port: <Case>' -ForEach @(
        @{ Case = 'SwitchBoth'; Verdict = 'Pass'; Says = 'sees what 10\.0\.0\.20 sends and what it gets' }
        @{ Case = 'SwitchFromOnly'; Verdict = 'Fail'; Says = 'lacks the direction to the controller' }
        @{ Case = 'SwitchToOnly'; Verdict = 'Fail'; Says = 'lacks the direction from the controller' }
    ) {
        $verdicts[$results.$Case.Verdict] | Should -Be $Verdict
        $results.$Case.Message | Should -Match $Says
        $results.$Case.ElapsedMilliseconds | Should -BeGreaterOrEqual 2900
    }

    It 'gives one result for each controller' {
        $results.MirrorSeveral.ComputerName | Should -Be '10.0.0.21', 'fd00::20', 'no-such-host.invalid'
        $results.MirrorSeveral | ForEach-Object { $verdicts[$_.Verdict] } | Should -Be 'Pass', 'Fail', 'Fail'
        $results.MirrorSeveral[1].Message | Should -Match 'lacks the direction to'
        $results.MirrorSeveral[2].Actual | Should -Be 'no address'
    }

    It 'says that counting needs administrator rights' {
        # setpriv keeps root's files readable and takes the right to open packet sockets.
        $lines = & setpriv --bounding-set=-net_raw --inh-caps=-net_raw $env:MDI_SHELL -NoProfile -Command "
            Import-Module '$((Get-Module MdiPrereq).Path)'
            Test-MdiCaptureAdapter -SensorType Standalone -Name * -MonitoredDomainController 127.0.0.1 -Seconds 1 |
                Where-Object Check -EQ MirroredTraffic | Select-Object -First 1 | ForEach-Object { `"`$(`$_.Verdict)|`$(`$_.Message)|`$(`$_.Remediation)`" }"
        $lines | Should -Match '^NotTested\|.*needs administrator rights.*\|.*administrator rights'
    }
}

# Pester 6 takes no empty list.
if ($why) {
    Describe 'Test-MdiCaptureAdapter in a network namespace: <_>' -ForEach $why {
        It 'is skipped' { Set-ItResult -Skipped -Because $_ }
    }
}
