using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>Whether a sensor on this machine can name one device, by which method, and where the names disagree.</summary>
public sealed class NnrTestResult : CheckResult
{
    private readonly NnrPattern _pattern;

    internal NnrTestResult(Origin origin, MethodOutcomes methods, NnrDecision decision, SensorType sensorType = default)
        : base(origin, new(decision.Verdict, "", "", "", LearnPage.NameResolution))
    {
        _pattern = NnrPattern.Of(methods, decision, sensorType);
        (NtlmName, NetBiosName, RdpName, DnsName) = (methods.Ntlm.Name, methods.NetBios.Name, methods.Rdp.Name, methods.Dns.Name);
    }

    /// <summary>Restores a saved result. Its wording is kept as it was: the reasons behind it are not saved.</summary>
    internal NnrTestResult(ISavedProperties saved)
    {
        var methods = new MethodOutcomes(Saved(saved, "Ntlm"), Saved(saved, "NetBios"), Saved(saved, "Rdp"), Saved(saved, "Dns"));
        var decision = new NnrDecision(
            saved.Text("ResolvedName"), saved.Get<ResolvedBy>("ResolvedBy"), saved.Get<bool>("Conflict"), saved.Get<Verdict>("Verdict"));
        _pattern = NnrPattern.Of(methods, decision, saved.Get<SensorType>("SensorType"), saved);
        (NtlmName, NetBiosName, RdpName, DnsName) = (methods.Ntlm.Name, methods.NetBios.Name, methods.Rdp.Name, methods.Dns.Name);
    }

    /// <inheritdoc/>
    /// <remarks>Put together when it is read: a run over a whole network keeps tens of thousands of results.</remarks>
    public override string Message => _pattern.Saved?.Text("Message") ?? JudgementNow().Message;

    /// <inheritdoc/>
    public override string Remediation => _pattern.Saved?.Text("Remediation") ?? JudgementNow().Remediation;

    /// <summary>The kind of sensor that the test was made for.</summary>
    public SensorType SensorType => _pattern.SensorType;

    /// <summary>Always <see cref="Destination.Device"/>: piped to Test-MdiPort, the result asks for the rows of a device.</summary>
    public Destination Destination => _pattern.Destination;

    /// <summary>The device's name as the sensor would take it; empty when nothing gave one.</summary>
    public string ResolvedName => _pattern.NamedBy is { } method ? NameBy(method) : _pattern.Decision.ResolvedName;

    /// <summary>Which kind of method gave it.</summary>
    public ResolvedBy ResolvedBy => _pattern.Decision.ResolvedBy;

    /// <summary>
    /// Whether two primary methods gave different names (NetBIOS names are compared by their 15 characters), or the sensor would take
    /// from reverse DNS a name that leads to another device, or one of several.
    /// </summary>
    public bool Conflict => _pattern.Decision.Conflict;

    /// <summary>NTLM over RPC, TCP 135: what the network did.</summary>
    public State NtlmState => _pattern.Methods.Ntlm.State;

    /// <summary>NTLM over RPC: why we think so.</summary>
    public Reason NtlmReason => _pattern.Methods.Ntlm.Reason;

    /// <summary>NTLM over RPC: the name; empty when it gave none.</summary>
    public string NtlmName { get; }

    /// <summary>NetBIOS, UDP 137: what the network did.</summary>
    public State NetBiosState => _pattern.Methods.NetBios.State;

    /// <summary>NetBIOS: why we think so.</summary>
    public Reason NetBiosReason => _pattern.Methods.NetBios.Reason;

    /// <summary>NetBIOS: the name; empty when it gave none.</summary>
    public string NetBiosName { get; }

    /// <summary>RDP, TCP 3389: what the network did.</summary>
    public State RdpState => _pattern.Methods.Rdp.State;

    /// <summary>RDP: why we think so.</summary>
    public Reason RdpReason => _pattern.Methods.Rdp.Reason;

    /// <summary>RDP: the host name in the certificate; empty when it gave none.</summary>
    public string RdpName { get; }

    /// <summary>Reverse DNS, UDP 53: what the network did.</summary>
    public State DnsState => _pattern.Methods.Dns.State;

    /// <summary>Reverse DNS: why we think so.</summary>
    public Reason DnsReason => _pattern.Methods.Dns.Reason;

    /// <summary>
    /// Reverse DNS: the name in the PTR record, wherever it leads; of several records all names, with commas; empty when there is none.
    /// </summary>
    public string DnsName { get; }

    /// <summary>What one method came to.</summary>
    internal MethodOutcome OutcomeOf(NnrMethod method) => _pattern.Methods.Of(method) with { Name = NameBy(method) };

    internal NnrTrouble Trouble => NnrRules.TroubleOf(Methods, Decision);

    internal override bool SpoilsCompliance => Verdict is Verdict.Fail or Verdict.NotTested;

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>10.0.0.10: PC01 (Primary)</c>.</returns>
    public override string ToString() => $"{ComputerName}: {(ResolvedName.Length > 0 ? ResolvedName : "no name")} ({ResolvedBy})";

    private MethodOutcomes Methods =>
        new(OutcomeOf(NnrMethod.Ntlm), OutcomeOf(NnrMethod.NetBios), OutcomeOf(NnrMethod.Rdp), OutcomeOf(NnrMethod.Dns));

    private NnrDecision Decision => _pattern.Decision with { ResolvedName = ResolvedName };

    private string NameBy(NnrMethod method) => method switch
    {
        NnrMethod.Ntlm => NtlmName,
        NnrMethod.NetBios => NetBiosName,
        NnrMethod.Rdp => RdpName,
        _ => DnsName,
    };

    private Judgement JudgementNow() => NnrWording.Judgement(Methods, Decision, ComputerName, SourceAddress);

    private static MethodOutcome Saved(ISavedProperties saved, string method) =>
        new(saved.Get<State>(method + "State"), saved.Get<Reason>(method + "Reason"), saved.Text(method + "Name"));
}
