using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>Whether a sensor on this machine can name one device, by which method, and where the names disagree.</summary>
public sealed class NnrTestResult : CheckResult
{
    private readonly MethodOutcomes _methods;
    private readonly NnrDecision _decision;
    private readonly ISavedProperties? _saved;

    internal NnrTestResult(Origin origin, MethodOutcomes methods, NnrDecision decision)
        : base(origin, new(decision.Verdict, "", "", "", LearnPage.NameResolution))
    {
        _methods = methods;
        _decision = decision;
    }

    /// <summary>Restores a saved result. Its wording is kept as it was: the reasons behind it are not saved.</summary>
    internal NnrTestResult(ISavedProperties saved)
    {
        _methods = new(Saved(saved, "Ntlm"), Saved(saved, "NetBios"), Saved(saved, "Rdp"), Saved(saved, "Dns"));
        _decision = new(
            saved.Text("ResolvedName"), saved.Get<ResolvedBy>("ResolvedBy"), saved.Get<bool>("Conflict"), saved.Get<Verdict>("Verdict"));
        _saved = saved;
    }

    /// <inheritdoc/>
    /// <remarks>Put together when it is read: a run over a whole network keeps tens of thousands of results.</remarks>
    public override string Message => _saved?.Text("Message") ?? JudgementNow().Message;

    /// <inheritdoc/>
    public override string Remediation => _saved?.Text("Remediation") ?? JudgementNow().Remediation;

    /// <summary>The kind of sensor that the test was made for.</summary>
    public SensorType SensorType { get; internal init; }

    /// <summary>Always <see cref="Destination.Device"/>: piped to Test-MdiPort, the result asks for the rows of a device.</summary>
    public Destination Destination { get; internal init; } = Destination.Device;

    /// <summary>The device's name as the sensor would take it; empty when nothing gave one.</summary>
    public string ResolvedName => _decision.ResolvedName;

    /// <summary>Which kind of method gave it.</summary>
    public ResolvedBy ResolvedBy => _decision.ResolvedBy;

    /// <summary>
    /// Whether two primary methods gave different names (NetBIOS names are compared by their 15 characters), or the sensor would take
    /// from reverse DNS a name that leads to another device, or one of several.
    /// </summary>
    public bool Conflict => _decision.Conflict;

    /// <summary>NTLM over RPC, TCP 135: what the network did.</summary>
    public State NtlmState => _methods.Ntlm.State;

    /// <summary>NTLM over RPC: why we think so.</summary>
    public Reason NtlmReason => _methods.Ntlm.Reason;

    /// <summary>NTLM over RPC: the name; empty when it gave none.</summary>
    public string NtlmName => _methods.Ntlm.Name;

    /// <summary>NetBIOS, UDP 137: what the network did.</summary>
    public State NetBiosState => _methods.NetBios.State;

    /// <summary>NetBIOS: why we think so.</summary>
    public Reason NetBiosReason => _methods.NetBios.Reason;

    /// <summary>NetBIOS: the name; empty when it gave none.</summary>
    public string NetBiosName => _methods.NetBios.Name;

    /// <summary>RDP, TCP 3389: what the network did.</summary>
    public State RdpState => _methods.Rdp.State;

    /// <summary>RDP: why we think so.</summary>
    public Reason RdpReason => _methods.Rdp.Reason;

    /// <summary>RDP: the host name in the certificate; empty when it gave none.</summary>
    public string RdpName => _methods.Rdp.Name;

    /// <summary>Reverse DNS, UDP 53: what the network did.</summary>
    public State DnsState => _methods.Dns.State;

    /// <summary>Reverse DNS: why we think so.</summary>
    public Reason DnsReason => _methods.Dns.Reason;

    /// <summary>
    /// Reverse DNS: the name in the PTR record, wherever it leads; of several records all names, with commas; empty when there is none.
    /// </summary>
    public string DnsName => _methods.Dns.Name;

    /// <summary>What one method came to.</summary>
    internal MethodOutcome OutcomeOf(NnrMethod method) => _methods.Of(method);

    internal NnrTrouble Trouble => NnrRules.TroubleOf(_methods, _decision);

    internal override bool SpoilsCompliance => Verdict is Verdict.Fail or Verdict.NotTested;

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>10.0.0.10: PC01 (Primary)</c>.</returns>
    public override string ToString() => $"{ComputerName}: {(ResolvedName.Length > 0 ? ResolvedName : "no name")} ({ResolvedBy})";

    private Judgement JudgementNow() => NnrWording.Judgement(_methods, _decision, ComputerName, SourceAddress);

    private static MethodOutcome Saved(ISavedProperties saved, string method) =>
        new(saved.Get<State>(method + "State"), saved.Get<Reason>(method + "Reason"), saved.Text(method + "Name"));
}
