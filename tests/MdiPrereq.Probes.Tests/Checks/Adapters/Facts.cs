using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Adapters.Rules;

namespace MdiPrereq.Tests.Checks.Adapters;

/// <summary>Facts of a standalone sensor that is right; tests change one of them.</summary>
internal static class Facts
{
    public static AdapterFact Capture { get; } = new()
    {
        ComputerName = "SENSOR01",
        Name = "Capture",
        Id = "{1}",
        InterfaceType = "Ethernet",
        Status = AdapterStatus.Up,
        Addresses = ["10.10.0.10/32 Manual"],
        Routes = [],
        DnsServers = [],
        DnsSuffix = "",
        DhcpEnabled = false,
        RegistersInDns = false,
        ComponentId = @"PCI\VEN_15AD&DEV_07B0",
        BoundServices = ["Tcpip"],
        LsoV2IPv4 = 0,
        RscIPv4 = 0,
    };

    public static AdapterFact Management { get; } = Capture with
    {
        Name = "Management",
        Id = "{2}",
        Addresses = ["fe80::1/64 WellKnown", "10.20.0.15/24 Manual"],
        Gateways = ["10.20.0.1"],
        Routes = ["10.20.0.0/24"],
        DnsServers = ["10.20.0.10", "10.20.0.11"],
        DnsSuffix = "contoso.com",
        RegistersInDns = true,
    };

    public static ServerFact Server { get; } = new()
    {
        ComputerName = "SENSOR01",
        OperatingSystem = OperatingSystems.Windows,
        Manufacturer = "VMware, Inc.",
        DnsSuffixSearchList = [],
        SensorInstalled = true,
        NpcapInstalled = true,
        NpcapVersion = "1.00",
        NpcapAdminOnly = 0,
        NpcapWinPcapCompatible = 1,
        NpcapLoopbackSupport = 1,
        NpcapLoopbackAdapter = "",
        WinPcapInstalled = false,
        VendorTeamServices = [],
    };

    public static Subject AsCapture(this AdapterFact adapter) => new(adapter, AdapterRole.Capture);

    public static Subject AsManagement(this AdapterFact adapter) => new(adapter, AdapterRole.Management);

    public static ServerFacts With(params AdapterFact[] adapters) => new(Server, adapters);
}
