using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Checks.Cloud.Wording;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>The judgement of the TLS handshake, and of the certificate's chain.</summary>
internal static class TlsRules
{
    private const X509ChainStatusFlags TimeProblems = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;
    private const X509ChainStatusFlags RootProblems = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>
    /// The versions by their numbers: SslProtocols has a name for 1.3 only where the framework knows it, and those before 1.2
    /// count as obsolete.
    /// </summary>
    private static readonly Dictionary<int, string> Versions =
        new() { [48] = "SSL 3.0", [192] = "TLS 1.0", [768] = "TLS 1.1", [3072] = "TLS 1.2", [12288] = "TLS 1.3" };

    private static readonly Dictionary<int, string> WireVersions =
        new() { [0x0300] = "SSL 3.0", [0x0301] = "TLS 1.0", [0x0302] = "TLS 1.1" };

    /// <summary>The version agreed on, as people call it; empty without one.</summary>
    public static string VersionOf(TlsFacts? tls) => tls is { Protocol: not SslProtocols.None } ? VersionOf(tls.Protocol) : "";

    public static StepJudgement JudgeHandshake(CloudObservation seen, ProbeOutcome outcome)
    {
        if (outcome.Tls is not { Protocol: not SslProtocols.None } tls) return JudgeFailure(seen, outcome);
        var version = VersionOf(tls.Protocol);
        return (int)tls.Protocol < (int)SslProtocols.Tls12
            ? StepJudgement.Fail(CloudReason.TlsTooOld, version, TlsWording.TooOld(version))
            : JudgeTrust(seen, tls, version);
    }

    public static StepJudgement JudgeChain(CloudObservation seen, TlsFacts tls)
    {
        var issuer = tls.Certificate!.Issuer;
        if (tls.Root is null)
        {
            return StepJudgement.Fail(CloudReason.RootUnknown, "issuer " + Short(issuer), TlsWording.NoRoot(issuer, tls.MissingIssuer));
        }

        var (root, thumbprint) = (Short(tls.Root.Subject), tls.RootThumbprint);
        return seen.ServiceRoots.Contains(thumbprint)
            ? StepJudgement.Pass(root, TlsWording.KnownRoot(root, thumbprint))
            : StepJudgement.Fail(CloudReason.TlsInspection, root, TlsWording.Inspected(root, thumbprint, seen.Host, seen.Words));
    }

    private static StepJudgement JudgeTrust(CloudObservation seen, TlsFacts tls, string version)
    {
        var certificate = tls.Certificate!;
        if (tls.IsForOtherName)
        {
            var names = certificate.DnsNames.Count > 0 ? string.Join(", ", certificate.DnsNames) : certificate.Subject;
            return StepJudgement.Fail(
                CloudReason.CertificateForOtherName,
                version + ", other name",
                TlsWording.OtherName(SafeText.Clean(names), seen.Host));
        }

        if ((tls.ChainProblems & TimeProblems) != 0)
        {
            var past = certificate.NotAfterUtc < DateTime.UtcNow;
            var early = certificate.NotBeforeUtc > DateTime.UtcNow;
            return StepJudgement.Fail(
                CloudReason.CertificateExpired,
                $"{version}, {(early ? "not yet valid" : "expired")}",
                past ? TlsWording.Expired(Date(certificate.NotAfterUtc))
                    : early ? TlsWording.NotYetValid(Date(certificate.NotBeforeUtc))
                    : TlsWording.ChainNotValidNow);
        }

        if (tls.ChainProblems == X509ChainStatusFlags.NoError) return StepJudgement.Pass(version, TlsWording.Trusted(version, seen.Host));
        return StepJudgement.Fail(
            CloudReason.CertificateNotTrusted,
            version + ", not trusted",
            (tls.ChainProblems & RootProblems) != 0
                ? TlsWording.NotTrusted(certificate.Issuer)
                : TlsWording.OtherProblem($"{tls.ChainProblems}"));
    }

    private static StepJudgement JudgeFailure(CloudObservation seen, ProbeOutcome outcome)
    {
        var start = outcome.Tls?.Start ?? TlsServerStart.Nothing;
        if (start.IsTooOld || seen.OldTlsVersion is not null)
        {
            return StepJudgement.Fail(
                CloudReason.TlsTooOld,
                OldVersion(seen.OldTlsVersion) is { } only ? $"{only} only" : "TLS too old",
                TlsWording.NoCommonVersion(OldVersion(seen.OldTlsVersion ?? start.Version)));
        }

        var behind = TlsWording.Behind(seen.Way.Proxy is not null);
        var alert = start.Alert is { } number ? $"{number}" : "";
        return outcome.Reason switch
        {
            Reason.ConnectionReset => StepJudgement.Fail(CloudReason.ConnectionClosed, "reset", TlsWording.Reset(behind, seen.Host)),
            Reason.NoProtocolReply when !outcome.Expired =>
                StepJudgement.Fail(CloudReason.ConnectionClosed, "closed", TlsWording.Closed(behind, seen.Host)),
            Reason.NoProtocolReply =>
                StepJudgement.Fail(CloudReason.NoAnswer, "no answer", TlsWording.NoAnswer(behind, seen.Host, seen.TimeoutMilliseconds)),
            _ when start.IsTls => StepJudgement.Fail(
                CloudReason.TlsFailed,
                alert.Length > 0 ? $"TLS alert {alert}" : "TLS failed",
                TlsWording.Failed(behind, alert, outcome.Detail)),
            _ => StepJudgement.Fail(CloudReason.NotTls, "no TLS", TlsWording.NotTls(behind)),
        };
    }

    private static string? OldVersion(int? number) => number is { } known && WireVersions.TryGetValue(known, out var name) ? name : null;

    private static string? Date(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string VersionOf(SslProtocols protocol) =>
        Versions.TryGetValue((int)protocol, out var name) ? name : protocol.ToString();

    /// <summary>The common name of a subject, or all of it where it has none.</summary>
    private static string Short(string subject)
    {
        foreach (var part in subject.Split(','))
        {
            var trimmed = part.Trim();
            if (trimmed.StartsWith("CN=", StringComparison.OrdinalIgnoreCase)) return trimmed.Substring(3);
        }

        return subject;
    }
}
