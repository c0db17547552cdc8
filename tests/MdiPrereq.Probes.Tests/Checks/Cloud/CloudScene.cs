using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Cli;
using MdiPrereq.Machine;
using MdiPrereq.Tests.Transports;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Checks.Cloud;

/// <summary>
/// A small internet on loopback: names lead to addresses of TEST-NET-3, and those to servers of this process. Its service has a
/// certificate authority of its own, which the test's machine trusts.
/// </summary>
internal sealed class CloudScene : IDisposable
{
    public const string Host = "contososensorapi.atp.azure.com";
    public const string Proxy = "http://proxy.contoso.test:3128";
    public const string Version = "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n2.240.18316.65180\n";

    /// <summary>Long enough for a machine under load; only tests of silence wait for it, and set their own.</summary>
    private const int Patience = 30_000;

    private readonly List<IDisposable> _things = [];
    private readonly SceneNetwork _network;

    public CloudScene()
    {
        Authority = Keep(new TestAuthority("Test Service Root"));
        _network = new(Authority.Root);
    }

    public TestAuthority Authority { get; }

    public ProxyFacts Facts { get; set; } = new();

    public CloudTestOptions Options { get; set; } = new() { TimeoutMilliseconds = Patience, Words = ToolVocabulary.Instance };

    public HashSet<string>? Roots { get; set; } = [CloudRoot.GlobalRootG2.Thumbprint];

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public T Keep<T>(T thing)
        where T : IDisposable
    {
        _things.Add(thing);
        return thing;
    }

    /// <summary>Lets a name and port lead to a server.</summary>
    public LoopbackServer Serve(string host, int port, Func<Socket, CancellationToken, Task> serve)
    {
        var server = Keep(LoopbackServer.Tcp(async (client, stop) =>
        {
            try
            {
                await serve(client, stop);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // The client hung up, as it may.
            }
        }));
        _network.Lead(host, port, server.Port);
        return server;
    }

    /// <summary>A name that leads to an address where no port is open.</summary>
    public void ServeNothing(string host, int port) =>
        _network.Lead(host, port, LoopbackServer.ClosedPort(SocketType.Stream, ProtocolType.Tcp));

    /// <summary>The sensor API, with a certificate and an answer.</summary>
    public LoopbackServer ServeTls(string response, X509Certificate2? certificate = null, string host = Host)
    {
        var shown = Keep(certificate ?? Authority.Issue(host));
        return Serve(host, 443, (client, stop) => AnswerTlsAsync(client, shown, response, stop));
    }

    public static void Sees(CloudCheck check, CloudReason reason, CloudTestResult trouble) =>
        Assert.Equal((check, Verdict.Fail, reason), (trouble.Check, trouble.Verdict, trouble.Reason));

    public static ProxyAddress ProxyOf(string text) =>
        ProxyAddress.TryParse(text, out var proxy, out _) ? proxy! : throw new ArgumentException(text);

    public void UseProxy(string text = Proxy) => Options = Options with { Way = new(ProxyOf(text)) };

    public static async Task AnswerTlsAsync(Socket client, X509Certificate2 certificate, string response, CancellationToken stop)
    {
        await using var tls = new SslStream(new NetworkStream(client));
        await tls.AuthenticateAsServerAsync(new() { ServerCertificate = certificate }, stop);
        await ReadHeadAsync(tls, stop);
        if (response.Length == 0) await Task.Delay(-1, stop);
        await tls.WriteAsync(Encoding.ASCII.GetBytes(response), stop);
        await tls.ShutdownAsync();

        // A socket that is closed with something unread resets the connection, and the answer may be lost.
        await tls.CopyToAsync(Stream.Null, stop);
    }

    /// <summary>An HTTP proxy that answers CONNECT as it is told, by the head of the request; null to lead on to the host.</summary>
    public LoopbackServer ServeProxy(Func<string, string?> answer, string host = "proxy.contoso.test", int port = 3128) =>
        Serve(host, port, async (client, stop) =>
    {
        await using var stream = new NetworkStream(client);
        var head = await ReadHeadAsync(stream, stop);
        if (answer(head) is { } refusal)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(refusal), stop);
            client.Shutdown(SocketShutdown.Send);
            await stream.CopyToAsync(Stream.Null, stop);
            return;
        }

        using var onward = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await onward.ConnectAsync(_network.Route(_network.EndPointOf(head.Split(' ')[1]), Transport.Tcp), stop);
        await using var far = new NetworkStream(onward);
        await stream.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), stop);
        await Task.WhenAll(PumpAsync(stream, far, onward, stop), PumpAsync(far, stream, client, stop));
    });

    private static async Task PumpAsync(Stream from, Stream to, Socket end, CancellationToken stop)
    {
        await from.CopyToAsync(to, stop);
        end.Shutdown(SocketShutdown.Send);
    }

    public static async Task<string> ReadHeadAsync(Stream stream, CancellationToken stop)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, stop) > 0)
        {
            head.Append((char)one[0]);
        }
        return head.ToString();
    }

    /// <summary>Everything that the test of a workspace gives, in its order.</summary>
    public async Task<List<CloudTestResult>> TestAsync(CloudEnvironment cloud = CloudEnvironment.Commercial)
    {
        var machine = new MachineFacts { ReadProxy = () => Facts, ReadRoots = () => Roots, MoreServiceRoots = [Authority.Root.Thumbprint] };
        using var run = new CloudRun(Options with { Network = _network, Machine = machine });
        run.Start("contoso", cloud);
        var results = new List<CloudTestResult>();
        while (!run.Window.IsIdle)
        {
            Stop.ThrowIfCancellationRequested();
            if (run.Window.TryTake(out var result, 25)) results.Add(result);
        }

        return results;
    }

    /// <summary>The first step that does not pass. Every step after it that needs it must be NotTested; what it says must help.</summary>
    public async Task<CloudTestResult> FirstTroubleAsync()
    {
        var steps = (await TestAsync()).Where(result => result.Check <= CloudCheck.ClockSkew).ToList();
        Assert.Equal(7, steps.Count);
        var trouble = steps.First(step => step.Verdict != Verdict.Pass);
        Assert.NotEmpty(trouble.Message);
        if (trouble.Verdict == Verdict.Fail) Assert.NotEmpty(trouble.Remediation);
        return trouble;
    }

    public Network Network => _network;

    public void Dispose()
    {
        foreach (var thing in Enumerable.Reverse(_things)) thing.Dispose();
    }

    private sealed class SceneNetwork(X509Certificate2 root) : Network
    {
        private readonly Dictionary<string, IPAddress> _names = [];
        private readonly Dictionary<(IPAddress Address, int Port), int> _ports = [];

        public override X509Certificate2Collection TrustedRoots { get; } = [X509CertificateLoader.LoadCertificate(root.RawData)];

        public void Lead(string host, int port, int loopbackPort)
        {
            if (!_names.TryGetValue(host, out var address)) _names[host] = address = new([203, 0, 113, (byte)(_names.Count + 1)]);
            _ports[(address, port)] = loopbackPort;
        }

        public IPEndPoint EndPointOf(string authority)
        {
            var parts = authority.Split(':');
            return new(_names[parts[0]], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        public override Task<IPAddress[]> ResolveAsync(string hostName, int timeoutMilliseconds, CancellationToken run) =>
            _names.TryGetValue(hostName, out var address)
                ? Task.FromResult(new[] { address })
                : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));

        public override IPEndPoint Route(IPEndPoint remote, Transport transport) =>
            new(IPAddress.Loopback, _ports[(remote.Address, remote.Port)]);

        public override IPAddress SourceAddressFor(IPAddress remote) => IPAddress.Parse("203.0.113.200");

        public override IReadOnlyList<IPAddress> DnsServers() => [];
    }
}
