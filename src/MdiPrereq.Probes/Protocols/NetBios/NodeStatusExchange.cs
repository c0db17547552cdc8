using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>One node status request (RFC 1002 section 4.2.17) and the judgement of its reply.</summary>
internal sealed class NodeStatusExchange(ushort id) : Exchange(Ask(id))
{
    private const int NodeStatusType = 0x0021;
    private const int InternetClass = 0x0001;
    private const int ResponseFlag = 0x8000;
    private const int ReplyCodeMask = 0x000F;

    /// <summary>The name table, once <see cref="Exchange.Read"/> has judged it an answer.</summary>
    public NodeStatusReply? NodeStatus { get; private set; }

    protected override Reply Parse(ByteReader reader)
    {
        if (reader.ReadUInt16BigEndian() != id) return Reply.Foreign("its reply bears another transaction id");
        var flags = reader.ReadUInt16BigEndian();
        if ((flags & ResponseFlag) == 0) return Reply.Foreign("it sent a request, not a reply");
        var questions = reader.ReadUInt16BigEndian();
        var answers = reader.ReadUInt16BigEndian();
        reader.Skip(4);
        if ((flags & ReplyCodeMask) != 0) return Reply.Foreign($"it refused the node status request (RCODE {flags & ReplyCodeMask})");

        // RFC 1002 says QDCOUNT 0; some devices repeat the question, and each one here consumes at least five bytes.
        for (; questions > 0; questions--)
        {
            SkipName(reader);
            reader.Skip(4);
        }

        if (answers == 0) return Reply.Foreign("its reply has no node status");
        SkipName(reader);
        if (reader.ReadUInt16BigEndian() != NodeStatusType) return Reply.Foreign("its reply is no node status; another service answers here");
        reader.Skip(6);
        NodeStatus = NodeStatusReply.Read(reader.Slice(reader.ReadUInt16BigEndian()));
        return Reply.Answer(Describe(NodeStatus));
    }

    private static byte[] Ask(ushort id)
    {
        var request = new ByteWriter().UInt16BigEndian(id)
            .UInt16BigEndian(0) // a query, neither recursive nor broadcast
            .UInt16BigEndian(1).UInt16BigEndian(0).UInt16BigEndian(0).UInt16BigEndian(0);

        // The wildcard '*' and fifteen zeros, each half-byte as a letter from 'A' on (RFC 1001 section 14.1).
        request.Byte(0x20).Ascii("CK").Ascii(new string('A', 30)).Byte(0);
        return request.UInt16BigEndian(NodeStatusType).UInt16BigEndian(InternetClass).ToArray();
    }

    /// <summary>Labels up to an empty one or a pointer, which nodes may use as in DNS (RFC 1002 section 4.2.1.3 allows a scope).</summary>
    private static void SkipName(ByteReader reader)
    {
        for (var length = reader.ReadByte(); length != 0; length = reader.ReadByte())
        {
            if (length >= 0xC0)
            {
                reader.Skip(1);
                return;
            }

            if (length > 0x3F) throw new MalformedReplyException($"a NetBIOS label of unknown type 0x{length:X2}");
            reader.Skip(length);
        }
    }

    private static Findings Describe(NodeStatusReply reply)
    {
        var facts = new List<string> { reply.ComputerName.Length > 0 ? reply.ComputerName : "no computer name" };
        if (reply.GroupName.Length > 0) facts.Add((reply.IsDomainController ? "domain " : "domain or workgroup ") + reply.GroupName);
        if (reply.MacAddress.Length > 0) facts.Add("MAC " + reply.MacAddress);
        return new() { Evidence = string.Join(", ", facts), RemoteName = reply.ComputerName };
    }
}
