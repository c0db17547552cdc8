namespace MdiPrereq.Protocols;

/// <summary>One entry of a node's name table (NODE_NAME, RFC 1002 section 4.2.18).</summary>
/// <param name="Text">The name without its padding, as <see cref="OemText"/> and <see cref="SafeText"/> have it.</param>
/// <param name="Suffix">One of <see cref="NetBiosSuffix"/>, or another.</param>
/// <param name="Flags">NAME_FLAGS.</param>
internal sealed record NetBiosName(string Text, byte Suffix, int Flags)
{
    public const int Size = 18;
    private const int TextSize = 15;

    private const int Group = 0x8000;
    private const int Deregistering = 0x1000;
    private const int InConflict = 0x0800;
    private const int Active = 0x0400;
    private const int Permanent = 0x0200;

    public bool IsGroup => (Flags & Group) != 0;

    /// <summary>The node's own hardware name; Samba marks its internal <c>__SAMBA__</c> so.</summary>
    public bool IsPermanent => (Flags & Permanent) != 0;

    /// <summary>Active, and neither being given up nor claimed by another node.</summary>
    public bool IsHeld => (Flags & (Active | InConflict | Deregistering)) == Active;

    public static NetBiosName Read(ByteReader reader)
    {
        // Padded with spaces (RFC 1001 section 14.1); some devices pad with zeros instead.
        var bytes = reader.ReadBytes(TextSize);
        var length = TextSize;
        while (length > 0 && bytes[length - 1] is (byte)' ' or 0) length--;
        return new(SafeText.Clean(OemText.Decode(bytes, length)), reader.ReadByte(), reader.ReadUInt16BigEndian());
    }
}
