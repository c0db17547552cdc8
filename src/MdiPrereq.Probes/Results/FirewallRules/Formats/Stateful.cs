using System.Collections.Generic;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>Products that always know which packets answer a connection.</summary>
internal static class Stateful
{
    public static IEnumerable<string> Notes(bool isStateless, string product) => isStateless
        ? [$"{product} always keeps state and lets answers through; a rule for them would open what nobody needs, so there is none."]
        : [];
}
