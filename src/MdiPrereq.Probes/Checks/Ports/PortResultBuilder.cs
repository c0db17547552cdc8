using System;
using System.Net;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>Makes the result of one row on one target; knows what all results of that target share.</summary>
internal sealed class PortResultBuilder(string computerName, PortTestOptions options)
{
    private IPAddress? _address;
    private string _source = "";

    /// <summary>The address that the target's name led to, and the local one that traffic to it leaves from.</summary>
    public void Locate(IPAddress address)
    {
        _address = address;
        _source = (options.SourceAddress ?? options.Network.SourceAddressFor(address))?.ToString() ?? "";
    }

    public PortTestResult Build(PortRequirement row, ProbeOutcome outcome, ProbeTime time, bool deviceCanBeNamed = false)
    {
        var verdict = PortVerdict.Of(row.Necessity, outcome, deviceCanBeNamed);
        return Build(
            row,
            new(
                outcome,
                verdict,
                Wording.Message(row, outcome, verdict, options.TimeoutMilliseconds),
                Wording.Remediation(row, outcome, verdict, computerName, _source)),
            time);
    }

    /// <summary>The one result of a target when the kind of sensor has no row for it.</summary>
    public PortTestResult BuildNotApplicable(SensorType sensorType, Catalog catalog) => new()
    {
        ComputerName = computerName,
        Verdict = Verdict.NotApplicable,
        Message = "Does not apply: sensor v3.x needs no open port on the local network, only its cloud service.",
        Reference = LearnPage.SensorV3,
        SourceComputer = LocalMachine.Name,
        TimestampUtc = DateTime.UtcNow,
        SensorType = sensorType,
        Catalog = catalog,
        Destination = Destination.DomainController,
        State = State.NotTested,
        Reason = Reason.NotApplicable,
    };

    public PortTestResult Build(PortRequirement row, LocalJudgement judgement, ProbeTime time) => new()
    {
        ComputerName = computerName,
        RemoteAddress = _address?.ToString() ?? "",
        Verdict = judgement.Verdict,
        Message = judgement.Message,
        Remediation = judgement.Remediation,
        Reference = row.Reference,
        SourceComputer = LocalMachine.Name,
        SourceAddress = _source,
        TimestampUtc = time.StartedUtc,
        ElapsedMilliseconds = time.ElapsedMilliseconds,
        RequirementId = row.Id,
        SensorType = row.SensorType,
        Catalog = row.Catalog,
        Service = row.Service,
        Transport = row.Transport,
        Port = row.Port,
        Destination = row.Destination,
        Necessity = row.Necessity,
        State = judgement.Outcome.State,
        Reason = judgement.Outcome.Reason,
        Verified = judgement.Outcome.Verified,
        Evidence = judgement.Outcome.Findings.Evidence,
        RemoteName = judgement.Outcome.Findings.RemoteName,
        ClockSkewSeconds = judgement.Outcome.ClockSkew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null,
        CertificateSubject = judgement.Outcome.Certificate?.Subject ?? "",
        CertificateIssuer = judgement.Outcome.Certificate?.Issuer ?? "",
        Attempts = judgement.Outcome.State is State.NotTested or State.NameNotResolved ? 0 : judgement.Outcome.Attempts,
    };
}
