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
        if (address is null) return observation;

        var head = new HttpHeadExchange(url.Host, way.Proxy is null ? url.Path : url.ToString());
        var outcome = await ProbeAsync(address, way.Proxy?.Port ?? DownloadUrl.Port, url.Host, new OneRequest(head, TlsUse.None), null, run).ConfigureAwait(false);
        if (head.StatusCode == 407 && way.Credential is { } credential)
        {
            head = new HttpHeadExchange(url.Host, url.ToString(), Basic(credential));
            outcome = await ProbeAsync(address, way.Proxy!.Port, url.Host, new OneRequest(head, TlsUse.None), null, run).ConfigureAwait(false);
        }

        return observation with { Outcome = outcome, StatusCode = head.StatusCode };
    }

    /// <summary>RFC 7617.</summary>
    private static string Basic(NetworkCredential credential)
    {
        var name = credential.Domain.Length > 0 ? $@"{credential.Domain}\{credential.UserName}" : credential.UserName;
        return "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{credential.Password}"));
    }

    private static bool WantsCredential(HttpConnectExchange? tunnel) => tunnel is { StatusCode: 407 } && tunnel.Schemes.Contains("Basic");

    private async Task<CloudObservation> TryAsync(CloudObservation observation, IPAddress address, string authorization, CancellationToken run)
    {
        var time = ProbeTime.Start();
        var ping = new HttpPingExchange(observation.Host);
        var tunnel = observation.Way.Proxy is null ? null : new HttpConnectExchange(observation.Host, HttpsPort, authorization);
        var outcome = await ProbeAsync(
            address, observation.Way.Proxy?.Port ?? HttpsPort, observation.Host, new OneRequest(ping, TlsUse.First), tunnel, run).ConfigureAwait(false);
        observation = observation with { Outcome = outcome, Time = time(), Tunnel = tunnel, Ping = outcome.Stage == ProbeStage.Exchange ? ping : null };
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
        var hello = new OldTlsHelloExchange(observation.Host);
        var tunnel = observation.Way.Proxy is null ? null : new HttpConnectExchange(observation.Host, HttpsPort, authorization);
        await ProbeAsync(address, observation.Way.Proxy?.Port ?? HttpsPort, observation.Host, new OneRequest(hello, TlsUse.None), tunnel, run).ConfigureAwait(false);
        return hello.Version;
    }

    private Task<ProbeOutcome> ProbeAsync(IPAddress address, int port, string host, PortProtocol protocol, Exchange? tunnel, CancellationToken run) =>
        Probe.RunAsync(
            new()
            {
                Network = options.Network,
                Protocol = protocol,
                Transport = Transport.Tcp,
                Address = address,
                Port = port,
                HostName = host,
                SourceAddress = options.SourceAddress,
                TimeoutMilliseconds = options.TimeoutMilliseconds,
                Tunnel = tunnel,
                JudgesChain = true,
            },
            run);

    private async Task<(IPAddress? Address, string Problem, ProbeTime Time)> ResolveAsync(string host, WayOut way, CancellationToken run)
    {
        var time = ProbeTime.Start();
        var target = way.Proxy?.Host ?? TargetName.Parse(host);
        var resolver = new TargetResolver(options.Network, options.SourceAddress, options.TimeoutMilliseconds);
        var (address, problem) = await resolver.ResolveAsync(target, run).ConfigureAwait(false);
        return (address, problem?.Detail ?? "", time());
    }

    /// <summary>One request that was made already, as a protocol.</summary>
    private sealed class OneRequest(Exchange exchange, TlsUse tls) : PortProtocol
    {
        public override string Name => tls == TlsUse.First ? "HTTPS" : "HTTP";

        public override TlsUse Tls => tls;

        public override Exchange Begin(Transport transport, ProtocolTarget target) => exchange;
    }
}
