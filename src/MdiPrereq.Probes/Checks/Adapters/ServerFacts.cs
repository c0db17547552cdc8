using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.Adapters;

/// <summary>The facts of one machine together.</summary>
internal sealed record ServerFacts(ServerFact Server, IReadOnlyList<AdapterFact> Adapters)
{
    public bool IsWindows => Server.OperatingSystem == OperatingSystems.Windows;

    /// <summary>The facts as they are shown and saved.</summary>
    public IEnumerable<object> All => Adapters.Cast<object>().Prepend(Server);
}
