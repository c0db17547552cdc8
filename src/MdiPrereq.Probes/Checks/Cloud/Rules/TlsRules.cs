using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
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
        if ((int)tls.Protocol < (int)SslProtocols.Tls12)
        {
            return StepJudgement.Fail(
                CloudReason.TlsTooOld,
                version,
                $"The connection came to {version}; the service wants TLS 1.2 or later.",
                "Switch TLS 1.2 on in Windows (Schannel) and for .NET (SystemDefaultTlsVersions and SchUseStrongCrypto), "
                    + "and see whether a proxy or firewall on the way speaks only old versions.");
        }

        return JudgeTrust(seen, tls, version);
    }

    public static StepJudgement JudgeChain(CloudObservation seen, TlsFacts tls)
    {
        var issuer = tls.Certificate!.Issuer;
        if (tls.Root is null)
        {
            return StepJudgement.Fail(
                CloudReason.RootUnknown,
                "issuer " + Short(issuer),
                $"The certificate was issued by {issuer}, and the chain ends before a root: "
                    + $"{tls.MissingIssuer} is neither sent by the server nor known to this machine.",
                "If that issuer is your own or your proxy's, TLS is inspected: exempt the host from inspection. "
                    + "If it is DigiCert or Microsoft, a root or intermediate certificate is missing here: import it, "
                        + "or allow Windows to fetch it (ctldl.windowsupdate.com).");
        }

        var root = Short(tls.Root.Subject);
        return seen.ServiceRoots.Contains(tls.RootThumbprint)
            ? StepJudgement.Pass(root, $"The chain ends in {root} ({tls.RootThumbprint}), a root that the service uses.")
            : StepJudgement.Fail(
                CloudReason.TlsInspection,
                root,
                $"The chain ends in {root} ({tls.RootThumbprint}), which is none of the service's roots: TLS is inspected on the way. "
                    + "The sensor authenticates by certificate and does not work so, even where this machine trusts that root.",
                $"Exempt {seen.Host} from TLS inspection in the proxy or firewall. Should Microsoft have changed its root, "
                    + $"accept it with {seen.Words.RootThumbprint}.");
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
                $"The certificate is for {SafeText.Clean(names)} and not for {seen.Host}.",
                $"See which machine {seen.Host} leads to: the DNS entry may be wrong, "
                    + "or a proxy or firewall answers in the service's place.");
        }

        if ((tls.ChainProblems & TimeProblems) != 0)
        {
            var past = certificate.NotAfterUtc < DateTime.UtcNow;
            var early = certificate.NotBeforeUtc > DateTime.UtcNow;
            var date = (past ? certificate.NotAfterUtc : certificate.NotBeforeUtc)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            return StepJudgement.Fail(
                CloudReason.CertificateExpired,
                version + (early ? ", not yet valid" : ", expired"),
                past ? $"The certificate expired on {date}." : early ? $"The certificate is not valid before {date}." : "A certificate in the chain is not valid at this time.",
                "See whether this machine's clock is right. If it is, a proxy or firewall on the way shows an old certificate.");
        }

        if ((tls.ChainProblems & RootProblems) != 0)
        {
            return StepJudgement.Fail(
                CloudReason.CertificateNotTrusted,
                version + ", not trusted",
                $"This machine does not trust the certificate, which {certificate.Issuer} issued.",
                "See the step CertificateChain: either a proxy inspects TLS, or a root certificate of the service is missing here.");
        }

        return tls.ChainProblems == X509ChainStatusFlags.NoError
            ? StepJudgement.Pass(version, $"{version}, with a certificate that this machine trusts for {seen.Host}.")
            : StepJudgement.Fail(
                CloudReason.CertificateNotTrusted,
                version + ", not trusted",
                $"This machine does not trust the certificate: {tls.ChainProblems}.",
                "See the step CertificateChain for who issued it.");
    }

    private static StepJudgement JudgeFailure(CloudObservation seen, ProbeOutcome outcome)
    {
        var start = outcome.Tls?.Start ?? TlsServerStart.Nothing;
        if (start.IsTooOld || seen.OldTlsVersion is not null)
        {
            var theirs = (seen.OldTlsVersion ?? start.Version) is { } version && WireVersions.TryGetValue(version, out var name)
                ? $"speaks {name} and nothing newer"
                : "refused every version that this machine offers";
            return StepJudgement.Fail(
                CloudReason.TlsTooOld,
                seen.OldTlsVersion is { } old && WireVersions.TryGetValue(old, out var only) ? $"{only} only" : "TLS too old",
                $"The two ends share no version of TLS: the server {theirs}. The service speaks TLS 1.2 or later, "
                    + "so something else answers here, or this machine has only old versions switched on.",
                "See whether a proxy or firewall on the way answers for the service, "
                    + "and whether TLS 1.2 is switched on in Windows (Schannel).");
        }

        var behind = seen.Way.Proxy is null ? "" : " behind the proxy";
        return outcome.Reason switch
        {
            Reason.ConnectionReset => StepJudgement.Fail(
                CloudReason.ConnectionClosed,
                "reset",
                $"The connection{behind} was reset during the TLS handshake.",
                $"A firewall that filters by name or a server without TLS does that: allow {seen.Host} by name (SNI), "
                    + "not only by address."),
            Reason.NoProtocolReply when !outcome.Expired => StepJudgement.Fail(
                CloudReason.ConnectionClosed,
                "closed",
                $"The connection{behind} was closed during the TLS handshake, without a word.",
                "A firewall that filters by name does that, and so do servers without a common version: "
                    + $"allow {seen.Host} by name (SNI), and see that TLS 1.2 is switched on here."),
            Reason.NoProtocolReply => StepJudgement.Fail(
                CloudReason.NoAnswer,
                "no answer",
                $"The connection{behind} was accepted, but no TLS answer came within {seen.TimeoutMilliseconds} ms.",
                $"A firewall or load balancer may accept connections and lead nowhere: allow {seen.Host}, TCP 443, "
                    + "with everything that is said on it."),
            _ when start.IsTls => StepJudgement.Fail(
                CloudReason.TlsFailed,
                start.Alert is { } alert ? $"TLS alert {alert}" : "TLS failed",
                $"The TLS handshake{behind} failed{(start.Alert is { } number ? $": the server sent alert {number}" : "")}. "
                    + $"({outcome.Detail})",
                "See which versions and cipher suites this machine has switched on, "
                    + "and whether a proxy or firewall on the way answers for the service."),
            _ => StepJudgement.Fail(
                CloudReason.NotTls,
                "no TLS",
                $"What answers{behind} on port 443 does not speak TLS.",
                "A proxy or portal that answers in plain HTTP does that: see what listens there."),
        };
    }

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
