using System.Collections.Generic;

namespace MdiPrereq.Checks.Adapters;

/// <summary>One device of the network class.</summary>
internal sealed record NetworkClassEntry(
    string AdapterId,
    string Description,
    string ComponentId,
    string Provider,
    string Version,
    string InterfaceType,
    IReadOnlyList<string>? BoundServices,
    IReadOnlyDictionary<string, int?> Settings)
{
    public static IReadOnlyList<string> Keywords { get; } = ["*LsoV1IPv4", "*LsoV2IPv4", "*LsoV2IPv6", "*RscIPv4", "*RscIPv6"];

    public int? Setting(string keyword) => Settings[keyword];
}
