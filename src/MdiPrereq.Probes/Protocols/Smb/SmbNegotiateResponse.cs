using System;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>What an SMB2 server agreed to: the NEGOTIATE response (MS-SMB2 2.2.4).</summary>
internal sealed class SmbNegotiateResponse
{
    private const int StructureSize = 65;
    private const int SigningEnabledFlag = 0x0001;
    private const int SigningRequiredFlag = 0x0002;

    private SmbNegotiateResponse(ByteReader body)
    {
        var size = body.ReadUInt16LittleEndian();
        if (size != StructureSize) throw new MalformedReplyException($"its SMB negotiate response has the structure size {size}");
        SecurityMode = body.ReadUInt16LittleEndian();
        Dialect = body.ReadUInt16LittleEndian();
        if (!SmbDialect.Offered.Contains(Dialect))
        {
            throw new MalformedReplyException($"it chose the SMB dialect 0x{Dialect:X4}, which was not offered");
        }

        body.Skip(2 + 16 + 4 + 12); // contexts, server GUID, capabilities, sizes
        SystemTimeUtc = FileTime.ToUtc(body.ReadUInt64LittleEndian());
        body.Skip(8); // start time
        var tokenAt = body.ReadUInt16LittleEndian();
        var tokenLength = body.ReadUInt16LittleEndian();
        body.Skip(4); // reserved, or where contexts stand
        if (tokenLength > 0) body.SliceAt(tokenAt, tokenLength); // Counted from the header; what is in it is for those who log on.
    }

    public int Dialect { get; }

    public DateTime? SystemTimeUtc { get; }

    public bool SigningRequired => (SecurityMode & SigningRequiredFlag) != 0;

    public bool SigningEnabled => (SecurityMode & SigningEnabledFlag) != 0;

    private int SecurityMode { get; }

    /// <param name="body">The message from its header on, standing behind that.</param>
    public static SmbNegotiateResponse Read(ByteReader body) => new(body);
}
