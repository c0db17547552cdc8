using MdiPrereq.Checks.NameResolution;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>How values are written for people.</summary>
internal static class Labels
{
    /// <summary>A necessity as short as a column of the port table wants it.</summary>
    public static string Of(Necessity necessity) => necessity switch
    {
        Necessity.OneOfNnr => "one of NNR",
        Necessity.ConditionalVpn => "with VPN",
        Necessity.ConditionalMultiForest => "multi-forest",
        _ => necessity.ToString().ToLowerInvariant(),
    };

    /// <summary>A name resolution method and its port.</summary>
    public static string Of(NnrMethod method) => method switch
    {
        NnrMethod.Ntlm => "NTLM (TCP 135)",
        NnrMethod.NetBios => "NetBIOS (UDP 137)",
        NnrMethod.Rdp => "RDP (TCP 3389)",
        _ => "reverse DNS",
    };

    /// <summary>What a name resolution method came to, in a word.</summary>
    public static string Of(MethodOutcome outcome) => outcome.State switch
    {
        _ when outcome.HasName => "name",
        State.Open => "no name",
        State.Closed => "closed",
        State.Filtered or State.NoReply => "silent",
        State.Unreachable => "no path",
        State.BlockedLocally => "blocked",
        _ => "-",
    };

    public static Style StyleOf(Verdict verdict) => new(verdict switch
    {
        Verdict.Pass => Color.Green,
        Verdict.Warning => Color.Yellow,
        Verdict.Fail => Color.Red,
        _ => Color.Grey,
    });
}
