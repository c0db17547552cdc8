using System.Net;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Cloud;

/// <summary>The way out that the user asked for.</summary>
/// <param name="Proxy">The proxy; null when none was given.</param>
/// <param name="Direct">Whether to go without a proxy.</param>
/// <param name="Credential">What a proxy is given that asks for it, whichever it is; null for nothing.</param>
internal sealed record GivenWay(ProxyAddress? Proxy = null, bool Direct = false, NetworkCredential? Credential = null);
