using System;
using System.Collections.Generic;

namespace MdiPrereq.Checks.Cloud;

/// <summary>A root certificate of the service.</summary>
/// <param name="Name">Its common name.</param>
/// <param name="Thumbprint">Its SHA-1 thumbprint.</param>
internal sealed record CloudRoot(string Name, string Thumbprint)
{
    /// <summary>Ends on 2038-01-15.</summary>
    public static CloudRoot GlobalRootG2 { get; } = new("DigiCert Global Root G2", "DF3C24F9BFD666761B268073FE06D1CC8D4F82A4");

    /// <summary>Ends on 2031-11-10.</summary>
    public static CloudRoot GlobalRootCa { get; } = new("DigiCert Global Root CA", "A8985D3A65E5E5C4B2D7D66D40C6DD2FB19C5436");

    /// <summary>
    /// The thumbprints of all of them, and of more. A chain that ends in another cloud's root is no inspecting proxy's.
    /// </summary>
    public static ISet<string> Accepted(IEnumerable<string> more) =>
        new HashSet<string>([GlobalRootG2.Thumbprint, GlobalRootCa.Thumbprint, .. more], StringComparer.OrdinalIgnoreCase);
}
