using System;
using MdiPrereq.Contract;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq;

/// <summary>The result of testing one row of the port table against one target.</summary>
public sealed class PortTestResult : CheckResult
{
    internal PortTestResult()
    {
    }

    internal PortTestResult(Origin origin, Judgement judgement)
        : base(origin, judgement)
    {
    }

    internal PortTestResult(Origin origin, PortRequirement row, PortJudgement judgement)
        : base(origin, judgement)
    {
        var outcome = judgement.Outcome;
        Reference = row.Reference;
        RequirementId = row.Id;
        SensorType = row.SensorType;
        Catalog = row.Catalog;
        Service = row.Service;
        Transport = row.Transport;
        Port = row.Port;
        Destination = row.Destination;
        Necessity = row.Necessity;
        State = outcome.State;
        Reason = outcome.Reason;
        Verified = outcome.Verified;
        Evidence = judgement.Evidence;
        RemoteName = outcome.Findings.RemoteName;
        ClockSkewSeconds = outcome.ClockSkew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null;
        CertificateSubject = outcome.Certificate?.Subject ?? "";
        CertificateIssuer = outcome.Certificate?.Issuer ?? "";
        Attempts = outcome.State is State.NotTested or State.NameNotResolved ? 0 : outcome.Attempts;
    }

    /// <summary>The <see cref="PortRequirement.Id"/> of the row.</summary>
    public string RequirementId { get; internal init; } = "";

    /// <summary>The kind of sensor that the row is for.</summary>
    public SensorType SensorType { get; internal init; }

    /// <summary>The edition of the table that the row is from.</summary>
    public Catalog Catalog { get; internal init; }

    /// <summary>The protocol's name.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The transport protocol.</summary>
    public Transport Transport { get; internal init; }

    /// <summary>The destination port.</summary>
    public int Port { get; internal init; }

    /// <summary>The kind of machine that the row goes to.</summary>
    public Destination Destination { get; internal init; }

    /// <summary>How badly the port is needed.</summary>
    public Necessity Necessity { get; internal init; }

    /// <summary>What the network did.</summary>
    public State State { get; internal init; }

    /// <summary>Why we think so.</summary>
    public Reason Reason { get; internal init; }

    /// <summary>True only when the service proved itself by an answer in its own protocol that matches our request.</summary>
    public bool Verified { get; internal init; }

    /// <summary>What the answer gave away, in words; empty when there was none.</summary>
    public string Evidence { get; internal init; } = "";

    /// <summary>
    /// The name that the remote machine gave for itself; empty when it gave none. Characters that could harm a terminal are
    /// escaped.
    /// </summary>
    public string RemoteName { get; internal init; } = "";

    /// <summary>The remote clock minus ours, in seconds; null when the answer told no time. Kerberos and the sensor allow 300 s.</summary>
    public double? ClockSkewSeconds { get; internal init; }

    /// <summary>The subject of the certificate that the service showed; empty when it showed none.</summary>
    public string CertificateSubject { get; internal init; } = "";

    /// <summary>The issuer of that certificate.</summary>
    public string CertificateIssuer { get; internal init; } = "";

    /// <summary>How many times a request was sent (UDP), or a connection tried (TCP).</summary>
    public int Attempts { get; internal init; }

    internal override bool SpoilsCompliance => base.SpoilsCompliance || Reason is Reason.Error or Reason.Cancelled;

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>dc01 TCP 389 LDAP: Open</c>.</returns>
    public override string ToString() => $"{ComputerName} {PortName.Of(Transport, Port)} {Service}: {State}";
}
