using System.Collections.Generic;
using MdiPrereq.Contract;
using static MdiPrereq.Necessity;

namespace MdiPrereq.Checks.Ports;

/// <summary>The tables of June 2022 that this project was started from, complete, with their slips marked.</summary>
internal static class SeedTables
{
    private static readonly TableSource Blog = TableSource.Of(
        "blog post of 2022-06, MDI Part 04 - Network Requirements", 2022, 6, 1, LearnPage.SensorV2);

    public static IReadOnlyList<PortRequirement> Rows { get; } =
    [
        .. SensorRows(SensorType.Classic),
        .. SensorRows(SensorType.Standalone),
        .. new PortTable(Catalog.Seed2022, SensorType.Standalone, Blog with { Page = LearnPage.Standalone })
        {
            { PortRow.Ldap389, "LDAP", Required },
            { PortRow.Ldaps636, "Secure LDAP (LDAPS)", Required, "Seed lists UDP: never in any Microsoft revision", true },
            { PortRow.Gc3268, "LDAP to Global Catalog", Required },
            { PortRow.GcSsl3269, "LDAPS to Global Catalog", Required },
            { PortRow.Kerberos88, "Kerberos", Required },
            { PortRow.Ntp123, "Windows Time", Required },
        },
    ];

    private static PortTable SensorRows(SensorType sensorType) => new(Catalog.Seed2022, sensorType, Blog)
    {
        { PortRow.Cloud443, "SSL", Required },
        { PortRow.Dns53, "DNS", Required, "UDP 53 also carries NNR reverse lookups" },
        { PortRow.Netlogon445, "Netlogon", Required, "Row removed from current docs; UDP 445 has no protocol", true },
        { PortRow.Radius1813, "RADIUS", ConditionalVpn, "Only when VPN integration is on" },
        { PortRow.Updater444, "SSL (localhost)", Required, "Loopback only" },
        { PortRow.NnrRpc135, "NTLM over RPC", OneOfNnr },
        { PortRow.NnrNetBios137, "NetBIOS", OneOfNnr },
        { PortRow.NnrRdp3389, "RDP", OneOfNnr, "Only the first packet of Client hello" },
    };
}
