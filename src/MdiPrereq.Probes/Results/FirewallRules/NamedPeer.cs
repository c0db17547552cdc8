namespace MdiPrereq.Results.FirewallRules;

/// <summary>An end of connections as a user gave it.</summary>
/// <param name="Given">What the user gave.</param>
/// <param name="Peer">Its addresses.</param>
/// <param name="Name">Its name; empty when addresses were given.</param>
/// <param name="Problem">What is wrong with it; empty when nothing is.</param>
/// <param name="IsUnresolved">Whether it is a name without an address.</param>
internal sealed record NamedPeer(string Given, Peer Peer, string Name, string Problem = "", bool IsUnresolved = false)
{
    public static NamedPeer Wrong(string given, string problem, bool isUnresolved = false) =>
        new(given, default, "", problem, isUnresolved);
}
