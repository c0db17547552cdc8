using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Sample.Servers;

namespace MdiPrereq.Sample;

/// <summary>What a server does with a connection that it accepted. It may throw whatever a broken connection throws.</summary>
internal delegate Task TcpBehaviour(Socket socket, CancellationToken token);

/// <summary>The ways of servers, honest ones and others.</summary>
internal static class TcpBehaviours
{
    /// <summary>Speaks the protocol.</summary>
    public static TcpBehaviour Answer(Responder responder) => async (socket, token) =>
    {
        await using var stream = new NetworkStream(socket);
        await ConverseAsync(stream, responder, token).ConfigureAwait(false);
    };

    /// <summary>Speaks the protocol inside TLS.</summary>
    public static TcpBehaviour AnswerInTls(X509Certificate2 certificate, Responder responder) => async (socket, token) =>
    {
        await using var tls = new SslStream(new NetworkStream(socket));
        await tls.AuthenticateAsServerAsync(Options(certificate), token).ConfigureAwait(false);
        await ConverseAsync(tls, responder, token).ConfigureAwait(false);
    };

    /// <summary>Answers once and then expects TLS, as RDP does.</summary>
    public static TcpBehaviour AnswerThenTls(X509Certificate2 certificate, Responder responder) => async (socket, token) =>
    {
        var stream = new NetworkStream(socket);
        await ConverseAsync(stream, responder, token, answers: 1).ConfigureAwait(false);
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(Options(certificate), token).ConfigureAwait(false);
        await SwallowAsync(tls, token).ConfigureAwait(false);
    };

    /// <summary>Accepts, takes the request and says nothing.</summary>
    public static TcpBehaviour SayNothing { get; } = async (socket, token) =>
    {
        await using var stream = new NetworkStream(socket);
        await SwallowAsync(stream, token).ConfigureAwait(false);
    };

    /// <summary>Accepts, looks at the first bytes and resets the connection, as an application firewall does.</summary>
    public static TcpBehaviour Reset { get; } = async (socket, token) =>
    {
        await socket.ReceiveAsync(new byte[2048], token).ConfigureAwait(false);

        // Closing without lingering sends RST instead of FIN.
        socket.LingerState = new(true, 0);
        socket.Close();
    };

    /// <summary>Speaks first, whatever the client wants: SSH (RFC 4253 section 4.2).</summary>
    public static TcpBehaviour SshBanner { get; } = async (socket, token) =>
    {
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.6\r\n"), token).ConfigureAwait(false);
        await SwallowAsync(stream, token).ConfigureAwait(false);
    };

    private static SslServerAuthenticationOptions Options(X509Certificate2 certificate) => new() { ServerCertificate = certificate };

    private static async Task ConverseAsync(Stream stream, Responder responder, CancellationToken token, int answers = int.MaxValue)
    {
        var buffer = new byte[4096];
        for (var count = 0; answers > 0;)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(count), token).ConfigureAwait(false);
            if (read == 0) return;
            count += read;
            if (responder(buffer[..count]) is not { } reply) continue;
            await stream.WriteAsync(reply, token).ConfigureAwait(false);
            await stream.FlushAsync(token).ConfigureAwait(false);
            answers--;
            count = 0;
        }
    }

    private static async Task SwallowAsync(Stream stream, CancellationToken token)
    {
        var buffer = new byte[2048];
        while (await stream.ReadAsync(buffer, token).ConfigureAwait(false) > 0)
        {
        }
    }
}
