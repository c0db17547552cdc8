using System;
using System.Collections.Generic;
using System.Net;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>What one probe saw, before it is judged against a row.</summary>
internal sealed record ProbeOutcome
{
    // Most outcomes have neither; both are made once.
    public static readonly Findings NoFindings = new();
    private static readonly Dictionary<ProbeStage, int> NoStages = [];

    public required State State { get; init; }

    public required Reason Reason { get; init; }

    /// <summary>What more there is to say on the reason, as the end of a sentence; empty when nothing.</summary>
    public string Detail { get; init; } = "";

    public Findings Findings { get; init; } = NoFindings;

    /// <summary>What the reply carried, as <see cref="Exchange{TAnswer}"/> says; null when it carried nothing.</summary>
    public object? Answer { get; init; }

    /// <summary>The same of the reply to <see cref="ProbeRequest.Tunnel"/>.</summary>
    public object? TunnelAnswer { get; init; }

    /// <summary>The certificate that the service showed; null when it showed none.</summary>
    public CertificateNames? Certificate { get; init; }

    /// <summary>How far a TCP probe came: the stage that ended it.</summary>
    public ProbeStage Stage { get; init; }

    /// <summary>How long each stage took, as far as it came; empty for a probe that needs neither TLS nor a tunnel.</summary>
    public IReadOnlyDictionary<ProbeStage, int> StageMilliseconds { get; init; } = NoStages;

    /// <summary>Whether it was the deadline that ended it.</summary>
    public bool Expired { get; init; }

    /// <summary>What the TLS handshake showed; null when there was none.</summary>
    public TlsFacts? Tls { get; init; }

    /// <summary>The remote clock minus ours.</summary>
    public TimeSpan? ClockSkew { get; init; }

    public int Attempts { get; init; } = 1;

    /// <summary>Whether it was this machine's want of descriptors or ports that ended it, which says nothing of the target.</summary>
    public bool IsShortage { get; init; }

    /// <summary>Whether it could only begin once this machine had a socket to spare.</summary>
    public bool WaitedForSocket { get; init; }

    /// <summary>Whether the network lost something on the way to the answer: it took another datagram or SYN to hear it.</summary>
    public bool WasRetransmitted { get; init; }

    /// <summary>The local address that the probe left from, if the request asked for it and the system knows.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>Only an answer in the right protocol proves a service, and only an arrival a way in.</summary>
    public bool Verified => Reason is Reason.ProtocolReply or Reason.ProbeArrived;

    public static ProbeOutcome Of((State State, Reason Reason) kind, string detail = "") =>
        new() { State = kind.State, Reason = kind.Reason, Detail = detail };

    public static ProbeOutcome Cancelled { get; } = new() { State = State.NotTested, Reason = Reason.Cancelled };
}
