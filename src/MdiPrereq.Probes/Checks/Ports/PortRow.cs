using MdiPrereq.Contract;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Ports;

/// <summary>What a row is in every table that lists it: its port, its ends and the protocol that proves it.</summary>
internal sealed record PortRow
{
    private PortRow(string id, int port, string to, Destination destination)
    {
        Id = id;
        Port = port;
        To = to;
        Destination = destination;
    }

    public string Id { get; }

    public int Port { get; }

    public string From { get; private init; } = "Sensor";

    public string To { get; }

    public Destination Destination { get; }

    public Direction Direction { get; private init; } = Direction.Outbound;

    public bool Tcp { get; private init; } = true;

    public bool Udp { get; private init; }

    /// <summary>What to speak on the port; null where nothing can be spoken from the sensor.</summary>
    public PortProtocol? Protocol { get; private init; }

    /// <summary>A page that says more than the table's own; null where there is none.</summary>
    public string? Reference { get; private init; }

    public static PortRow Cloud443 { get; } = new("Cloud443", 443, "MdiCloudService", Destination.CloudService)
    {
        Protocol = new SensorApiPingProtocol(),
        Reference = LearnPage.TestConnectivity,
    };

    public static PortRow CloudMde443 { get; } = new("CloudMde443", 443, "MdeCloudService", Destination.CloudService);

    public static PortRow Dns53 { get; } = new("Dns53", 53, "DnsServer", Destination.DnsServer)
    {
        Udp = true,
        Protocol = new DnsProtocol(),
    };

    public static PortRow Netlogon445 { get; } = new("Netlogon445", 445, "AllDevices", Destination.Device)
    {
        Protocol = new SmbNegotiateProtocol(),
    };

    public static PortRow Radius1813 { get; } = new("Radius1813", 1813, "Sensor", Destination.Sensor)
    {
        From = "RadiusServer",
        Direction = Direction.Inbound,
        Tcp = false,
        Udp = true,
        Reference = LearnPage.VpnIntegration,
    };

    public static PortRow Updater444 { get; } = new("Updater444", 444, "SensorUpdaterService", Destination.Localhost)
    {
        From = "SensorService",
        Direction = Direction.Localhost,
    };

    public static PortRow NnrRpc135 { get; } = new("NnrRpc135", 135, "AllDevices", Destination.Device)
    {
        Protocol = new NtlmOverRpcProtocol(),
        Reference = LearnPage.NameResolution,
    };

    public static PortRow NnrNetBios137 { get; } = new("NnrNetBios137", 137, "AllDevices", Destination.Device)
    {
        Tcp = false,
        Udp = true,
        Protocol = new NodeStatusProtocol(),
        Reference = LearnPage.NameResolution,
    };

    public static PortRow NnrRdp3389 { get; } = new("NnrRdp3389", 3389, "AllDevices", Destination.Device)
    {
        Protocol = new RdpNegotiationProtocol(),
        Reference = LearnPage.NameResolution,
    };

    public static PortRow Ldap389 { get; } = new("Ldap389", 389, "DomainController", Destination.DomainController)
    {
        Udp = true,
        Protocol = new LdapRootDseProtocol(tls: false, globalCatalog: false),
    };

    public static PortRow Ldaps636 { get; } = new("Ldaps636", 636, "DomainController", Destination.DomainController)
    {
        Protocol = new LdapRootDseProtocol(tls: true, globalCatalog: false),
    };

    public static PortRow Gc3268 { get; } = new("Gc3268", 3268, "DomainController", Destination.DomainController)
    {
        Protocol = new LdapRootDseProtocol(tls: false, globalCatalog: true),
    };

    public static PortRow GcSsl3269 { get; } = new("GcSsl3269", 3269, "DomainController", Destination.DomainController)
    {
        Protocol = new LdapRootDseProtocol(tls: true, globalCatalog: true),
    };

    public static PortRow Kerberos88 { get; } = new("Kerberos88", 88, "DomainController", Destination.DomainController)
    {
        Udp = true,
        Protocol = new KerberosProtocol(),
    };

    public static PortRow Ntp123 { get; } = new("Ntp123", 123, "DomainController", Destination.DomainController)
    {
        Tcp = false,
        Udp = true,
        Protocol = new NtpProtocol(),
    };

    public static PortRow Syslog514 { get; } = new("Syslog514", 514, "Sensor", Destination.Sensor)
    {
        From = "SiemServer",
        Direction = Direction.Inbound,
        Udp = true,
    };
}
