using System;

namespace MdiPrereq.Protocols;

/// <summary>Bytes from the network that do not follow their protocol. Never leaves <see cref="Exchange.Read"/>.</summary>
internal sealed class MalformedReplyException(string message) : Exception(message);
