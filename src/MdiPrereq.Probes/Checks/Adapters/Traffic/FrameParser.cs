using System.Net;

namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>
/// Who sends a frame to whom. Frames come from the network and are cut off behind the addresses, so every length is looked at.
/// </summary>
internal static class FrameParser
{
    /// <summary>Enough of a frame for its addresses: Ethernet, two VLAN tags, IPv6.</summary>
    public const int Needed = 14 + 8 + 40;

    private const int EthernetHeader = 14;
    private const int VlanTag = 4;

    /// <summary>
    /// The addresses in an Ethernet frame, with or without VLAN tags (IEEE 802.1Q, 802.1ad), which mirror ports often keep.
    /// </summary>
    public static (IPAddress Source, IPAddress Destination)? ReadEthernet(byte[] frame, int length)
    {
        var at = EthernetHeader;
        if (length < at) return null;
        var type = TypeAt(frame, at - 2);
        for (var tags = 0; type is 0x8100 or 0x88A8 && tags < 2; tags++)
        {
            at += VlanTag;
            if (length < at) return null;
            type = TypeAt(frame, at - 2);
        }

        return type is 0x0800 or 0x86DD ? ReadIp(frame, at, length) : null;
    }

    /// <summary>The addresses in an IP packet (RFC 791, RFC 8200).</summary>
    public static (IPAddress Source, IPAddress Destination)? ReadIp(byte[] packet, int at, int length)
    {
        if (length <= at) return null;
        return (packet[at] >> 4) switch
        {
            4 when length >= at + 20 => (Address(packet, at + 12, 4), Address(packet, at + 16, 4)),
            6 when length >= at + 40 => (Address(packet, at + 8, 16), Address(packet, at + 24, 16)),
            _ => null,
        };
    }

    private static int TypeAt(byte[] frame, int at) => (frame[at] << 8) | frame[at + 1];

    private static IPAddress Address(byte[] packet, int at, int length)
    {
        var bytes = new byte[length];
        System.Buffer.BlockCopy(packet, at, bytes, 0, length);
        return new(bytes);
    }
}
