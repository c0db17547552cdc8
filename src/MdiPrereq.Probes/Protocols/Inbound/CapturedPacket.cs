using System.Net;

namespace MdiPrereq.Protocols;

/// <summary>
/// An IP packet as it was captured: who sent what to which port. Packets come from anybody and may be cut off, so every length is looked
/// at; those without ports, and fragments behind the first, are none.
/// </summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Source">Where it comes from.</param>
/// <param name="Destination">Where it goes.</param>
/// <param name="OpensConnection">Whether it is the first segment of a TCP connection: SYN without ACK.</param>
/// <param name="DataOffset">Where its data begin in the buffer that it was read from.</param>
/// <param name="DataCount">How many of them were captured.</param>
internal readonly record struct CapturedPacket(
    Transport Transport, IPEndPoint Source, IPEndPoint Destination, bool OpensConnection, int DataOffset, int DataCount)
{
    /// <summary>More extension headers (RFC 8200 section 4) has nobody who means it.</summary>
    private const int MaxExtensions = 8;

    private const int Tcp = 6;
    private const int Udp = 17;
    private const int HopByHop = 0;
    private const int Routing = 43;
    private const int Fragment = 44;
    private const int Authentication = 51;
    private const int DestinationOptions = 60;

    /// <summary>Reads a packet from its IP header on (RFC 791, RFC 8200).</summary>
    /// <returns>Null when it is no whole header of TCP or UDP.</returns>
    public static CapturedPacket? Read(byte[] buffer, int offset, int count)
    {
        if (count == 0) return null;
        try
        {
            var reader = new ByteReader(buffer, offset, count);
            var packet = (reader.PeekByte() >> 4) switch
            {
                4 => ReadIPv4(reader),
                6 => ReadIPv6(reader),
                _ => null,
            };
            return packet is { } read ? read with { DataOffset = offset + read.DataOffset } : null;
        }
        catch (MalformedReplyException)
        {
            return null;
        }
    }

    // An exception takes longer than all the rest, and a flood may be made of packets that are too short: so lengths are asked for first.
    private static CapturedPacket? ReadIPv4(ByteReader reader)
    {
        if (reader.Remaining < 20) return null;
        var headerLength = (reader.ReadByte() & 0x0F) * 4;
        reader.Skip(1);
        var totalLength = reader.ReadUInt16BigEndian();
        reader.Skip(2);
        var isLaterFragment = (reader.ReadUInt16BigEndian() & 0x1FFF) != 0;
        reader.Skip(1);
        var protocol = reader.ReadByte();
        reader.Skip(2);
        var source = new IPAddress(reader.ReadBytes(4));
        var destination = new IPAddress(reader.ReadBytes(4));
        if (isLaterFragment || headerLength < 20 || totalLength < headerLength || reader.Length < headerLength) return null;
        reader.Position = headerLength;
        return ReadTransport(Rest(reader, totalLength), headerLength, protocol, source, destination);
    }

    private static CapturedPacket? ReadIPv6(ByteReader reader)
    {
        const int HeaderLength = 40;
        if (reader.Remaining < HeaderLength) return null;
        reader.Skip(4);
        var payloadLength = reader.ReadUInt16BigEndian();
        var next = (int)reader.ReadByte();
        reader.Skip(1);
        var source = new IPAddress(reader.ReadBytes(16));
        var destination = new IPAddress(reader.ReadBytes(16));
        for (var extensions = 0; next is HopByHop or Routing or Fragment or Authentication or DestinationOptions; extensions++)
        {
            if (extensions == MaxExtensions || reader.Remaining < 8) return null;
            var kind = next;
            next = reader.ReadByte();
            var length = reader.ReadByte();
            if (kind == Fragment && reader.ReadUInt16BigEndian() >> 3 != 0) return null;
            var behind = kind switch
            {
                Fragment => 4,
                Authentication => ((length + 2) * 4) - 2,
                _ => ((length + 1) * 8) - 2,
            };
            if (reader.Remaining < behind) return null;
            reader.Skip(behind);
        }

        return ReadTransport(Rest(reader, HeaderLength + payloadLength), reader.Position, next, source, destination);
    }

    /// <summary>What is left of the packet, without what an adapter padded it with.</summary>
    private static ByteReader Rest(ByteReader reader, int totalLength)
    {
        var ofPacket = totalLength - reader.Position;
        return reader.SliceAt(reader.Position, ofPacket > 0 && ofPacket < reader.Remaining ? ofPacket : reader.Remaining);
    }

    private static CapturedPacket? ReadTransport(ByteReader reader, int offset, int protocol, IPAddress source, IPAddress destination)
    {
        var headerLength = protocol switch
        {
            Tcp => 20,
            Udp => 8,
            _ => 0,
        };
        if (headerLength == 0 || reader.Remaining < headerLength) return null;
        var from = new IPEndPoint(source, reader.ReadUInt16BigEndian());
        var to = new IPEndPoint(destination, reader.ReadUInt16BigEndian());
        if (protocol == Udp)
        {
            var length = reader.ReadUInt16BigEndian() - headerLength;
            var captured = reader.Length - headerLength;
            return length < 0 ? null : new(Transport.Udp, from, to, false, offset + headerLength, length < captured ? length : captured);
        }

        reader.Skip(8);
        headerLength = (reader.ReadByte() >> 4) * 4;
        var opens = (reader.ReadByte() & 0x12) == 0x02;
        return headerLength < 20 || reader.Length < headerLength
            ? null
            : new(Transport.Tcp, from, to, opens, offset + headerLength, reader.Length - headerLength);
    }
}
