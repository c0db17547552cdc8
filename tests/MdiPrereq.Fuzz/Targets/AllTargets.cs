using System.Collections.Generic;
using MdiPrereq.Fuzz.SecondOpinion;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>Every entry of the library for what others wrote.</summary>
internal static class AllTargets
{
    public static IReadOnlyList<Target> All { get; } =
        [.. ProtocolTargets.All, .. HttpTargets.All, .. NameTargets.All, .. FileTargets.All, .. DnsSecondOpinion.All];
}
