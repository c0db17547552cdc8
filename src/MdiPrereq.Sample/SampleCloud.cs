using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Machine;
using static MdiPrereq.Sample.TcpBehaviours;

namespace MdiPrereq.Sample;

/// <summary>
/// The cloud service of the sample network, with a certificate authority of its own, and the proxy that alone leads to it: it
/// resolves the service's name, which this machine does not know.
/// </summary>
internal sealed class SampleCloud : IDisposable
{
    public const string Workspace = "contoso";

    private const string Service = Workspace + "sensorapi.atp.azure.com";
    private const int ProxyPort = 8080;

    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _certificate;
    private readonly SampleHost _service;

    public SampleCloud()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _root = MakeRoot(key);
        _certificate = MakeCertificate(_root);
        _service = new SampleHost(new(Service, "azure.com", "", new([203, 0, 113, 80])), "the cloud service")
            .Tcp(443, AnswerInTls(_certificate, request => Http(request, "2.240.18316.65180")));
        Proxy = new SampleHost(SampleHosts.Identity("proxy", 60), "the proxy to the cloud service").Tcp(ProxyPort, ForwardAsync);
        TrustedRoots = [new X509Certificate2(_root.RawData)];
        Machine = new()
        {
            ReadProxy = () => new() { EnvironmentProxy = $"http://{Proxy.Identity.DnsName}:{ProxyPort}" },
            ReadRoots = () => new HashSet<string> { CloudRoot.GlobalRootG2.Thumbprint },
            MoreServiceRoots = [_root.Thumbprint],
            ReadRole = () => new(MachineKind.MemberServer, SampleHosts.Domain),
            ReadNeighbours = () => [.. SampleDevices.Addresses.Select(device => device.Address)],
        };
    }

    public SampleHost Proxy { get; }

    public X509Certificate2Collection TrustedRoots { get; }

    /// <summary>What the pretended machine has set.</summary>
    public MachineFacts Machine { get; }

    public void Dispose()
    {
        Proxy.Dispose();
        _service.Dispose();
        _certificate.Dispose();
        _root.Dispose();
    }

    private static X509Certificate2 MakeRoot(ECDsa key)
    {
        var request = new CertificateRequest("CN=Sample Network Root", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(60));
    }

    private static X509Certificate2 MakeCertificate(X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Service}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Service);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        using var bare = request.Create(root, now.AddDays(-1), now.AddDays(30), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var whole = bare.CopyWithPrivateKey(key);

        // Windows' TLS cannot use a key that lives only in memory; one that was imported it can.
        return new(whole.Export(X509ContentType.Pfx));
    }

    private static byte[]? Http(byte[] request, string body)
    {
        if (!Encoding.ASCII.GetString(request).EndsWith("\r\n\r\n", StringComparison.Ordinal)) return null;
        var date = DateTime.UtcNow.ToString("R", CultureInfo.InvariantCulture);
        return Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nDate: {date}\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    }

    private async Task ForwardAsync(Socket client, CancellationToken token)
    {
        await using var near = new NetworkStream(client);
        var head = await ReadHeadAsync(near, token).ConfigureAwait(false);
        if (!head.StartsWith("CONNECT ", StringComparison.Ordinal))
        {
            // A file that Windows downloads: the proxy has it.
            await near.WriteAsync(Http(Encoding.ASCII.GetBytes(head), ""), token).ConfigureAwait(false);
            return;
        }

        if (head.Split(' ')[1] != $"{Service}:443")
        {
            await near.WriteAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), token).ConfigureAwait(false);
            return;
        }

        using var onward = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        var service = new IPEndPoint(IPAddress.Loopback, _service.LoopbackPort(Transport.Tcp, 443)!.Value);
        await onward.ConnectAsync(service, token).ConfigureAwait(false);
        await using var far = new NetworkStream(onward);
        await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), token).ConfigureAwait(false);
        await Task.WhenAll(PumpAsync(near, far, onward, token), PumpAsync(far, near, client, token)).ConfigureAwait(false);
    }

    private static async Task PumpAsync(NetworkStream from, NetworkStream to, Socket end, CancellationToken token)
    {
        await from.CopyToAsync(to, token).ConfigureAwait(false);
        end.Shutdown(SocketShutdown.Send);
    }

    private static async Task<string> ReadHeadAsync(NetworkStream stream, CancellationToken token)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (head.Count < 4096 && !head.TakeLast(4).SequenceEqual("\r\n\r\n"u8.ToArray())
            && await stream.ReadAsync(one, token).ConfigureAwait(false) > 0)
        {
            head.Add(one[0]);
        }
        return Encoding.ASCII.GetString([.. head]);
    }
}
