using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>
/// One probe over TCP: connect, by way of a proxy if there is one, shake hands where the protocol wants TLS, send one request, read until the protocol has judged the
/// reply, hang up. All within one deadline, and never more than a few kilobytes of whatever the other side sends.
/// </summary>
internal static class TcpExchange
{
    private const int MaxReply = 64 * 1024;

    public static async Task<ProbeOutcome> RunAsync(ProbeRequest request, CancellationToken run)
    {
        var watch = Stopwatch.StartNew();
        using var probe = new ProbeSocket(request, run);
        try
        {
            await probe.ConnectAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfConnection(e))
        {
            return probe.Classify(e);
        }

        using var conversation = new Conversation(request, probe, watch);
        try
        {
            return await conversation.RunAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTls(e))
        {
            return conversation.Classify(e);
        }
    }

    private static bool IsOfConnection(Exception e) =>
        e is SocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException;

    // A hostile certificate may break the reading of it anywhere in the framework.
    private static bool IsOfTls(Exception e) => IsOfConnection(e) || e is AuthenticationException or CryptographicException or ArgumentException;

    /// <summary>What happens on a connection that was accepted: from here on the state is Open.</summary>
    private sealed class Conversation(ProbeRequest request, ProbeSocket probe, Stopwatch watch) : IDisposable
    {
        private readonly CountingStream _wire = new(new NetworkStream(probe.Socket, ownsSocket: false));
        private readonly Dictionary<ProbeStage, int> _times = new() { [ProbeStage.Connect] = (int)watch.ElapsedMilliseconds };
        private TlsHandshake? _tls;
        private ProbeStage _stage = ProbeStage.Connect;
        private int _stageBegan = (int)watch.ElapsedMilliseconds;
        private long _replyBytes;

        private bool Handshaking => _stage == ProbeStage.Tls;

        public async Task<ProbeOutcome> RunAsync()
        {
            Stream stream = _wire;
            if (request.Tunnel is { } tunnel)
            {
                Enter(ProbeStage.Tunnel);
                var answer = await ExchangeAsync(stream, tunnel).ConfigureAwait(false);
                if (answer.Kind != ReplyKind.Answer) return Open(Reason.UnexpectedReply, answer.WhyForeign);
            }

            if (request.Protocol.Tls == TlsUse.First) stream = (await HandshakeAsync().ConfigureAwait(false)).Stream;

            Enter(ProbeStage.Exchange);
            var sentAt = DateTime.UtcNow;
            var reply = await ExchangeAsync(stream, request.Begin()).ConfigureAwait(false);
            if (reply.Kind != ReplyKind.Answer) return Open(Reason.UnexpectedReply, reply.WhyForeign);

            var skew = ClockSkew.Between(reply.Findings.RemoteTimeUtc, sentAt, DateTime.UtcNow);
            var findings = reply.Findings;
            if (reply.StartTls) findings = await ReadCertificateAsync(findings).ConfigureAwait(false);
            return Open(Reason.ProtocolReply) with { Findings = WithExpiry(findings), ClockSkew = skew };
        }

        public void Dispose()
        {
            _tls?.Dispose();
            _wire.Dispose();
        }

        public ProbeOutcome Classify(Exception exception)
        {
            if (probe.RunCancelled) return ProbeOutcome.Cancelled;
            if (probe.Expired) return Silence($"nothing more within {request.TimeoutMilliseconds} ms");
            if (ProbeSocket.FindSocketException(exception) is { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown })
            {
                return Open(Reason.ConnectionReset, Handshaking ? "during the TLS handshake; a server without a certificate does that" : "");
            }

            // What a certificate breaks in this machine's own reader says nothing of the service behind it.
            var what = exception is CryptographicException ? "this machine could not read its certificates" : "the TLS handshake failed";
            return Handshaking && _wire.BytesRead > 0
                ? Open(Reason.UnexpectedReply, $"{what}: {SafeText.Clean(InnermostMessage(exception))}")
                : Silence("the connection was closed");
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
            var now = (int)watch.ElapsedMilliseconds;
            if (_stage != ProbeStage.Connect) _times[_stage] = now - _stageBegan;
            _stageBegan = now;
        }

        private ProbeOutcome Open(Reason reason, string detail = "")
        {
            EndStage();
            return ProbeOutcome.Of((State.Open, reason), detail) with
            {
                Certificate = _tls?.Certificate,
                Stage = _stage,
                StageMilliseconds = _times,
                Tls = _tls?.Facts,
                Expired = probe.Expired,
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
                { NotBeforeUtc: { } start } when start > now => findings with { Concern = $"The certificate is not valid before {start:yyyy-MM-dd}" },
                _ => findings,
            };
        }

        private async Task<TlsHandshake> HandshakeAsync()
        {
            Enter(ProbeStage.Tls);
            _tls = new(_wire, request.Network.TrustedRoots, request.JudgesChain, certificateIsEnough: request.Protocol.Tls != TlsUse.First);
            await _tls.AuthenticateAsync(request.HostName).ConfigureAwait(false);
            return _tls;
        }

        private async Task<Reply> ExchangeAsync(Stream stream, Exchange exchange)
        {
            _replyBytes = 0;
            await stream.WriteAsync(exchange.Request, 0, exchange.Request.Length, probe.Token).ConfigureAwait(false);
            await stream.FlushAsync(probe.Token).ConfigureAwait(false);
            var buffer = new byte[2048];
            for (var count = 0; ;)
            {
                var read = await stream.ReadAsync(buffer, count, buffer.Length - count, probe.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    // Some replies end where the connection does (HTTP without a length); the others are cut off.
                    var ended = exchange.ReadEnded(buffer, count);
                    return ended.Kind != ReplyKind.Incomplete ? ended : throw new EndOfStreamException();
                }

                _replyBytes = count += read;
                var reply = exchange.Read(buffer, count);
                if (reply.Kind != ReplyKind.Incomplete) return reply;
                if (count == MaxReply) return Reply.Foreign($"a reply longer than {MaxReply / 1024} KiB");
                if (count == buffer.Length) Array.Resize(ref buffer, Math.Min(MaxReply, buffer.Length * 4));
            }
        }

        // The service has proved itself already; a handshake that fails now costs only the certificate.
        private async Task<Findings> ReadCertificateAsync(Findings findings)
        {
            try
            {
                await HandshakeAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (IsOfTls(e) && !probe.RunCancelled)
            {
                if (_tls?.Certificate is null)
                {
                    return findings with { Evidence = $"{findings.Evidence}; no certificate could be read: {SafeText.Clean(InnermostMessage(e))}" };
                }
            }

            var name = _tls?.Certificate?.BestHostName ?? "";
            return name.Length == 0 ? findings : findings with { RemoteName = name, Evidence = $"{findings.Evidence}; certificate for {name}" };
        }
    }
}
