using System.Net;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Addresses as two machines can compare them: without a scope, and IPv4 as IPv4.</summary>
internal static class BareAddress
{
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        return address.IsIPv6LinkLocal ? new(address.GetAddressBytes()) : address;
    }

    public static IPEndPoint Of(IPEndPoint endPoint) => new(Of(endPoint.Address), endPoint.Port);
}
