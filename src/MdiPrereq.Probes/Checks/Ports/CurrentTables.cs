using System.Collections.Generic;
using MdiPrereq.Contract;
using static MdiPrereq.Necessity;

namespace MdiPrereq.Checks.Ports;

/// <summary>What Microsoft documents today, read from a mirror of the Learn pages (merill/defender-docs-mirror, commit 417a5f8e).</summary>
internal static class CurrentTables
{
    private const string Mirror = "(merill/defender-docs-mirror@417a5f8e)";
    private const string DnsNote = "UDP 53 also carries NNR reverse lookups";
    private const string LdapsNote = "Used only after a support case switches the workspace to LDAPS";

    private static readonly TableSource SensorV2 = TableSource.Of(
        $"learn prerequisites-sensor-version-2, ms.date 2026-06-08 {Mirror}", 2026, 6, 8, LearnPage.SensorV2);

    private static readonly TableSource MultiForest = SensorV2 with { Title = SensorV2.Title + " multi-forest table" };

    private static readonly TableSource Standalone = TableSource.Of(
        "learn prerequisites-standalone, ms.date 2023-11-26 (same mirror; identical in MicrosoftDocs/ATADocs@18c689f3)",
        2023, 11, 26, LearnPage.Standalone);

    private static readonly TableSource SensorV3 = TableSource.Of(
        "learn deploy-sensor-v3 2026-09-09 + nnr-policy (same mirror)", 2026, 9, 9, LearnPage.SensorV3);

    public static IReadOnlyList<PortRequirement> Rows { get; } =
    [
        .. SensorRows(SensorType.Classic),
        .. new PortTable(Catalog.Current, SensorType.Classic, MultiForest)
        {
            { PortRow.Ldap389, "LDAP", ConditionalMultiForest },
            { PortRow.Ldaps636, "Secure LDAP (LDAPS)", ConditionalMultiForest, LdapsNote },
            { PortRow.Gc3268, "LDAP to Global Catalog", ConditionalMultiForest },
            { PortRow.GcSsl3269, "LDAPS to Global Catalog", ConditionalMultiForest, LdapsNote },
        },
        .. SensorRows(SensorType.Standalone),
        .. new PortTable(Catalog.Current, SensorType.Standalone, Standalone)
        {
            { PortRow.Ldap389, "LDAP", Required },
            { PortRow.Ldaps636, "Secure LDAP (LDAPS)", Required, LdapsNote },
            { PortRow.Gc3268, "LDAP to Global Catalog", Required },
            { PortRow.GcSsl3269, "LDAPS to Global Catalog", Required, LdapsNote },
            { PortRow.Kerberos88, "Kerberos", Required },
            { PortRow.Ntp123, "Windows Time", Required },
            { PortRow.Syslog514, "Syslog", Optional, "Port depends on configuration" },
        },
        .. new PortTable(Catalog.Current, SensorType.Modern, SensorV3)
        {
            {
                PortRow.CloudMde443, "SSL (Defender for Endpoint URLs, *.endpoint.security.microsoft.com)", Required,
                "No LAN ports published for v3; NNR needs none"
            },
        },
    ];

    // The standalone page adds its rows "in addition to ports listed for the sensor".
    private static PortTable SensorRows(SensorType sensorType) => new(Catalog.Current, sensorType, SensorV2)
    {
        { PortRow.Cloud443, "SSL (*.atp.azure.com)", Required, "Direct 443 not needed when a forward proxy is used" },
        { PortRow.Dns53, "DNS", Required, DnsNote },
        { PortRow.Radius1813, "RADIUS", ConditionalVpn, "Only when VPN integration is on" },
        { PortRow.Updater444, "SSL (localhost)", Required, "Loopback only" },
        { PortRow.NnrRpc135, "NTLM over RPC", OneOfNnr },
        { PortRow.NnrNetBios137, "NetBIOS", OneOfNnr },
        { PortRow.NnrRdp3389, "RDP", OneOfNnr, "Only the first packet of Client hello" },
    };
}
