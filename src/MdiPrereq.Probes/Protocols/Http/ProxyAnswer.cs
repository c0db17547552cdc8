using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>What a proxy said to CONNECT.</summary>
/// <param name="StatusCode">Its status code; null while it has given none.</param>
/// <param name="Schemes">The schemes by which it lets clients authenticate, as it names them in a 407.</param>
internal sealed record ProxyAnswer(int? StatusCode, IReadOnlyList<string> Schemes)
{
    public static ProxyAnswer None { get; } = new(null, []);
}
