using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The checks by their stable names, with what each wants to find and where Microsoft asks for it.</summary>
internal static class AdapterQuestions
{
    public static Question NothingOfModern { get; } = new("CaptureAdapter", "nothing", LearnPage.SensorV3);

    public static Question CaptureAdapter { get; } =
        new("CaptureAdapter", "at least one adapter that gets mirrored traffic", LearnPage.Standalone);

    public static Question ManagementAdapter { get; } =
        new("ManagementAdapter", "at least one adapter that talks to the network", LearnPage.Standalone);

    public static Question Connected { get; } = new("Connected", "enabled, with a link", LearnPage.HealthAlerts);

    public static Question StaticAddress { get; } = new("StaticAddress", "a static address, DHCP off", LearnPage.Standalone);

    public static Question IPv4Address { get; } = new("Ipv4Address", "exactly one IPv4 address", LearnPage.Standalone);

    public static Question PrefixLength { get; } = new("PrefixLength", "/32 (255.255.255.255)", LearnPage.Standalone);

    public static Question NotRoutable { get; } =
        new("NotRoutable", "an address that nothing on the network has a route to", LearnPage.Standalone);

    public static Question NoGateway { get; } = new("NoGateway", "no default gateway", LearnPage.Standalone);

    public static Question NoDnsServers { get; } = new("NoDnsServers", "no DNS servers", LearnPage.Standalone);

    public static Question NoDnsRegistration { get; } =
        new("NoDnsRegistration", "its address not registered in DNS", LearnPage.Standalone);

    public static Question Gateway { get; } = new("Gateway", "a default gateway", LearnPage.Standalone);

    public static Question DnsServers { get; } = new("DnsServers", "a preferred and an alternate DNS server", LearnPage.Standalone);

    public static Question DnsSuffix { get; } = new("DnsSuffix", "the DNS name of each monitored domain", LearnPage.Standalone);

    public static Question LargeSendOffload { get; } = new("LargeSendOffload", "off on VMware", LearnPage.KnownIssues);

    public static Question ReceiveSegmentCoalescing { get; } = new("ReceiveSegmentCoalescing", "off on VMware", LearnPage.HealthAlerts);

    public static Question NicTeam { get; } = new("NicTeam", "no team of adapters, or Npcap", LearnPage.KnownIssues);

    public static Question CaptureDriver { get; } = new("CaptureDriver", "Npcap, not WinPcap", LearnPage.HealthAlerts);

    public static Question CaptureDriverVersion { get; } = new("CaptureDriverVersion", "Npcap 1.0 or later", LearnPage.HealthAlerts);

    public static Question NpcapAdminOnly { get; } = new("NpcapAdminOnly", "0 or missing", LearnPage.HealthAlerts);

    public static Question NpcapWinPcapCompatible { get; } = new("NpcapWinPcapCompatible", "1", LearnPage.HealthAlerts);

    public static Question NpcapLoopbackAdapter { get; } = new("NpcapLoopbackAdapter", "none", LearnPage.HealthAlerts);

    public static Question MirroredTraffic { get; } =
        new("MirroredTraffic", "frames both from and to the controller", LearnPage.PortMirroring);
}
