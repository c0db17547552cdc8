using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>What the four methods came to for one device.</summary>
internal sealed record MethodOutcomes(MethodOutcome Ntlm, MethodOutcome NetBios, MethodOutcome Rdp, MethodOutcome Dns)
{
    public static MethodOutcomes NotChosen { get; } = All(MethodOutcome.NotChosen);

    public static MethodOutcomes NameNotResolved { get; } = All(
        new(State.NameNotResolved, Reason.NameNotResolved, "", "the name has no address in DNS"));

    public IReadOnlyList<MethodOutcome> Primary => [Ntlm, NetBios, Rdp];

    public MethodOutcome Of(NnrMethod method) => method switch
    {
        NnrMethod.Ntlm => Ntlm,
        NnrMethod.NetBios => NetBios,
        NnrMethod.Rdp => Rdp,
        _ => Dns,
    };

    /// <summary>Whether anything was sent: some methods may not be chosen, or not exist for an address.</summary>
    public bool WereAsked => Dns.WasAsked || Primary.Any(method => method.WasAsked);

    /// <summary>Whether a probe that should have been made could not be.</summary>
    public bool AnyError => Dns.Reason == Reason.Error || Primary.Any(method => method.Reason == Reason.Error);

    /// <summary>The same outcome of each method.</summary>
    public static MethodOutcomes All(MethodOutcome outcome) => new(outcome, outcome, outcome, outcome);
}
