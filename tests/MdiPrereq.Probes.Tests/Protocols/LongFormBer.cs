using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Tests.Protocols;

/// <summary>BER as Windows writes LDAP: every constructed element has a length of <c>84</c> and four octets.</summary>
internal static class LongFormBer
{
    public static byte[] Element(int tag, params byte[][] contents) => new ByteWriter()
        .Byte(tag).Byte(0x84).UInt32BigEndian((uint)contents.Sum(content => content.Length))
        .Bytes([.. contents.SelectMany(content => content)])
        .ToArray();

    public static byte[] SearchResultEntry(int messageId, params (string Name, string[] Values)[] attributes) => Element(
        BerTag.Sequence,
        BerWriter.Integer(messageId),
        Element(
            LdapMessage.SearchResultEntry,
            BerWriter.Text(""),
            Element(BerTag.Sequence, [.. attributes.Select(attribute => Element(
                BerTag.Sequence,
                BerWriter.Text(attribute.Name),
                Element(BerTag.Set, [.. attribute.Values.Select(value => BerWriter.Text(value))])))])));

    public static byte[] Result(int messageId, int operation, int code, string diagnostic, params byte[][] more) => Element(
        BerTag.Sequence,
        BerWriter.Integer(messageId),
        Element(
            operation,
            [BerWriter.Integer(code, BerTag.Enumerated), BerWriter.Text(""), BerWriter.Text(diagnostic), .. more]));
}
