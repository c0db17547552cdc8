using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>A connection on which a probe goes on.</summary>
/// <param name="Socket">Who has this must dispose of it.</param>
/// <param name="Answer">What the answer came to after which TLS begins; null when nothing was said yet.</param>
/// <param name="Milliseconds">How long the probe has taken so far.</param>
/// <param name="MillisecondsLeft">What is left of its time.</param>
internal sealed record TcpConnection(Socket Socket, ProbeOutcome? Answer, int Milliseconds, int MillisecondsLeft);
