using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences of the TLS handshake and of the certificate's chain.</summary>
internal static class TlsWording
{
    private const string SeeClock =
        "See whether this machine's clock is right. If it is, a proxy or firewall on the way shows an old certificate.";

    public static Said TooOld(string version) => (
        $"The connection came to {version}; the service wants TLS 1.2 or later.",
        "Switch TLS 1.2 on in Windows (Schannel) and for .NET (SystemDefaultTlsVersions and SchUseStrongCrypto), "
            + "and see whether a proxy or firewall on the way speaks only old versions.");

    public static Said NoCommonVersion(string? theirs) => (
        "The two ends share no version of TLS: the server "
            + $"{(theirs is null ? "refused every version that this machine offers" : $"speaks {theirs} and nothing newer")}. "
            + "The service speaks TLS 1.2 or later, "
            + "so something else answers here, or this machine has only old versions switched on.",
        "See whether a proxy or firewall on the way answers for the service, "
            + "and whether TLS 1.2 is switched on in Windows (Schannel).");

    public static Said NoRoot(string issuer, string? missingIssuer) => (
        $"The certificate was issued by {issuer}, and the chain ends before a root: "
            + $"{missingIssuer} is neither sent by the server nor known to this machine.",
        "If that issuer is your own or your proxy's, TLS is inspected: exempt the host from inspection. "
            + "If it is DigiCert or Microsoft, a root or intermediate certificate is missing here: import it, "
            + "or allow Windows to fetch it (ctldl.windowsupdate.com).");

    public static string KnownRoot(string root, string thumbprint) =>
        $"The chain ends in {root} ({thumbprint}), a root that the service uses.";

    public static Said Inspected(string root, string thumbprint, string host, Vocabulary words) => (
        $"The chain ends in {root} ({thumbprint}), which is none of the service's roots: TLS is inspected on the way. "
            + "The sensor authenticates by certificate and does not work so, even where this machine trusts that root.",
        $"Exempt {host} from TLS inspection in the proxy or firewall. Should Microsoft have changed its root, "
            + $"accept it with {words.RootThumbprint}.");

    public static Said OtherName(string names, string host) => (
        $"The certificate is for {names} and not for {host}.",
        $"See which machine {host} leads to: the DNS entry may be wrong, "
            + "or a proxy or firewall answers in the service's place.");

    public static Said Expired(string? date) => ($"The certificate expired on {date}.", SeeClock);

    public static Said NotYetValid(string? date) =>
        ($"The certificate is not valid before {date}.", SeeClock);

    public static Said ChainNotValidNow =>
        ("A certificate in the chain is not valid at this time.", SeeClock);

    public static Said NotTrusted(string issuer) => (
        $"This machine does not trust the certificate, which {issuer} issued.",
        "See the step CertificateChain: either a proxy inspects TLS, or a root certificate of the service is missing here.");

    public static Said OtherProblem(string problems) => (
        $"This machine does not trust the certificate: {problems}.",
        "See the step CertificateChain for who issued it.");

    public static string Trusted(string version, string host) =>
        $"{version}, with a certificate that this machine trusts for {host}.";

    /// <summary>Where the server is, for the sentences below.</summary>
    public static string Behind(bool proxy) => proxy ? " behind the proxy" : "";

    public static Said Reset(string behind, string host) => (
        $"The connection{behind} was reset during the TLS handshake.",
        $"A firewall that filters by name or a server without TLS does that: allow {host} by name (SNI), "
            + "not only by address.");

    public static Said Closed(string behind, string host) => (
        $"The connection{behind} was closed during the TLS handshake, without a word.",
        "A firewall that filters by name does that, and so do servers without a common version: "
            + $"allow {host} by name (SNI), and see that TLS 1.2 is switched on here.");

    public static Said NoAnswer(string behind, string host, int timeoutMilliseconds) => (
        $"The connection{behind} was accepted, but no TLS answer came within {timeoutMilliseconds} ms.",
        $"A firewall or load balancer may accept connections and lead nowhere: allow {host}, TCP 443, "
            + "with everything that is said on it.");

    public static Said Failed(string behind, string alert, string detail) => (
        $"The TLS handshake{behind} failed{(alert.Length > 0 ? $": the server sent alert {alert}" : "")}. ({detail})",
        "See which versions and cipher suites this machine has switched on, "
            + "and whether a proxy or firewall on the way answers for the service.");

    public static Said NotTls(string behind) => (
        $"What answers{behind} on port 443 does not speak TLS.",
        "A proxy or portal that answers in plain HTTP does that: see what listens there.");
}
