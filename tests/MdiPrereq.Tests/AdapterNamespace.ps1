<#
.SYNOPSIS
Runs Test-MdiCaptureAdapter in a Linux network namespace of its own, set up right and with each fault, and writes all results as JSON.

.NOTES
Started by Test-MdiCaptureAdapter.Namespace.Tests.ps1 with ip netns exec: everything here happens in that namespace, and in the private
mounts that ip netns exec makes.
#>
param([string] $ModulePath, [string] $OutputPath)

$ErrorActionPreference = 'Stop'
Import-Module $ModulePath

function ip { & /usr/bin/env ip @args; if ($LASTEXITCODE) { throw "ip $args ended with $LASTEXITCODE" } }

function Set-DnsServer {
    # systemd-resolved's state of one link, in a folder that only this namespace sees.
    param([string] $Adapter, [string[]] $Server, [string] $Domain)
    $index = Get-Content "/sys/class/net/$Adapter/ifindex"
    Set-Content "/run/systemd/resolve/netif/$index" "SERVERS=$Server", "DOMAINS=$Domain"
}

& mount -t tmpfs tmpfs /run
$null = New-Item /run/systemd/resolve/netif -ItemType Directory

# Each adapter is one end of a veth pair; the other end is the port of a switch, in a namespace of its own.
$switch = "mdi-switch-$PID"
ip netns add $switch
ip link set dev lo up
foreach ($name in 'mgmt', 'cap') {
    ip link add $name type veth peer name "port-$name"
    ip link set dev "port-$name" netns $switch
    ip -netns $switch link set dev "port-$name" up
}

function Reset-Adapters {
    ip -netns $switch link set dev port-cap up
    foreach ($name in 'mgmt', 'cap') {
        ip link set dev $name up
        ip address flush dev $name
    }
    ip address add 10.0.0.5/24 dev mgmt
    ip route add default via 10.0.0.1 dev mgmt
    ip address add 10.10.0.10/32 dev cap
    Set-DnsServer mgmt 10.0.0.53, 10.0.0.54 contoso.com
    Set-DnsServer cap @() ''
}

$cases = [ordered]@{
    Right             = { }
    Mask24            = { ip address flush dev cap; ip address add 10.10.0.10/24 dev cap }
    Leased            = { ip address flush dev cap; ip address add 10.10.0.10/32 dev cap valid_lft 3600 preferred_lft 3600 }
    TwoAddresses      = { ip address add 10.10.0.11/32 dev cap }
    NoAddress         = { ip address flush dev cap }
    CaptureGateway    = { ip route add default via 10.10.0.1 dev cap onlink metric 500 }
    CaptureDns        = { Set-DnsServer cap 10.0.0.53 '' }
    CaptureDown       = { ip -netns $switch link set dev port-cap down }
    Routed            = { ip address flush dev cap; ip address add 10.0.0.77/32 dev cap }
    RoutedFar         = { ip route add 10.10.0.0/16 via 10.0.0.1 dev mgmt }
    Public            = { ip address flush dev cap; ip address add 8.8.4.4/32 dev cap }
    ManagementLeased  = { ip address flush dev mgmt; ip address add 10.0.0.5/24 dev mgmt valid_lft 3600 preferred_lft 3600; ip route add default via 10.0.0.1 dev mgmt }
    ManagementNoGateway = { ip route del default }
    ManagementOneDns  = { Set-DnsServer mgmt 10.0.0.53 contoso.com }
    ManagementNoDns   = { Set-DnsServer mgmt @() contoso.com }
    WrongSuffix       = { Set-DnsServer mgmt 10.0.0.53, 10.0.0.54 fabrikam.test }
    NoCapture         = { ip link set dev cap down; ip address flush dev cap }
    NoManagement      = { ip address flush dev mgmt; ip link set dev mgmt down }
}

$output = [ordered]@{}
foreach ($case in $cases.GetEnumerator()) {
    Reset-Adapters
    & $case.Value
    # A link that goes up or down is seen by the kernel a moment later.
    $down = $case.Key -in 'CaptureDown', 'NoCapture'
    for ($i = 0; $i -lt 100 -and ((Get-Content /sys/class/net/cap/operstate) -eq 'up') -eq $down; $i++) { Start-Sleep -Milliseconds 50 }
    $output[$case.Key] = @(Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomain contoso.com)
}

Reset-Adapters
$output.Named = @(Test-MdiCaptureAdapter -SensorType Standalone -Name cap)

# Mirrored traffic: frames of a made-up controller, put onto the switch's port of the capture adapter. 10.0.0.1 is the sensor's gateway.
function Start-Frames {
    # The frames are written whole: Ethernet to nobody in particular, perhaps a VLAN tag, an IPv4 header.
    param([string[]] $Flow, [switch] $Vlan)
    $python = @'
import socket, struct, sys, time
s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW)
s.bind(("port-cap", 0))
tag = b"\x81\x00\x00\x05" if sys.argv[1] == "vlan" else b""
frames = []
for flow in sys.argv[2:]:
    source, target = flow.split(">")
    family = socket.AF_INET6 if ":" in source else socket.AF_INET
    addresses = socket.inet_pton(family, source) + socket.inet_pton(family, target)
    head = struct.pack("!IHBB", 0x60000000, 0, 59, 64) if family == socket.AF_INET6 else struct.pack("!BBHHHBBH", 0x45, 0, 20, 0, 0, 64, 17, 0)
    frames.append(b"\x02\x00\x00\x00\x00\x01" + b"\x02\x00\x00\x00\x00\x02" + tag + (b"\x86\xdd" if ":" in source else b"\x08\x00") + head + addresses + bytes(20))
end = time.monotonic() + 30
while time.monotonic() < end:
    for frame in frames:
        s.send(frame)
    time.sleep(0.02)
'@
    $file = New-TemporaryFile
    Set-Content $file $python
    $received = '/sys/class/net/cap/statistics/rx_packets'
    $before = [long](Get-Content $received)
    $process = Start-Process ip -ArgumentList (@('netns', 'exec', $switch, 'python3', "$file", $(if ($Vlan) { 'vlan' } else { 'plain' })) + $Flow) -PassThru

    # Not before frames come: on a busy machine a program takes its time to start.
    for ($i = 0; $i -lt 200 -and [long](Get-Content $received) -eq $before; $i++) { Start-Sleep -Milliseconds 50 }
    $process
}

$flows = [ordered]@{
    Both        = @{ Flow = '10.0.0.20>10.0.0.99', '10.0.0.99>10.0.0.20' }
    FromOnly    = @{ Flow = '10.0.0.20>10.0.0.99' }
    ToOnly      = @{ Flow = '10.0.0.99>10.0.0.20' }
    OthersOnly  = @{ Flow = '10.0.0.30>10.0.0.99', '10.0.0.99>10.0.0.30' }
    Vlan        = @{ Flow = '10.0.0.20>10.0.0.99', '10.0.0.99>10.0.0.20'; Vlan = $true }
}
foreach ($case in $flows.GetEnumerator()) {
    $frames = $case.Value
    $framer = Start-Frames @frames
    $output["Mirror$($case.Key)"] = @(Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomainController 10.0.0.20 -Seconds 2 | Where-Object Check -EQ MirroredTraffic)
    $framer.Kill()
}

$framer = Start-Frames -Flow 'fd00::20>fd00::99', '10.0.0.99>10.0.0.21', '10.0.0.21>10.0.0.99'
$output.MirrorSeveral = @(Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomainController 10.0.0.21, fd00::20, no-such-host.invalid -Seconds 2 |
        Where-Object Check -EQ MirroredTraffic)
$framer.Kill()
$output.MirrorNothing = @(Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomainController 10.0.0.20 -Seconds 1 | Where-Object Check -EQ MirroredTraffic)
$output.MirrorClassic = @(Test-MdiCaptureAdapter -MonitoredDomainController 10.0.0.20 -Seconds 1 | Where-Object Check -EQ MirroredTraffic)

# A real switch: client and controller ping each other through it, and it copies what passes the controller's port.
foreach ($name in 'client', 'controller') {
    ip netns add "mdi-$name-$PID"
    ip -netns $switch link add "port-$name" type veth peer name $name netns "mdi-$name-$PID"
    ip -netns $switch link set dev "port-$name" up
}
$ping = $null
try {
    ip -netns $switch link add switch type bridge
    ip -netns $switch link set dev switch up
    ip -netns $switch link set dev port-client master switch
    ip -netns $switch link set dev port-controller master switch
    foreach ($one in @{ Name = 'client'; Address = '10.0.0.99/24' }, @{ Name = 'controller'; Address = '10.0.0.20/24' }) {
        ip -netns "mdi-$($one.Name)-$PID" address add $one.Address dev $one.Name
        ip -netns "mdi-$($one.Name)-$PID" link set dev $one.Name up
    }
    $ping = Start-Process ip -ArgumentList 'netns', 'exec', "mdi-client-$PID", 'ping', '-q', '-i', '0.05', '-w', '60', '10.0.0.20' -PassThru -RedirectStandardOutput /dev/null
    $mirror = @'
table netdev mirror {
    chain from {
        type filter hook ingress device "port-controller" priority 0
        FROM
    }
    chain to {
        type filter hook egress device "port-controller" priority 0
        TO
    }
}
'@
    foreach ($case in @{ Name = 'Both'; From = 'dup to "port-cap"'; To = 'dup to "port-cap"' }, @{ Name = 'FromOnly'; From = 'dup to "port-cap"'; To = '' }, @{ Name = 'ToOnly'; From = ''; To = 'dup to "port-cap"' }) {
        & ip netns exec $switch nft flush ruleset
        $mirror.Replace('FROM', $case.From).Replace('TO', $case.To) | /usr/bin/env ip netns exec $switch nft -f -
        if ($LASTEXITCODE) { throw 'nft ended with an error' }
        $output["Switch$($case.Name)"] = @(Test-MdiCaptureAdapter -SensorType Standalone -MonitoredDomainController 10.0.0.20 -Seconds 3 | Where-Object Check -EQ MirroredTraffic)
    }
}
finally {
    # Else it would outlive its namespace, and whoever waits for our output.
    if ($ping) { $ping.Kill() }
    foreach ($name in 'client', 'controller', 'switch') { ip netns delete "mdi-$name-$PID" }
}

$output | ConvertTo-Json -Depth 5 | Set-Content $OutputPath
