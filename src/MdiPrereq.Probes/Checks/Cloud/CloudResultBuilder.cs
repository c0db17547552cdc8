using System;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Cloud.Rules;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Makes the results of one host; knows what all of them share.</summary>
internal sealed class CloudResultBuilder(CloudTestOptions options, CloudObservation seen)
{
    private readonly IPAddress? _source = SourceOf(options, seen.Address);

    public CloudTestResult Build(CloudCheck check, StepJudgement judgement)
    {
        var wasConnected = check > CloudCheck.NameResolution && seen.Outcome is not null && judgement.Verdict != Verdict.NotTested;
        var tls = wasConnected && check >= CloudCheck.Tls ? seen.Outcome!.Tls : null;
        var isPing = check is CloudCheck.Ping or CloudCheck.ClockSkew && judgement.Verdict != Verdict.NotTested;
        var start = check == CloudCheck.NameResolution || seen.Outcome is null ? StartOf(seen.NameTime) : seen.Time.StartedUtc;
        return new(LocalMachine.Origin(seen.Host, seen.Address, _source, new(start, ElapsedOf(check))), check, judgement, options)
        {
            Url = UrlOf(check),
            Proxy = seen.Way.Proxy?.ToString() ?? "",
            ProxySource = seen.Way.Source,
            StatusCode = check == CloudCheck.Connection ? seen.Tunnel?.StatusCode : isPing ? seen.Ping?.Header?.StatusCode : null,
            TlsVersion = TlsRules.VersionOf(tls),
            CertificateSubject = tls?.Certificate?.Subject ?? "",
            CertificateIssuer = tls?.Certificate?.Issuer ?? "",
            CertificateNotAfterUtc = tls?.Certificate?.NotAfterUtc,
            RootSubject = tls?.Root?.Subject ?? "",
            RootThumbprint = tls?.RootThumbprint ?? "",
            SensorVersion = isPing ? seen.Ping?.SensorVersion ?? "" : "",
            ClockSkewSeconds = isPing && seen.Outcome?.ClockSkew is { } skew ? Math.Round(skew.TotalSeconds, 3) : null,
        };
    }

    /// <summary>
    /// The result of a step for which nothing was sent: it is about this machine, or a defect of ours kept it from being tested.
    /// </summary>
    public static CloudTestResult BuildUnsent(CloudTestOptions options, CloudCheck check, string target, StepJudgement judgement) =>
        new(LocalMachine.Origin(target, null, null, ProbeTime.Now), check, judgement, options);

    public static CloudTestResult BuildDownload(
        CloudTestOptions options, DownloadUrl url, DownloadObservation seen, StepJudgement judgement, ProbeTime time) =>
        new(LocalMachine.Origin(url.Host, seen.Address, SourceOf(options, seen.Address), time), CloudCheck.DownloadHost, judgement, options)
        {
            Url = url.ToString(),
            Proxy = seen.Way.Proxy?.ToString() ?? "",
            ProxySource = seen.Way.Source,
            StatusCode = seen.StatusCode,
        };

    private static IPAddress? SourceOf(CloudTestOptions options, IPAddress? address) =>
        address is null ? null : options.SourceAddress ?? options.Network.SourceAddressFor(address);

    private static DateTime StartOf(ProbeTime time) => time.StartedUtc == default ? DateTime.UtcNow : time.StartedUtc;

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
