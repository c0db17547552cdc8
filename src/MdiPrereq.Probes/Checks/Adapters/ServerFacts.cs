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

internal static class OperatingSystems
{
    public const string Windows = "Windows";
    public const string Linux = "Linux";
    public const string Other = "Other";
}

internal static class AdapterStatus
{
    public const string Up = "Up";
    public const string Down = "Down";
    public const string NotPresent = "NotPresent";
}
