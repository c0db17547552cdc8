using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Contract;

/// <summary>How ports are written for people.</summary>
internal static class PortName
{
    /// <summary>One port: "TCP 53".</summary>
    public static string Of(Transport transport, int port) => $"{Of(transport)} {port}";

    /// <summary>Several ports in one phrase: "TCP 135, 3389 and UDP 137".</summary>
    public static string Of(IEnumerable<(Transport Transport, int Port)> ports) => string.Join(" and ", ports
        .Distinct()
        .GroupBy(port => port.Transport)
        .OrderBy(group => group.Key)
        .Select(group => $"{Of(group.Key)} {string.Join(", ", group.Select(port => port.Port).OrderBy(port => port))}"));

    private static string Of(Transport transport) => transport.ToString().ToUpperInvariant();
}
