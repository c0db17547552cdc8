namespace MdiPrereq.Sample.Servers;

/// <summary>
/// The server's side of a protocol: what it answers to a request. Written from the specifications and not from the client's code,
/// so that both do not share a mistake.
/// </summary>
/// <param name="request">A datagram, or everything that came over a stream since the last answer.</param>
/// <returns>Null for nothing: more is needed, or it is no request of this protocol.</returns>
internal delegate byte[]? Responder(byte[] request);
