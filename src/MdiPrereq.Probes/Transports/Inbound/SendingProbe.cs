using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MdiPrereq.Transports;

/// <summary>
/// The sending of probes to a sensor by one socket. Unlike a <see cref="UdpProbe"/> or <see cref="TcpProbe"/> it wants no answer: that
/// nothing comes back is how it should be, so it is never repeated for its silence. A repeated one would arrive twice.
/// </summary>
internal abstract class SendingProbe(ProbeRequest request, IPEndPoint? remote, CancellationToken run) : WireProbe(request, remote, run)
{
    /// <summary>How long a socket that had something to tell at the deadline has for what comes of it.</summary>
    private const int Grace = 100;

    private bool _hadGrace;

    /// <summary>No answer is longer: RADIUS has 4096 octets at most, syslog none.</summary>
    public override int MaxReceive => 4096;

    /// <summary>How many messages have left.</summary>
    public int Sent { get; protected set; }

    /// <summary>The address and port that they left from; port 0 when none has.</summary>
    public IPEndPoint? Sender { get; private set; }

    /// <summary>The local end, as a marker tells it.</summary>
    protected IPEndPoint FindSender() => Sender ??= new(
        Wire.LocalAddress() ?? (Request.Address.AddressFamily == AddressFamily.InterNetworkV6
            ? IPAddress.IPv6Any
            : IPAddress.Any),
        Wire.LocalPort());

    /// <summary>The time is over, unless the socket knows more.</summary>
    protected void EndInTime()
    {
        if (LeadsNowhere || _hadGrace || !Wire.HasNews())
        {
            End(Silence());
        }
        else if (!HasEnded)
        {
            _hadGrace = true;
            Reactor.Timers.Set(this, Reactor.Now + Grace);
        }
    }

    protected override void Reset() => (Sent, Sender, _hadGrace) = (0, null, false);
}
