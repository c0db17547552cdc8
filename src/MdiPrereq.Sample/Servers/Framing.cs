using System.Buffers.Binary;

namespace MdiPrereq.Sample.Servers;

/// <summary>Protocols whose messages stand over TCP behind their length.</summary>
internal static class Framing
{
    /// <summary>Two bytes of length, as DNS has it (RFC 1035 section 4.2.2).</summary>
    public static Responder With2Bytes(Responder inner) => request =>
    {
        if (request.Length < 2 || request.Length - 2 < BinaryPrimitives.ReadUInt16BigEndian(request)) return null;
        if (inner(request[2..]) is not { } reply) return null;
        var framed = new byte[2 + reply.Length];
        BinaryPrimitives.WriteUInt16BigEndian(framed, (ushort)reply.Length);
        reply.CopyTo(framed, 2);
        return framed;
    };

    /// <summary>Four bytes of length, as Kerberos has it (RFC 4120 section 7.2.2).</summary>
    public static Responder With4Bytes(Responder inner) => request =>
    {
        if (request.Length < 4 || (uint)(request.Length - 4) < BinaryPrimitives.ReadUInt32BigEndian(request)) return null;
        if (inner(request[4..]) is not { } reply) return null;
        var framed = new byte[4 + reply.Length];
        BinaryPrimitives.WriteUInt32BigEndian(framed, (uint)reply.Length);
        reply.CopyTo(framed, 4);
        return framed;
    };
}
