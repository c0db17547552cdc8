using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace MdiPrereq.Transports;

/// <summary>
/// The socket of one probe with its deadline: when the deadline passes or the run is cancelled the socket is disposed, which ends
/// whatever is under way on it. .NET Framework knows no other way (anchors, 3.3), and one way for both is enough.
/// </summary>
internal sealed class ProbeSocket : IDisposable
{
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenRegistration _disposal;
    private readonly CancellationToken _run;
    private readonly ProbeRequest _request;

    public ProbeSocket(ProbeRequest request, CancellationToken run)
    {
        _request = request;
        _run = run;
        var tcp = request.Transport == Transport.Tcp;
        Socket = new(request.Address.AddressFamily, tcp ? SocketType.Stream : SocketType.Dgram, tcp ? ProtocolType.Tcp : ProtocolType.Udp);
        if (tcp) Socket.NoDelay = true;
        _deadline = CancellationTokenSource.CreateLinkedTokenSource(run);
        _disposal = _deadline.Token.Register(static socket => ((Socket)socket!).Dispose(), Socket);
        _deadline.CancelAfter(request.TimeoutMilliseconds);
    }

    public Socket Socket { get; }

    /// <summary>Ends at the deadline or with the run.</summary>
    public CancellationToken Token => _deadline.Token;

    /// <exception cref="SocketException">The local address cannot be used, or the connection failed.</exception>
    /// <exception cref="ObjectDisposedException">The deadline passed.</exception>
    public Task ConnectAsync()
    {
        IcmpErrors.Enable(Socket);
        if (_request.SourceAddress is { } source) Socket.Bind(new IPEndPoint(source, 0));
        return _request.Network.ConnectAsync(Socket, new(_request.Address, _request.Port), Token);
    }

    /// <summary>
    /// What an exception means that came before anything was accepted or received. The token is asked first, since a disposed
    /// socket throws many things.
    /// </summary>
    public ProbeOutcome Classify(Exception exception)
    {
        if (_run.IsCancellationRequested) return ProbeOutcome.Cancelled;
        if (Token.IsCancellationRequested) return ProbeOutcome.Of(SocketErrorTable.TimedOut(_request.Transport));
        if (FindSocketException(exception) is not { } socketException)
        {
            return ProbeOutcome.Of((State.NotTested, Reason.Error), exception.Message);
        }

        // These have more to tell than the socket error says: for ICMPv6 "administratively prohibited" Linux gives the same error as for
        // a refusal of its own.
        var kind = SocketErrorTable.Classify(socketException.SocketErrorCode, _request.Transport);
        if (kind.State is State.Unreachable or State.BlockedLocally && IcmpErrors.Read(Socket) is { } icmp)
        {
            kind = SocketErrorTable.Classify(icmp, _request.Transport) ?? kind;
        }

        return ProbeOutcome.Of(kind, kind.Reason == Reason.Error ? $"{socketException.Message} ({socketException.SocketErrorCode})" : "");
    }

    /// <summary>True when the run, not the deadline, ended.</summary>
    public bool RunCancelled => _run.IsCancellationRequested;

    public bool Expired => Token.IsCancellationRequested;

    public void Dispose()
    {
        _disposal.Dispose();
        _deadline.Dispose();
        Socket.Dispose();
    }

    public static SocketException? FindSocketException(Exception? exception)
    {
        while (exception is not null and not SocketException) exception = exception.InnerException;
        return exception as SocketException;
    }
}
