using System.Net;

namespace MdiPrereq.Transports;

/// <summary>Gets a datagram that came to a listener. The buffer is the listener's and soon holds another.</summary>
/// <param name="buffer">Its octets are in it.</param>
/// <param name="offset">From here on.</param>
/// <param name="count">How many.</param>
/// <param name="remote">Who sent it.</param>
/// <param name="local">The address that it was sent to.</param>
internal delegate void InboundDatagram(byte[] buffer, int offset, int count, IPEndPoint remote, IPAddress local);
