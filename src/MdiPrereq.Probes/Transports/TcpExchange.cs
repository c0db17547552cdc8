using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe over TCP: connect, by way of a proxy if there is one, shake hands where the protocol wants TLS, send one request, read until
/// the protocol has judged the reply, hang up. All within one deadline, and never more than a few kilobytes of whatever the other side
/// sends. What needs neither proxy nor TLS is done by <see cref="TcpProbe"/> alone, which also connects for the rest.
/// </summary>
internal static class TcpExchange
{
    public static async Task<ProbeOutcome> RunAsync(ProbeRequest request, IPEndPoint? remote, Reactor reactor, CancellationToken run)
    {
        var probe = new TcpProbe(request, remote, run);
        var outcome = await reactor.RunAsync(probe).ConfigureAwait(false);
        if (probe.Connection is not { } connection) return outcome;

        // On a thread of its own: TLS takes time that other probes' outcomes must not wait for.
        return await Task.Run(() => ConverseAsync(request, connection, run), CancellationToken.None).ConfigureAwait(false);
    }

    private static async Task<ProbeOutcome> ConverseAsync(ProbeRequest request, TcpConnection connection, CancellationToken run)
    {
        using var conversation = new Conversation(request, connection, run);
        try
        {
            return await conversation.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTls(e))
        {
            return conversation.Classify(e);
        }
    }

    // An assembly that cannot be loaded, for want of descriptors, is an IOException that says nothing of the network.
    private static bool IsOfConnection(Exception e) =>
        e is SocketException or (IOException and not (FileLoadException or FileNotFoundException))
            or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    // A hostile certificate may break the reading of it anywhere in the framework.
    private static bool IsOfTls(Exception e) =>
        IsOfConnection(e) || e is AuthenticationException or CryptographicException or ArgumentException;

    /// <summary>What happens on a connection that was accepted: from here on the state is Open.</summary>
    private sealed class Conversation : IDisposable
    {
        private readonly ProbeRequest _request;
        private readonly TcpConnection _connection;
        private readonly CountingStream _wire;
        private readonly StreamDeadline _deadline;
        private readonly Dictionary<ProbeStage, int> _times;
        private readonly Stopwatch _watch = Stopwatch.StartNew();
        private TlsHandshake? _tls;
        private ProbeStage _stage = ProbeStage.Connect;
        private int _stageBegan;
        private long _replyBytes;
        private object? _answer;
        private object? _tunnelAnswer;

        public Conversation(ProbeRequest request, TcpConnection connection, CancellationToken run)
        {
            (_request, _connection) = (request, connection);
            _wire = new(StreamOf(connection.Socket));
            _times = new() { [ProbeStage.Connect] = connection.Milliseconds };
            _deadline = new(connection.Socket, _wire, connection.MillisecondsLeft, run);
        }

        private bool Handshaking => _stage == ProbeStage.Tls;

        public async Task<ProbeOutcome> RunAsync()
        {
            if (_connection.Answer is { } answer)
            {
                _answer = answer.Answer;
                var seen = await ReadCertificateAsync(answer.Findings).ConfigureAwait(false);
                return Open(Reason.ProtocolReply) with { Findings = WithExpiry(seen), ClockSkew = answer.ClockSkew };
            }

            Stream stream = _wire;
            if (_request.Tunnel is { } tunnel)
            {
                Enter(ProbeStage.Tunnel);
                var led = await ExchangeAsync(stream, tunnel).ConfigureAwait(false);
                (_tunnelAnswer, _answer) = (_answer, null);
                if (led.Kind != ReplyKind.Answer) return Open(Reason.UnexpectedReply, led.WhyForeign);
            }

            if (_request.Protocol.Tls == TlsUse.First) stream = (await HandshakeAsync().ConfigureAwait(false)).Stream;

            Enter(ProbeStage.Exchange);
            var sentAt = DateTime.UtcNow;
            var reply = await ExchangeAsync(stream, _request.Begin()).ConfigureAwait(false);
            if (reply.Kind != ReplyKind.Answer) return Open(Reason.UnexpectedReply, reply.WhyForeign);

            var skew = ClockSkew.Between(reply.Findings.RemoteTimeUtc, sentAt, DateTime.UtcNow);
            var findings = reply.Findings;
            if (reply.StartTls) findings = await ReadCertificateAsync(findings).ConfigureAwait(false);
            return Open(Reason.ProtocolReply) with { Findings = WithExpiry(findings), ClockSkew = skew };
        }

        public void Dispose()
        {
            _deadline.Dispose();
            _tls?.Dispose();
            _wire.Dispose();
            _connection.Socket.Dispose();
        }

        public ProbeOutcome Classify(Exception exception)
        {
            if (_deadline.RunCancelled) return ProbeOutcome.Cancelled;
            if (_deadline.Expired) return Silence($"nothing more within {_request.TimeoutMilliseconds} ms");
            if (FindSocketException(exception)?.SocketErrorCode
                is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
            {
                return Open(
                    Reason.ConnectionReset, Handshaking ? "during the TLS handshake; a server without a certificate does that" : "");
            }

            // What a certificate breaks in this machine's own reader says nothing of the service behind it.
            var what = exception is CryptographicException ? "this machine could not read its certificates" : "the TLS handshake failed";
            return Handshaking && _wire.BytesRead > 0
                ? Open(Reason.UnexpectedReply, $"{what}: {SafeText.Clean(InnermostMessage(exception))}")
                : Silence("the connection was closed");
        }

        private static Stream StreamOf(Socket socket)
        {
            try
            {
                socket.NoDelay = true;
                return new NetworkStream(socket, ownsSocket: false);
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // The peer has reset the connection between its accept and here; the runtime calls that "not connected".
                return new ResetStream();
            }
        }

        private static SocketException? FindSocketException(Exception? exception)
        {
            while (exception is not null and not SocketException) exception = exception.InnerException;
            return exception as SocketException;
        }

        private static string InnermostMessage(Exception exception)
        {
            while (exception.InnerException is { } inner) exception = inner;
            return exception.Message;
        }

        private void Enter(ProbeStage stage)
        {
            EndStage();
            _stage = stage;
            _wire.Mark();
        }

        private void EndStage()
        {
            var now = (int)_watch.ElapsedMilliseconds;
            if (_stage != ProbeStage.Connect) _times[_stage] = now - _stageBegan;
            _stageBegan = now;
        }

        private ProbeOutcome Open(Reason reason, string detail = "")
        {
            EndStage();
            return ProbeOutcome.Of((State.Open, reason), detail) with
            {
                Answer = _answer,
                TunnelAnswer = _tunnelAnswer,
                Certificate = _tls?.Certificate,
                Stage = _stage,
                StageMilliseconds = _times,
                Tls = _tls?.Facts,
                Expired = _deadline.Expired,
            };
        }

        private ProbeOutcome Silence(string detail)
        {
            var bytes = Handshaking ? _wire.BytesRead : _replyBytes;
            if (bytes > 0) detail = $"{bytes} bytes that make no reply, then {detail}";
            if (_tls is not null && !Handshaking) detail = $"TLS works, but behind it {detail}";
            return Open(bytes > 0 ? Reason.UnexpectedReply : Reason.NoProtocolReply, detail);
        }

        // Clients that check certificates will refuse this one, sooner or later the sensor among them.
        private Findings WithExpiry(Findings findings)
        {
            var now = DateTime.UtcNow;
            return _tls?.Certificate switch
            {
                { NotAfterUtc: { } end } when end < now => findings with { Concern = $"The certificate expired on {end:yyyy-MM-dd}" },
                { NotBeforeUtc: { } start } when start > now =>
                    findings with { Concern = $"The certificate is not valid before {start:yyyy-MM-dd}" },
                _ => findings,
            };
        }

        private async Task<TlsHandshake> HandshakeAsync()
        {
            Enter(ProbeStage.Tls);
            _tls = new(
                _wire, _request.Network.TrustedRoots, _request.JudgesChain, certificateIsEnough: _request.Protocol.Tls != TlsUse.First);
            await _tls.AuthenticateAsync(_request.HostName).ConfigureAwait(false);
            return _tls;
        }

        private async Task<Reply> ExchangeAsync(Stream stream, Exchange exchange)
        {
            _replyBytes = 0;
            await stream.WriteAsync(exchange.Request, 0, exchange.Request.Length).ConfigureAwait(false);
            await stream.FlushAsync().ConfigureAwait(false);
            var buffer = new byte[2048];
            for (var count = 0; ;)
            {
                var read = await stream.ReadAsync(buffer, count, buffer.Length - count).ConfigureAwait(false);
                if (read == 0)
                {
                    // Some replies end where the connection does (HTTP without a length); the others are cut off.
                    var ended = Heard(exchange.ReadEnded(buffer, count));
                    return ended.Kind != ReplyKind.Incomplete ? ended : throw new EndOfStreamException();
                }

                _replyBytes = count += read;
                var reply = Heard(exchange.Read(buffer, count));
                if (reply.Kind != ReplyKind.Incomplete) return reply;
                if (count == TcpProbe.MaxReply) return Reply.Foreign($"a reply longer than {TcpProbe.MaxReply / 1024} KiB");
                if (count == buffer.Length) Array.Resize(ref buffer, Math.Min(TcpProbe.MaxReply, buffer.Length * 4));
            }
        }

        // What a beginning told still stands when what follows is cut off or makes no sense.
        private Reply Heard(Reply reply)
        {
            _answer = reply.Carried ?? _answer;
            return reply;
        }

        // The service has proved itself already; a handshake that fails now costs only the certificate.
        private async Task<Findings> ReadCertificateAsync(Findings findings)
        {
            try
            {
                await HandshakeAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfTls(e) && !_deadline.RunCancelled)
            {
                if (_tls?.Certificate is null)
                {
                    return findings with
                    {
                        Evidence = $"{findings.Evidence}; no certificate could be read: {SafeText.Clean(InnermostMessage(e))}",
                    };
                }
            }

            var name = _tls?.Certificate?.BestHostName ?? "";
            return name.Length == 0
                ? findings
                : findings with { RemoteName = name, Evidence = $"{findings.Evidence}; certificate for {name}" };
        }
    }
}
