using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>What a request may depend on.</summary>
/// <param name="Address">The address that the request goes to.</param>
/// <param name="HostName">The target's name as given, or its address when it was given as one.</param>
/// <param name="Attempt">How many requests went before this one, unanswered.</param>
/// <param name="Port">The port that it goes to; 0 where no protocol asks.</param>
/// <param name="Sender">The address and port that it leaves from, as the socket knows them; null where no protocol asks.</param>
internal sealed record ProtocolTarget(IPAddress Address, string HostName, int Attempt = 0, int Port = 0, IPEndPoint? Sender = null);
