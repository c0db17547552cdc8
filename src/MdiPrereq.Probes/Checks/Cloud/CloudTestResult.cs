using System;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>One step of a test of the cloud service.</summary>
public sealed class CloudTestResult : CheckResult
{
    internal CloudTestResult()
    {
    }

    internal CloudTestResult(Origin origin, CloudCheck check, StepJudgement judgement, CloudTestOptions options)
        : base(origin, judgement)
    {
        Reference = ReferenceOf(check, judgement.Reason);
        Check = check;
        Reason = judgement.Reason;
        Evidence = judgement.Evidence;
        WorkspaceName = options.WorkspaceName;
        Cloud = options.Cloud;
    }

    /// <summary>The step.</summary>
    public CloudCheck Check { get; internal init; }

    /// <summary>What it came to.</summary>
    public CloudReason Reason { get; internal init; }

    /// <summary>What was seen, in a few words; empty when nothing was.</summary>
    public string Evidence { get; internal init; } = "";

    /// <summary>The workspace, as it was given.</summary>
    public string WorkspaceName { get; internal init; } = "";

    /// <summary>The cloud that the workspace is in.</summary>
    public CloudEnvironment Cloud { get; internal init; }

    /// <summary>What the step asked for; empty for a step that is about this machine alone.</summary>
    public string Url { get; internal init; } = "";

    /// <summary>The proxy on the way, without any credential; empty for a direct way.</summary>
    public string Proxy { get; internal init; } = "";

    /// <summary>Where the choice of the way out comes from.</summary>
    public ProxySource ProxySource { get; internal init; }

    /// <summary>
    /// The HTTP status code that decided the step: the proxy's in <see cref="CloudCheck.Connection"/>, the service's in <see
    /// cref="CloudCheck.Ping"/>.
    /// </summary>
    public int? StatusCode { get; internal init; }

    /// <summary>The TLS version agreed on, such as <c>TLS 1.3</c>; empty without one.</summary>
    public string TlsVersion { get; internal init; } = "";

    /// <summary>The subject of the certificate; empty when none was seen.</summary>
    public string CertificateSubject { get; internal init; } = "";

    /// <summary>Who issued the certificate.</summary>
    public string CertificateIssuer { get; internal init; } = "";

    /// <summary>When the certificate ends, UTC.</summary>
    public DateTime? CertificateNotAfterUtc { get; internal init; }

    /// <summary>The root that the certificate's chain ends in; empty when it ends before one.</summary>
    public string RootSubject { get; internal init; } = "";

    /// <summary>The root's SHA-1 thumbprint, as certificate stores show it and <c>-RootThumbprint</c> takes it.</summary>
    public string RootThumbprint { get; internal init; } = "";

    /// <summary>The latest sensor version, as the service tells it.</summary>
    public string SensorVersion { get; internal init; } = "";

    /// <summary>The service's clock minus ours, in seconds; null when the answer told no time.</summary>
    public double? ClockSkewSeconds { get; internal init; }

    internal override bool SpoilsCompliance =>
        base.SpoilsCompliance || Reason is CloudReason.WayOutUnknown or CloudReason.Error or CloudReason.Cancelled;

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>contososensorapi.atp.azure.com Ping: Pass</c>.</returns>
    public override string ToString() => $"{ComputerName} {Check}: {Verdict}";

    private static string ReferenceOf(CloudCheck check, CloudReason reason) => (check, reason) switch
    {
        (CloudCheck.Proxy or CloudCheck.CertificateChain or CloudCheck.DownloadHost, _) => LearnPage.ConfigureProxy,
        (CloudCheck.RootCertificates, _) => LearnPage.KnownIssues,
        (CloudCheck.Connection, CloudReason.ProxyForbids
            or CloudReason.ProxyAuthenticationRequired or CloudReason.ProxyCredentialRefused) =>
            LearnPage.KnownIssues,
        (CloudCheck.ClockSkew, _) => LearnPage.SensorV2,
        _ => LearnPage.TestConnectivity,
    };
}
