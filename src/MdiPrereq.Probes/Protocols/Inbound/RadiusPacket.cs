using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>
/// A RADIUS packet as it was received (RFC 2865 section 3, RFC 2866 section 3): its head, and where its attributes are. It says
/// nothing of who made it; what proves that is <see cref="RadiusAuthenticator"/>.
/// </summary>
/// <param name="Code">The kind of packet, as <see cref="RadiusCode"/> names it.</param>
/// <param name="Identifier">What a reply repeats of its request: 0 to 255.</param>
/// <param name="Length">How many octets it has: 20 to 4096. What was received behind them is padding.</param>
/// <param name="Authenticator">16 octets.</param>
/// <param name="Attributes">The attributes, in their order.</param>
internal sealed record RadiusPacket(
    int Code, int Identifier, int Length, byte[] Authenticator, IReadOnlyList<RadiusAttribute> Attributes)
{
    /// <summary>Code, identifier, length and authenticator.</summary>
    public const int HeaderLength = 20;

    public const int MaxLength = 4096;

    /// <summary>Where the authenticator stands.</summary>
    public const int AuthenticatorOffset = 4;

    /// <summary>What such a packet is called, such as <c>RADIUS Accounting-Request</c>.</summary>
    public string Name => RadiusCode.NameOf(Code);

    /// <summary>
    /// Reads a datagram. Lengths are asked for first, so that junk costs no exception: of that a flood may be made.
    /// </summary>
    /// <returns>Null when it is no whole packet of attributes that fit into it.</returns>
    public static RadiusPacket? Read(byte[] data, int offset, int count)
    {
        if (count < HeaderLength) return null;
        var reader = new ByteReader(data, offset, count);
        var code = reader.ReadByte();
        var identifier = reader.ReadByte();
        var length = reader.ReadUInt16BigEndian();
        if (code == 0 || length < HeaderLength || length > MaxLength || length > count) return null;
        var authenticator = reader.ReadBytes(HeaderLength - AuthenticatorOffset);
        return ReadAttributes(reader.SliceAt(0, length)) is { } attributes
            ? new(code, identifier, length, authenticator, attributes)
            : null;
    }

    private static List<RadiusAttribute>? ReadAttributes(ByteReader packet)
    {
        packet.Position = HeaderLength;
        var attributes = new List<RadiusAttribute>();
        while (packet.Remaining > 0)
        {
            if (packet.Remaining < RadiusAttribute.HeaderLength) return null;
            var type = packet.ReadByte();
            var count = packet.ReadByte() - RadiusAttribute.HeaderLength;
            if (count < 0 || count > packet.Remaining) return null;
            attributes.Add(new(type, packet.Position, count));
            packet.Skip(count);
        }

        return attributes;
    }
}
