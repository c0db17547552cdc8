using System.Collections.Generic;

namespace MdiPrereq.Checks.Inbound;

/// <summary>How a row was listened for, and what came of it.</summary>
/// <param name="Row">The row.</param>
/// <param name="Listening">How.</param>
internal sealed record ReceptionFacts(InboundRow Row, ProbeListening Listening)
{
    /// <summary>Why the port was not to be had, for each kind of address.</summary>
    public IReadOnlyList<PortTrouble> Troubles { get; init; } = [];

    /// <summary>Who has it; empty when nobody has, or it was to be had.</summary>
    public string Holder { get; init; } = "";

    /// <summary>Why nothing was captured, as the end of a sentence; empty when it was.</summary>
    public string WhyNoCapture { get; init; } = "";

    /// <summary>Whether capture stands before this machine's firewall.</summary>
    public bool IsFirewallSeen { get; init; }

    public long Probes { get; init; }

    public long Messages { get; init; }

    public long Strangers { get; init; }

    public long Withheld { get; init; }

    public long Dropped { get; init; }

    public long BlockedHere { get; init; }

    public string BlockedSenders { get; init; } = "";

    /// <summary>Whether our own listener had the port, so that what came has passed this machine's firewall.</summary>
    public bool HasListener => Listening is ProbeListening.Listener or ProbeListening.ListenerAndCapture;
}
