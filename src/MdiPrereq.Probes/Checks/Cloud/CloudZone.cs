using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Cloud;

/// <summary>A DNS zone that holds the sensor APIs of one cloud.</summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Suffix">What follows the workspace's own label.</param>
/// <param name="Roots">The roots of which this machine needs one.</param>
/// <param name="Note">Which sensors use the zone, as the end of a sentence; empty when all do.</param>
internal sealed record CloudZone(CloudEnvironment Cloud, string Suffix, IReadOnlyList<CloudRoot> Roots, string Note = "")
{
    // Zones: prerequisites-sensor-version-2 for Commercial; us-govt-gcc-high for GCC High and DoD; for GCC whats-new, sensor 2.254 of
    // January 2026, and for its old zone the documentation before it (ATADocs, February 2025).
    // Roots: the troubleshooting page's thumbprints. The newest copies of that page hold placeholders (AA11BB22...); these are
    // DigiCert's own, as the trust stores of Windows and Mozilla have them. For GCC no page names a root: either.
    private static readonly CloudZone[] All =
    [
        new(CloudEnvironment.Commercial, "atp.azure.com", [CloudRoot.GlobalRootG2]),
        new(
            CloudEnvironment.Gcc,
            "atp.gcc.azure.com",
            [CloudRoot.GlobalRootG2, CloudRoot.GlobalRootCa],
            "sensors from 2.254 on use this zone"),
        new(
            CloudEnvironment.Gcc,
            "gcc.atp.azure.com",
            [CloudRoot.GlobalRootG2, CloudRoot.GlobalRootCa],
            "sensors before 2.254 use this zone"),
        new(CloudEnvironment.GccHigh, "atp.azure.us", [CloudRoot.GlobalRootCa]),
    ];

    /// <summary>The zones of a cloud, the preferred one first.</summary>
    public static IReadOnlyList<CloudZone> Of(CloudEnvironment cloud) => [.. All.Where(zone => zone.Cloud == cloud)];

    /// <summary>The host that sensors of a workspace talk to: no separator stands between the name and "sensorapi".</summary>
    public string HostOf(string workspace) => $"{workspace.ToLowerInvariant()}sensorapi.{Suffix}";
}
