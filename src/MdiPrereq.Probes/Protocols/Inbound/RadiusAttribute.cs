namespace MdiPrereq.Protocols;

/// <summary>An attribute of a RADIUS packet (RFC 2865 section 5), as a place in it: nothing is copied.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Offset">Where its value begins, counted from the packet's first octet.</param>
/// <param name="Count">How many octets its value has: 0 to 253.</param>
internal readonly record struct RadiusAttribute(int Type, int Offset, int Count)
{
    public const int NasIPAddress = 4;
    public const int NasIdentifier = 32;
    public const int AcctStatusType = 40;
    public const int AcctSessionId = 44;
    public const int AcctMultiSessionId = 50;
    public const int NasPortType = 61;
    public const int NasIPv6Address = 95;

    /// <summary>Type and length stand before the value.</summary>
    public const int HeaderLength = 2;

    /// <summary>The length is one octet, and counts the header.</summary>
    public const int MaxValueLength = 255 - HeaderLength;
}
