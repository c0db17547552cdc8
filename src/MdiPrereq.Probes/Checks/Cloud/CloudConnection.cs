using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Cloud;

/// <summary>Goes the way out to a host, as the sensor would, and tells what was seen.</summary>
internal sealed class CloudConnection(CloudTestOptions options)
{
    private const int HttpsPort = 443;

    /// <summary>Connects to the sensor API and asks for its ping page.</summary>
    /// <param name="host">The sensor API's host.</param>
    /// <param name="way">The way; its proxy is used if it has one.</param>
    /// <param name="run">Stops the work.</param>
    public async Task<CloudObservation> PingAsync(string host, WayOut way, CancellationToken run)
    {
        var observation = new CloudObservation
        {
            Host = host,
            Way = way,
            ServiceRoots = CloudRoot.Accepted([.. options.RootThumbprints, .. options.Machine.MoreServiceRoots]),
            TimeoutMilliseconds = options.TimeoutMilliseconds,
            Words = options.Words,
        };
        if (way.IsUnknown) return observation;

        var (address, problem, nameTime) = await ResolveAsync(host, way, run).ConfigureAwait(false);
        observation = observation with { Address = address, NameProblem = problem, NameTime = nameTime };
        if (address is null) return observation;

        observation = await TryAsync(observation, address, "", run).ConfigureAwait(false);
        if (!WantsCredential(observation.Tunnel) || way.Credential is not { } credential) return observation;

        // A new connection: proxies differ in whether they keep one open after a 407.
        return await TryAsync(observation with { CredentialSent = true }, address, Basic(credential), run).ConfigureAwait(false);
    }

    /// <summary>Asks for the head of a page on port 80.</summary>
    public async Task<DownloadObservation> HeadAsync(DownloadUrl url, WayOut way, CancellationToken run)
    {
        var observation = new DownloadObservation { Way = way };
        if (way.IsUnknown) return observation;
        var (address, problem, _) = await ResolveAsync(url.Host, way, run).ConfigureAwait(false);
        observation = observation with { Address = address, NameProblem = problem };
        if (address is not { } server) return observation;

        var port = way.Proxy?.Port ?? DownloadUrl.Port;
        var (outcome, status) = await HeadAsync(way.Proxy is null ? url.Path : url.ToString(), "").ConfigureAwait(false);
        if (status == 407 && way.Credential is { } credential)
        {
            (outcome, status) = await HeadAsync(url.ToString(), Basic(credential)).ConfigureAwait(false);
        }

        return observation with { Outcome = outcome, StatusCode = status };

        async Task<(ProbeOutcome Outcome, int? StatusCode)> HeadAsync(string target, string authorization)
        {
            var asking = new Asking(TlsUse.None, () => new HttpHeadExchange(url.Host, target, authorization));
            var came = await Probe.RunAsync(options.RequestFor(asking, Transport.Tcp, server, port, url.Host), run).ConfigureAwait(false);
            return (came, HttpHeadExchange.AnswerIn(came.Answer)?.StatusCode);
        }
    }

    /// <summary>RFC 7617.</summary>
    private static string Basic(NetworkCredential credential)
    {
        var name = credential.Domain.Length > 0 ? $@"{credential.Domain}\{credential.UserName}" : credential.UserName;
        return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{credential.Password}"));
    }

    private static bool WantsCredential(ProxyAnswer? tunnel) => tunnel is { StatusCode: 407 } && tunnel.Schemes.Contains("Basic");

    private async Task<CloudObservation> TryAsync(
        CloudObservation observation, IPAddress address, string authorization, CancellationToken run)
    {
        var time = ProbeTime.Start();
        var asking = new Asking(TlsUse.First, () => new HttpPingExchange(observation.Host));
        var outcome = await ProbeAsync(asking, observation, address, authorization, run).ConfigureAwait(false);
        observation = observation with
        {
            Outcome = outcome,
            Time = time(),
            Tunnel = observation.Way.Proxy is null ? null : HttpConnectExchange.AnswerIn(outcome.TunnelAnswer) ?? ProxyAnswer.None,
            Ping = HttpPingExchange.AnswerIn(outcome.Answer),
        };
        return FailedForItsVersionPerhaps(outcome)
            ? observation with { OldTlsVersion = await FindOldTlsAsync(observation, address, authorization, run).ConfigureAwait(false) }
            : observation;
    }

    /// <summary>A server that has only old versions may say so, or refuse by another alert, or just hang up.</summary>
    private static bool FailedForItsVersionPerhaps(ProbeOutcome outcome)
    {
        if (outcome.Stage != ProbeStage.Tls || outcome.Tls is not { Start: { Version: null } start }) return false;
        return start.IsTls || outcome.Reason == Reason.ConnectionReset || (outcome.Reason == Reason.NoProtocolReply && !outcome.Expired);
    }

    private async Task<int?> FindOldTlsAsync(CloudObservation observation, IPAddress address, string authorization, CancellationToken run)
    {
        var asking = new Asking(TlsUse.None, () => new OldTlsHelloExchange(observation.Host));
        var outcome = await ProbeAsync(asking, observation, address, authorization, run).ConfigureAwait(false);
        return OldTlsHelloExchange.AnswerIn(outcome.Answer)?.Version;
    }

    /// <summary>One probe of the host, through the proxy if the way has one.</summary>
    private Task<ProbeOutcome> ProbeAsync(
        Asking asking, CloudObservation seen, IPAddress address, string authorization, CancellationToken run)
    {
        var proxy = seen.Way.Proxy;
        var request = options.RequestFor(asking, Transport.Tcp, address, proxy?.Port ?? HttpsPort, seen.Host);
        var tunnel = proxy is null ? null : new HttpConnectExchange(seen.Host, HttpsPort, authorization);
        return Probe.RunAsync(request with { Tunnel = tunnel, JudgesChain = true }, run);
    }

    private async Task<(IPAddress? Address, string Problem, ProbeTime Time)> ResolveAsync(string host, WayOut way, CancellationToken run)
    {
        var time = ProbeTime.Start();
        var target = way.Proxy?.Host ?? TargetName.Parse(host);
        var resolver = new TargetResolver(options.Network, options.SourceAddress, options.TimeoutMilliseconds);
        var (address, problem) = await resolver.ResolveAsync(target, run).ConfigureAwait(false);
        return (address, problem?.Detail ?? "", time());
    }

    /// <summary>A request that no row has, as a protocol.</summary>
    private sealed class Asking(TlsUse tls, Func<Exchange> begin) : PortProtocol
    {
        public override string Name => tls == TlsUse.First ? "HTTPS" : "HTTP";

        public override TlsUse Tls => tls;

        public override Exchange Begin(Transport transport, ProtocolTarget target) => begin();
    }
}
