using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace MdiPrereq.Protocols;

/// <summary>HTTPS to the workspace's sensor API: asks for its ping page, as Microsoft's own connection test does.</summary>
internal sealed class SensorApiPingProtocol : PortProtocol
{
    public override string Name => "HTTPS";

    public override TlsUse Tls => TlsUse.First;

    public override Exchange Begin(Transport transport, ProtocolTarget target) => new HttpPingExchange(HostOf(target));

    /// <summary>RFC 9110 section 7.2. A name that is none (it could end the header) gives way to the address.</summary>
    private static string HostOf(ProtocolTarget target)
    {
        var isName = target.HostName.Length > 0 && !IPAddress.TryParse(target.HostName, out _) && target.HostName.All(IsOfName);
        return isName ? target.HostName : HostOf(target.Address);
    }

    private static string HostOf(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{new IPAddress(address.GetAddressBytes())}]" : address.ToString();

    private static bool IsOfName(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_';
}
