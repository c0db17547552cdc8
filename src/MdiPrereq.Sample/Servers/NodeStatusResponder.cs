using MdiPrereq.Protocols;

namespace MdiPrereq.Sample.Servers;

/// <summary>The NetBIOS name table of a domain controller (RFC 1002 section 4.2.18), with several names of the suffix 0x00.</summary>
internal static class NodeStatusResponder
{
    private const int HeaderLength = 12;
    private const int NameLength = 34;
    private const int TypeNbstat = 0x21;
    private const int Unique = 0x0400;
    private const int Group = 0x8400;

    /// <summary>Unit id and counters behind the names: mostly zero on Windows.</summary>
    private const int StatisticsLength = 46;

    public static byte[]? Reply(byte[] request, ServerIdentity server)
    {
        const int question = HeaderLength + NameLength;
        if (request.Length < question + 4 || (request[2] & 0x80) != 0 || request[5] != 1) return null;
        if (request[question + 1] != TypeNbstat) return null;

        (string Name, int Suffix, int Flags)[] names =
        [
            (server.NetBiosDomain, 0x00, Group),
            (server.NetBiosName, 0x00, Unique),
            (server.NetBiosDomain, 0x1C, Group),
            (server.NetBiosName, 0x20, Unique),
            (server.NetBiosDomain, 0x1B, Unique),
        ];
        var reply = new ByteWriter()
            .Bytes(request[..2]).UInt16BigEndian(0x8400)
            .UInt16BigEndian(0).UInt16BigEndian(1).UInt16BigEndian(0).UInt16BigEndian(0)
            .Bytes(request[HeaderLength..question]).UInt16BigEndian(TypeNbstat).UInt16BigEndian(1).UInt32BigEndian(0)
            .UInt16BigEndian(1 + (names.Length * 18) + StatisticsLength)
            .Byte(names.Length);
        foreach (var (name, suffix, flags) in names) reply.Ascii(name.PadRight(15)).Byte(suffix).UInt16BigEndian(flags);

        // The first six bytes are a MAC address, here one for documentation (RFC 9542 section 2.1.2).
        return reply.Bytes(0x00, 0x00, 0x5E, 0x00, 0x53, 0x10).Zeros(StatisticsLength - 6).ToArray();
    }
}
