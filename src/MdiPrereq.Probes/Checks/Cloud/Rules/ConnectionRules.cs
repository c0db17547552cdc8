using System.Globalization;
using MdiPrereq.Checks.Cloud.Wording;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud.Rules;

/// <summary>The judgement of name and connection, direct or through a proxy.</summary>
internal static class ConnectionRules
{
    public static StepJudgement JudgeName(CloudObservation seen)
    {
        var name = CloudRules.NameOf(seen);
        if (seen.Address is not { } address)
        {
            return StepJudgement.Fail(CloudReason.NameNotResolved, "", seen.Way.Proxy is null
                ? ConnectionWording.NoAddress(name, seen.NameProblem, seen.Words)
                : ConnectionWording.ProxyHasNoAddress(name, seen.NameProblem));
        }

        return seen.Way.Proxy switch
        {
            null => StepJudgement.Pass($"{address}", ConnectionWording.HasAddress(name, $"{address}")),
            { Host.Address: not null } => StepJudgement.Pass("the proxy's", ConnectionWording.ProxyIsAddress(seen.Host)),
            _ => StepJudgement.Pass($"{address} (the proxy's)", ConnectionWording.ProxyHasAddress(name, $"{address}", seen.Host)),
        };
    }

    public static StepJudgement JudgeConnection(CloudObservation seen, ProbeOutcome outcome)
    {
        if (outcome.State != State.Open) return JudgeNoConnection(seen, outcome);
        if (seen.Way.Proxy is not { } proxy) return StepJudgement.Pass("TCP 443 open", ConnectionWording.Accepts);
        return outcome.Stage > ProbeStage.Tunnel
            ? StepJudgement.Pass(
                $"CONNECT, HTTP {seen.Tunnel!.StatusCode}",
                TunnelWording.LeadsOn(proxy, seen.Host, seen.CredentialSent))
            : JudgeTunnel(seen, proxy, outcome);
    }

    private static StepJudgement JudgeNoConnection(CloudObservation seen, ProbeOutcome outcome)
    {
        var target = ConnectionWording.Target(seen.Host, seen.Way.Proxy);
        var (reason, evidence, message) = (outcome.State, outcome.Reason) switch
        {
            (State.Closed, _) => (CloudReason.ConnectionRefused, "refused", ConnectionWording.Refused(target)),
            (State.Filtered, _) => (CloudReason.TimedOut, "no answer", ConnectionWording.NoAnswer(target, seen.TimeoutMilliseconds)),
            (State.BlockedLocally, _) => (CloudReason.BlockedLocally, "blocked here", ConnectionWording.BlockedHere(target)),
            (_, Reason.AdministrativelyProhibited) => (CloudReason.Unreachable, "prohibited", ConnectionWording.Prohibited(target)),
            _ => (CloudReason.Unreachable, "unreachable", ConnectionWording.Unreachable(target)),
        };
        return StepJudgement.Fail(reason, evidence, message, ConnectionWording.Allow(seen.Host, seen.Way.Proxy, seen.Words));
    }

    private static StepJudgement JudgeTunnel(CloudObservation seen, ProxyAddress proxy, ProbeOutcome outcome)
    {
        var host = seen.Host;
        if (seen.Tunnel!.StatusCode is not { } status)
        {
            return outcome.Reason switch
            {
                Reason.UnexpectedReply => StepJudgement.Fail(CloudReason.NotAProxy, "no HTTP", TunnelWording.NoHttp(proxy)),
                Reason.ConnectionReset => StepJudgement.Fail(CloudReason.ConnectionClosed, "reset", TunnelWording.Reset(proxy, host)),
                _ => StepJudgement.Fail(CloudReason.NoAnswer, "no answer", TunnelWording.NoAnswer(proxy, host, outcome.Detail)),
            };
        }

        var (reason, said) = status switch
        {
            407 => JudgeAuthentication(seen, proxy),
            401 or 403 => (CloudReason.ProxyForbids, TunnelWording.Forbids(proxy, host, status)),
            500 or 502 or 503 or 504 => (CloudReason.ProxyCannotReach, TunnelWording.CannotReach(proxy, host, status, seen.Words)),
            >= 200 and <= 299 => (CloudReason.NotAProxy, TunnelWording.OwnPage(proxy)),
            >= 300 and <= 399 => (CloudReason.Redirected, TunnelWording.Redirects(proxy, host, status)),
            _ => (CloudReason.NotAProxy, TunnelWording.DoesNotLeadOn(proxy, host, status)),
        };
        return StepJudgement.Fail(reason, $"proxy: HTTP {status.ToString(CultureInfo.InvariantCulture)}", said);
    }

    private static (CloudReason Reason, Said Said) JudgeAuthentication(
        CloudObservation seen, ProxyAddress proxy)
    {
        var schemes = seen.Tunnel!.Schemes;
        if (seen.CredentialSent) return (CloudReason.ProxyCredentialRefused, TunnelWording.CredentialRefused(proxy));
        return (CloudReason.ProxyAuthenticationRequired, seen.Way switch
        {
            { Credential: not null } => TunnelWording.NotByBasic(proxy, seen.Host, schemes),
            { SensorHasCredential: true } => TunnelWording.SensorHasUser(proxy, schemes, seen.Words),
            _ => TunnelWording.NoCredential(proxy, seen.Host, schemes, seen.Words),
        });
    }
}
