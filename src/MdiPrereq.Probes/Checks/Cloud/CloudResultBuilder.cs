using System;
using System.Linq;
using System.Net;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Makes the results of one host; knows what all of them share.</summary>
internal sealed class CloudResultBuilder(CloudTestOptions options, CloudObservation seen)
{
    private readonly string _source = SourceOf(options, seen.Address);

    public CloudTestResult Build(CloudCheck check, StepJudgement judgement)
    {
        var wasConnected = check > CloudCheck.NameResolution && seen.Outcome is not null && judgement.Verdict != Verdict.NotTested;
        var tls = wasConnected && check >= CloudCheck.Tls ? seen.Outcome!.Tls : null;
        var isPing = check is CloudCheck.Ping or CloudCheck.ClockSkew && judgement.Verdict != Verdict.NotTested;
        return new()
        {
            ComputerName = seen.Host,
            RemoteAddress = seen.Address?.ToString() ?? "",
            Verdict = judgement.Verdict,
            Message = judgement.Message,
            Remediation = judgement.Remediation,
            Reference = ReferenceOf(check, judgement.Reason),
            SourceComputer = LocalMachine.Name,
            SourceAddress = _source,
            TimestampUtc = check == CloudCheck.NameResolution || seen.Outcome is null ? StartOf(seen.NameTime) : seen.Time.StartedUtc,
            ElapsedMilliseconds = ElapsedOf(check),
            Check = check,
            Reason = judgement.Reason,
            Evidence = judgement.Evidence,
            WorkspaceName = options.WorkspaceName,
            Cloud = options.Cloud,
            Url = UrlOf(check),
            Proxy = seen.Way.Proxy?.ToString() ?? "",
            ProxySource = seen.Way.Source,
            StatusCode = check == CloudCheck.Connection ? seen.Tunnel?.StatusCode : isPing ? seen.Ping?.Header?.StatusCode : null,
            TlsVersion = TlsSteps.VersionOf(tls),
            CertificateSubject = tls?.Certificate?.Subject ?? "",
            CertificateIssuer = tls?.Certificate?.Issuer ?? "",
            CertificateNotAfterUtc = tls?.Certificate?.NotAfterUtc,
            RootSubject = tls?.Root?.Subject ?? "",
            RootThumbprint = tls?.RootThumbprint ?? "",
            SensorVersion = isPing ? seen.Ping?.SensorVersion ?? "" : "",
            ClockSkewSeconds = isPing && seen.Outcome?.ClockSkew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null,
        };
    }

    public static CloudTestResult BuildRoots(CloudTestOptions options, StepJudgement judgement) => new()
    {
        ComputerName = LocalMachine.Name,
        Verdict = judgement.Verdict,
        Message = judgement.Message,
        Remediation = judgement.Remediation,
        Reference = LearnPage.KnownIssues,
        SourceComputer = LocalMachine.Name,
        TimestampUtc = DateTime.UtcNow,
        Check = CloudCheck.RootCertificates,
        Reason = judgement.Reason,
        Evidence = judgement.Evidence,
        WorkspaceName = options.WorkspaceName,
        Cloud = options.Cloud,
    };

    /// <summary>The result of a step that a defect kept from being tested: nothing was seen.</summary>
    public static CloudTestResult BuildFault(CloudTestOptions options, CloudCheck check, string host, StepJudgement judgement) => new()
    {
        ComputerName = host,
        Verdict = judgement.Verdict,
        Message = judgement.Message,
        Remediation = judgement.Remediation,
        Reference = ReferenceOf(check, judgement.Reason),
        SourceComputer = LocalMachine.Name,
        TimestampUtc = DateTime.UtcNow,
        Check = check,
        Reason = judgement.Reason,
        WorkspaceName = options.WorkspaceName,
        Cloud = options.Cloud,
    };

    public static CloudTestResult BuildDownload(
        CloudTestOptions options, DownloadUrl url, DownloadObservation seen, StepJudgement judgement, ProbeTime time) => new()
    {
        ComputerName = url.Host,
        RemoteAddress = seen.Address?.ToString() ?? "",
        Verdict = judgement.Verdict,
        Message = judgement.Message,
        Remediation = judgement.Remediation,
        Reference = LearnPage.ConfigureProxy,
        SourceComputer = LocalMachine.Name,
        SourceAddress = SourceOf(options, seen.Address),
        TimestampUtc = time.StartedUtc,
        ElapsedMilliseconds = time.ElapsedMilliseconds,
        Check = CloudCheck.DownloadHost,
        Reason = judgement.Reason,
        Evidence = judgement.Evidence,
        WorkspaceName = options.WorkspaceName,
        Cloud = options.Cloud,
        Url = url.ToString(),
        Proxy = seen.Way.Proxy?.ToString() ?? "",
        ProxySource = seen.Way.Source,
        StatusCode = seen.StatusCode,
    };

    private static string SourceOf(CloudTestOptions options, IPAddress? address) =>
        address is null ? "" : (options.SourceAddress ?? options.Network.SourceAddressFor(address))?.ToString() ?? "";

    private static DateTime StartOf(ProbeTime time) => time.StartedUtc == default ? DateTime.UtcNow : time.StartedUtc;

    private static string ReferenceOf(CloudCheck check, CloudReason reason) => (check, reason) switch
    {
        (CloudCheck.Proxy, _) => LearnPage.ConfigureProxy,
        (CloudCheck.Connection, CloudReason.ProxyForbids or CloudReason.ProxyAuthenticationRequired or CloudReason.ProxyCredentialRefused) => LearnPage.KnownIssues,
        (CloudCheck.CertificateChain, _) => LearnPage.ConfigureProxy,
        (CloudCheck.ClockSkew, _) => LearnPage.SensorV2,
        _ => LearnPage.TestConnectivity,
    };

    private string UrlOf(CloudCheck check) => check switch
    {
        CloudCheck.Proxy or CloudCheck.NameResolution => "",
        CloudCheck.Ping or CloudCheck.ClockSkew => $"https://{seen.Host}/tri/sensor/api/ping",
        _ => $"https://{seen.Host}/",
    };

    private int ElapsedOf(CloudCheck check)
    {
        var times = seen.Outcome?.StageMilliseconds;
        return check switch
        {
            CloudCheck.NameResolution => seen.NameTime.ElapsedMilliseconds,
            CloudCheck.Connection when seen.Outcome is { State: not State.Open } => seen.Time.ElapsedMilliseconds,
            CloudCheck.Connection => Sum(ProbeStage.Connect, ProbeStage.Tunnel),
            CloudCheck.Tls => Sum(ProbeStage.Tls),
            CloudCheck.Ping => Sum(ProbeStage.Exchange),
            _ => 0,
        };

        int Sum(params ProbeStage[] stages) => stages.Sum(stage => times is not null && times.TryGetValue(stage, out var time) ? time : 0);
    }
}
