using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>One node status request (RFC 1002 section 4.2.17) and the judgement of its reply.</summary>
internal sealed class NodeStatusExchange(ushort id) : Exchange<NodeStatusReply>(Ask(id))
{
    private const int NodeStatusType = 0x0021;
    private const int InternetClass = 0x0001;
    private const int ResponseFlag = 0x8000;
    private const int OperationMask = 0x7800;
    private const int ReplyCodeMask = 0x000F;
    private const int HeaderSize = 12;

    /// <summary>Where the record's name points when the question is repeated and it is not.</summary>
    private const int PointerToQuestion = 0xC000 | HeaderSize;

    /// <summary>The wildcard '*' and fifteen zeros, each half-byte as a letter from 'A' on (RFC 1001 section 14.1).</summary>
    private static readonly byte[] Wildcard = new ByteWriter().Byte(0x20).Ascii("CK").Ascii(new string('A', 30)).Byte(0).ToArray();

    // All but the id is the same each time.
    private static readonly byte[] QuestionOfIdZero = new ByteWriter().UInt16BigEndian(0)
        .UInt16BigEndian(0) // a query, neither recursive nor broadcast
        .UInt16BigEndian(1).UInt16BigEndian(0).UInt16BigEndian(0).UInt16BigEndian(0)
        .Bytes(Wildcard).UInt16BigEndian(NodeStatusType).UInt16BigEndian(InternetClass).ToArray();

    protected override Reply Parse(ByteReader reader)
    {
        if (reader.ReadUInt16BigEndian() != id) return Reply.Foreign("its reply bears another transaction id");
        var flags = reader.ReadUInt16BigEndian();
        if ((flags & ResponseFlag) == 0) return Reply.Foreign("it sent a request, not a reply");
        if ((flags & OperationMask) != 0) return Reply.Foreign("its reply is of another NetBIOS operation");
        var questions = reader.ReadUInt16BigEndian();
        var answers = reader.ReadUInt16BigEndian();
        reader.Skip(4);
        if ((flags & ReplyCodeMask) != 0) return Reply.Foreign($"it refused the node status request (RCODE {flags & ReplyCodeMask})");

        // RFC 1002 says QDCOUNT 0; some devices repeat the question.
        if (questions > 1) return Reply.Foreign("its reply repeats several questions");
        if (questions == 1 && !(IsWildcard(reader) && IsOfNodeStatus(reader))) return Reply.Foreign("its reply repeats another question");
        if (answers == 0) return Reply.Foreign("its reply has no node status");
        if (!(questions == 1 && IsPointerToQuestion(reader)) && !IsWildcard(reader))
        {
            return Reply.Foreign("its reply is about another name than was asked for");
        }
        if (!IsOfNodeStatus(reader)) return Reply.Foreign("its reply is no node status; another service answers here");
        reader.Skip(4); // time to live
        var status = NodeStatusReply.Read(reader.Slice(reader.ReadUInt16BigEndian()));
        return Answer(new() { Describe = () => Describe(status), RemoteName = status.ComputerName }, status);
    }

    private static byte[] Ask(ushort id)
    {
        var request = (byte[])QuestionOfIdZero.Clone();
        (request[0], request[1]) = ((byte)(id >> 8), (byte)id);
        return request;
    }

    /// <summary>A reply repeats the name of the request (RFC 1002 section 4.2.18), which has no scope.</summary>
    private static bool IsWildcard(ByteReader reader) => reader.ReadBytes(Wildcard.Length).SequenceEqual(Wildcard);

    private static bool IsOfNodeStatus(ByteReader reader) =>
        reader.ReadUInt16BigEndian() == NodeStatusType & reader.ReadUInt16BigEndian() == InternetClass;

    private static bool IsPointerToQuestion(ByteReader reader)
    {
        var start = reader.Position;
        if (reader.ReadUInt16BigEndian() == PointerToQuestion) return true;
        reader.Position = start;
        return false;
    }

    private static string Describe(NodeStatusReply reply)
    {
        var facts = new List<string> { reply.ComputerName.Length > 0 ? reply.ComputerName : "no computer name" };
        if (reply.GroupName.Length > 0) facts.Add((reply.IsDomainController ? "domain " : "domain or workgroup ") + reply.GroupName);
        if (reply.MacAddress.Length > 0) facts.Add("MAC " + reply.MacAddress);
        return string.Join(", ", facts);
    }
}
