using System.Collections.Generic;
using MdiPrereq.Contract;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences about what a proxy answers when it is asked to lead on.</summary>
internal static class TunnelWording
{
    private const string InsteadOf407 = " (The sensor takes a 401 or 403 where 407 belongs for the service's own answer, "
        + "and reports a licensing problem.)";

    public static string LeadsOn(ProxyAddress proxy, string host, bool credentialSent) =>
        $"The proxy {proxy} leads on to {host}{(credentialSent ? ", with the credential that was given" : "")}.";

    public static Said NoHttp(ProxyAddress proxy) => (
        $"What listens at {proxy} does not speak HTTP, so it is no HTTP proxy.",
        "See whether the proxy's name and port are right.");

    public static Said Reset(ProxyAddress proxy, string host) => (
        $"The proxy {proxy} accepted the connection and reset it when asked for {host}.",
        $"See the proxy's log, and allow {host}, TCP 443, there.");

    public static Said NoAnswer(ProxyAddress proxy, string host, string detail) => (
        $"The proxy {proxy} accepted the connection, but gave no answer to CONNECT: {detail}.",
        $"See whether the proxy is healthy and can reach {host}; its log tells.");

    public static Said Forbids(ProxyAddress proxy, string host, int status) => (
        $"The proxy {proxy}, not the service, answered HTTP {status}: it forbids {host}.{InsteadOf407}",
        $"Allow CONNECT to {host}, port 443, from this machine in the proxy, "
            + "without authentication or with the answer 407 when it wants one.");

    public static Said CannotReach(ProxyAddress proxy, string host, int status, Vocabulary words) => (
        $"The proxy {proxy} answered HTTP {status}: it allows {host}, but cannot resolve or reach it.",
        $"See {words.CloudWorkspace} and {words.Cloud}, "
            + $"and whether the proxy resolves {host} and may connect to its port 443.");

    public static Said OwnPage(ProxyAddress proxy) => (
        $"What listens at {proxy} answered CONNECT with a page of its own: a web server or a sign-in portal, "
            + "not a proxy that leads on.",
        "See whether the proxy's name and port are right, and exempt this machine from the portal.");

    public static Said Redirects(ProxyAddress proxy, string host, int status) => (
        $"The proxy {proxy} answered CONNECT with a redirection (HTTP {status}), as a sign-in portal does; "
            + "the sensor cannot sign in there.",
        $"Exempt this machine, or {host}, from the portal.");

    public static Said DoesNotLeadOn(ProxyAddress proxy, string host, int status) => (
        $"The proxy {proxy} answered CONNECT with HTTP {status}, so it does not lead on to {host}.",
        $"See whether {proxy} is a forward proxy that allows CONNECT to port 443.");

    public static Said CredentialRefused(ProxyAddress proxy) => (
        $"The proxy {proxy} refused the credential that was given (HTTP 407 again).",
        "See whether user name and password are right and whether this user may use the proxy.");

    public static Said NotByBasic(ProxyAddress proxy, string host, IReadOnlyList<string> schemes) => (
        $"{Wants(proxy, schemes)}. This test speaks Basic only, so the credential was not sent.",
        $"Let the proxy offer Basic to this machine, or exempt {host} from authentication.");

    public static Said SensorHasUser(
        ProxyAddress proxy, IReadOnlyList<string> schemes, Vocabulary words) => (
        $"{Wants(proxy, schemes)}. The sensor has a user name for it, whose password only the sensor can read.",
        $"Give the same user name and password with {words.ProxyCredential} to test them.");

    public static Said NoCredential(
        ProxyAddress proxy, string host, IReadOnlyList<string> schemes, Vocabulary words) => (
        $"{Wants(proxy, schemes)}, and no credential was given.",
        $"Give {words.ProxyCredential} here and the same to the sensor "
            + $"(Set-MDISensorProxyConfiguration -ProxyCredential), or exempt {host} from authentication.");

    private static string Wants(ProxyAddress proxy, IReadOnlyList<string> schemes) =>
        $"The proxy {proxy} wants authentication "
            + $"{(schemes.Count == 0 ? "by a scheme that it does not name" : "by " + string.Join(" or ", schemes))} (HTTP 407)";
}
