using System.Globalization;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>The judgement of name and connection, direct or through a proxy.</summary>
internal static class ConnectionRules
{
    private const string InsteadOf407 = " (The sensor takes a 401 or 403 where 407 belongs for the service's own answer, "
        + "and reports a licensing problem.)";

    public static StepJudgement JudgeName(CloudObservation seen)
    {
        var name = CloudRules.NameOf(seen);
        var words = seen.Words;
        if (seen.Address is not { } address)
        {
            var detail = seen.NameProblem.Length > 0 ? $": {seen.NameProblem}" : "";
            return seen.Way.Proxy is null
                ? StepJudgement.Fail(
                    CloudReason.NameNotResolved,
                    "",
                    $"The name {name} has no address{detail}.",
                    $"See whether {words.CloudWorkspace} and {words.Cloud} are right (the portal shows the name in Settings, Identities, "
                        + "About) "
                        + "and whether this machine's DNS servers resolve names of the internet. "
                        + $"Where only a proxy does, give it to the sensor and to this test ({words.Proxy}).")
                : StepJudgement.Fail(
                    CloudReason.NameNotResolved,
                    "",
                    $"The proxy's name {name} has no address{detail}.",
                    "See whether the proxy's name is spelled right and whether this machine's DNS servers know it.");
        }

        return seen.Way.Proxy switch
        {
            null => StepJudgement.Pass($"{address}", $"{name} has the address {address}."),
            { Host.Address: not null } => StepJudgement.Pass(
                "the proxy's",
                $"The proxy is given by its address; it resolves {seen.Host} itself."),
            _ => StepJudgement.Pass(
                $"{address} (the proxy's)",
                $"The proxy {name} has the address {address}; it resolves {seen.Host} itself."),
        };
    }

    public static StepJudgement JudgeConnection(CloudObservation seen, ProbeOutcome outcome)
    {
        if (outcome.State != State.Open) return JudgeNoConnection(seen, outcome);
        if (seen.Way.Proxy is not { } proxy) return StepJudgement.Pass("TCP 443 open", "TCP 443 accepts connections.");
        if (outcome.Stage > ProbeStage.Tunnel)
        {
            var credential = seen.CredentialSent ? ", with the credential that was given" : "";
            return StepJudgement.Pass(
                $"CONNECT, HTTP {seen.Tunnel!.StatusCode}",
                $"The proxy {proxy} leads on to {seen.Host}{credential}.");
        }

        return JudgeTunnel(seen, proxy, outcome);
    }

    private static StepJudgement JudgeNoConnection(CloudObservation seen, ProbeOutcome outcome)
    {
        var proxy = seen.Way.Proxy;
        var target = proxy is null ? $"{seen.Host} TCP 443" : $"the proxy {proxy}";
        var allow = proxy is null
            ? $"Allow TCP 443 from this machine to {seen.Host}, "
                + $"or give the sensor the proxy that this network has (test it with {seen.Words.Proxy})."
            : $"See whether {proxy} is the right proxy and runs, "
                + $"and allow TCP {proxy.Port.ToString(CultureInfo.InvariantCulture)} from this machine to it.";
        return (outcome.State, outcome.Reason) switch
        {
            (State.Closed, _) => StepJudgement.Fail(
                CloudReason.ConnectionRefused,
                "refused",
                $"{Capital(target)} refused the connection.",
                allow),
            (State.Filtered, _) => StepJudgement.Fail(
                CloudReason.TimedOut,
                "no answer",
                $"No answer from {target} within {seen.TimeoutMilliseconds} ms: blocked on the way, or nothing listens.",
                allow),
            (State.BlockedLocally, _) => StepJudgement.Fail(
                CloudReason.BlockedLocally,
                "blocked here",
                $"This machine refused to connect to {target}: a local firewall rule or policy blocks it.",
                allow),
            (_, Reason.AdministrativelyProhibited) => StepJudgement.Fail(
                CloudReason.Unreachable,
                "prohibited",
                $"A firewall answered that the way to {target} is administratively prohibited.",
                allow),
            _ => StepJudgement.Fail(
                CloudReason.Unreachable,
                "unreachable",
                $"{Capital(target)} cannot be reached: there is no route, or the host is down.",
                allow),
        };
    }

    private static StepJudgement JudgeTunnel(CloudObservation seen, ProxyAddress proxy, ProbeOutcome outcome)
    {
        var host = seen.Host;
        var tunnel = seen.Tunnel!;
        if (tunnel.StatusCode is not { } status)
        {
            return outcome.Reason switch
            {
                Reason.UnexpectedReply => StepJudgement.Fail(
                    CloudReason.NotAProxy,
                    "no HTTP",
                    $"What listens at {proxy} does not speak HTTP, so it is no HTTP proxy.",
                    "See whether the proxy's name and port are right."),
                Reason.ConnectionReset => StepJudgement.Fail(
                    CloudReason.ConnectionClosed,
                    "reset",
                    $"The proxy {proxy} accepted the connection and reset it when asked for {host}.",
                    $"See the proxy's log, and allow {host}, TCP 443, there."),
                _ => StepJudgement.Fail(
                    CloudReason.NoAnswer,
                    "no answer",
                    $"The proxy {proxy} accepted the connection, but gave no answer to CONNECT: {outcome.Detail}.",
                    $"See whether the proxy is healthy and can reach {host}; its log tells."),
            };
        }

        var evidence = $"proxy: HTTP {status.ToString(CultureInfo.InvariantCulture)}";
        return status switch
        {
            407 => JudgeAuthentication(seen, proxy, evidence),
            401 or 403 => StepJudgement.Fail(
                CloudReason.ProxyForbids,
                evidence,
                $"The proxy {proxy}, not the service, answered HTTP {status}: it forbids {host}.{InsteadOf407}",
                $"Allow CONNECT to {host}, port 443, from this machine in the proxy, "
                    + "without authentication or with the answer 407 when it wants one."),
            500 or 502 or 503 or 504 => StepJudgement.Fail(
                CloudReason.ProxyCannotReach,
                evidence,
                $"The proxy {proxy} answered HTTP {status}: it allows {host}, but cannot resolve or reach it.",
                $"See {seen.Words.CloudWorkspace} and {seen.Words.Cloud}, "
                    + $"and whether the proxy resolves {host} and may connect to its port 443."),
            >= 200 and <= 299 => StepJudgement.Fail(
                CloudReason.NotAProxy,
                evidence,
                $"What listens at {proxy} answered CONNECT with a page of its own: a web server or a sign-in portal, "
                    + "not a proxy that leads on.",
                "See whether the proxy's name and port are right, and exempt this machine from the portal."),
            >= 300 and <= 399 => StepJudgement.Fail(
                CloudReason.Redirected,
                evidence,
                $"The proxy {proxy} answered CONNECT with a redirection (HTTP {status}), as a sign-in portal does; "
                    + "the sensor cannot sign in there.",
                $"Exempt this machine, or {host}, from the portal."),
            _ => StepJudgement.Fail(
                CloudReason.NotAProxy,
                evidence,
                $"The proxy {proxy} answered CONNECT with HTTP {status}, so it does not lead on to {host}.",
                $"See whether {proxy} is a forward proxy that allows CONNECT to port 443."),
        };
    }

    private static StepJudgement JudgeAuthentication(CloudObservation seen, ProxyAddress proxy, string evidence)
    {
        var schemes = seen.Tunnel!.Schemes.Count == 0
            ? "by a scheme that it does not name"
            : "by " + string.Join(" or ", seen.Tunnel.Schemes);
        if (seen.CredentialSent)
        {
            return StepJudgement.Fail(
                CloudReason.ProxyCredentialRefused,
                evidence,
                $"The proxy {proxy} refused the credential that was given (HTTP 407 again).",
                "See whether user name and password are right and whether this user may use the proxy.");
        }

        if (seen.Way.Credential is not null)
        {
            return StepJudgement.Fail(
                CloudReason.ProxyAuthenticationRequired,
                evidence,
                $"The proxy {proxy} wants authentication {schemes} (HTTP 407). This test speaks Basic only, "
                    + "so the credential was not sent.",
                $"Let the proxy offer Basic to this machine, or exempt {seen.Host} from authentication.");
        }

        return StepJudgement.Fail(
            CloudReason.ProxyAuthenticationRequired,
            evidence,
            seen.Way.SensorHasCredential
                ? $"The proxy {proxy} wants authentication {schemes} (HTTP 407). The sensor has a user name for it, "
                    + "whose password only the sensor can read."
                : $"The proxy {proxy} wants authentication {schemes} (HTTP 407), and no credential was given.",
            seen.Way.SensorHasCredential
                ? $"Give the same user name and password with {seen.Words.ProxyCredential} to test them."
                : $"Give {seen.Words.ProxyCredential} here and the same to the sensor "
                    + $"(Set-MDISensorProxyConfiguration -ProxyCredential), or exempt {seen.Host} from authentication.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text.Substring(1);
}
