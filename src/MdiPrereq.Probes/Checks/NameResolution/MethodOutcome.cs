using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Net;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>What one method came to for one device.</summary>
/// <param name="State">What the network did.</param>
/// <param name="Reason">Why we think so.</param>
/// <param name="Name">The name; empty when there is none.</param>
/// <param name="Why">Why an answer gave no name, what was seen instead of an answer, or what is in doubt about a name; part of a
/// sentence.</param>
internal sealed record MethodOutcome(State State, Reason Reason, string Name = "", string Why = "")
{
    private static readonly ConcurrentDictionary<(State State, Reason Reason), MethodOutcome> BareOutcomes = new();

    /// <summary>The method was not chosen.</summary>
    public static MethodOutcome NotChosen { get; } = new(State.NotTested, Reason.NotApplicable, "", "not asked");

    /// <summary>
    /// Reverse DNS: whom the device would be taken for, with the address, when that is another one or one of several; else empty.
    /// </summary>
    public string MistakenFor { get; init; } = "";

    /// <summary>Reverse DNS: <see cref="Name"/> lists several, of which the sensor would take one.</summary>
    public bool HasSeveralNames { get; init; }

    public bool HasName => Name.Length > 0;

    public bool WasAsked => State != State.NotTested;

    /// <summary>Something is there to be repaired by opening a port, rather than on the device.</summary>
    public bool IsUnreached => State is State.Filtered or State.NoReply or State.Unreachable or State.BlockedLocally;

    public static MethodOutcome Of(ProbeOutcome outcome)
    {
        if (!outcome.Verified)
        {
            return Of(outcome.State, outcome.Reason, outcome.Detail);
        }

        var name = outcome.Findings.RemoteName;
        return IsOfNoDevice(name)
            ? new(outcome.State, outcome.Reason, "", $"the name it gave, '{name}', is that of no single device")
            : new(outcome.State, outcome.Reason, name, name.Length == 0 ? WhyNoName(outcome) : "");
    }

    /// <summary>A wildcard certificate, an address or "localhost" (xrdp's own default) would name every device alike.</summary>
    public static bool IsOfNoDevice(string name) =>
        name.Any(character => character == '*')
        || name.StartsWith("localhost", StringComparison.OrdinalIgnoreCase)
        || (name.Length > 0 && IPAddress.TryParse(name, out _));

    /// <summary>What gave no name, or is told apart from it.</summary>
    public static MethodOutcome Of(State state, Reason reason, string why) =>
        why.Length == 0 ? Bare(state, reason) : new(state, reason, "", why);

    // Most of a network is silent or closed in one of a few ways; each is kept once.
    private static MethodOutcome Bare(State state, Reason reason) =>
        BareOutcomes.GetOrAdd((state, reason), kind => new(kind.State, kind.Reason));

    private static string WhyNoName(ProbeOutcome outcome) => outcome.Certificate is { } certificate
        ? $"its certificate is for something else: {certificate.Subject}"
        : outcome.Findings.Evidence;
}
