using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>
/// One search of the rootDSE (RFC 4511 section 4.5.1) and the judgement of the reply. Reading it needs no bind, also where signing or
/// channel binding is required. The bytes are the same over TCP and UDP (MS-ADTS section 3.1.1.3.1.11).
/// </summary>
internal sealed class LdapRootDseExchange(int messageId, Transport transport, bool globalCatalog) : Exchange(BuildRequest(messageId))
{
    /// <summary>The six attributes of a rootDSE are half a kilobyte; a length beyond this is a lie not to be waited for.</summary>
    private const int MaxReply = 64 * 1024;

    /// <summary>The longest beginning that a message id and an operation take: 02, five octets of length, four of number, a tag.</summary>
    private const int IdAndOperation = 11;

    protected override Reply Parse(ByteReader reader)
    {
        if (reader.Remaining > 0 && reader.PeekByte() != BerTag.Sequence) return Reply.Foreign("what it sent is not LDAP");
        if (transport == Transport.Tcp)
        {
            var beginning = reader.SliceAt(0, reader.Length);
            if (!BerReader.TryReadHeader(beginning, out _, out var length)) return Reply.Incomplete;
            if (length > MaxReply) return Reply.Foreign($"its LDAP message claims {length} bytes");
            if (length > beginning.Remaining) return JudgeBeginning(beginning);
        }

        var message = LdapMessage.Read(reader);
        if (WhyForeign(message.Id, message.Operation) is { } why) return Reply.Foreign(why);
        switch (message.Operation)
        {
            case LdapMessage.SearchResultEntry:
                return Reply.Answer(Describe(LdapRootDse.Read(message.Body)));
            case LdapMessage.SearchResultDone:
                return Reply.Answer(Describe(LdapResult.Read(message.Body)));
            default:
                return Reply.Foreign("it ended the LDAP session: " + LdapResult.Read(message.Body));
        }
    }

    private static byte[] BuildRequest(int messageId) => BerWriter.Sequence(
        BerWriter.Integer(messageId),
        BerWriter.Element(
            LdapMessage.SearchRequest,
            BerWriter.Text(""), // The root,
            BerWriter.Integer(0, BerTag.Enumerated), // itself only,
            BerWriter.Integer(0, BerTag.Enumerated), // aliases never followed,
            BerWriter.Integer(0), // no limit of entries
            BerWriter.Integer(0), // or time,
            BerWriter.Boolean(false), // values too,
            BerWriter.Text("objectClass", 0x87), // present: matches everything.
            BerWriter.Sequence(LdapRootDse.Attributes.Select(name => BerWriter.Text(name)).ToArray())));

    /// <summary>Tells another transaction by the first bytes of a message whose end may never come.</summary>
    private Reply JudgeBeginning(ByteReader contents)
    {
        if (contents.Remaining < IdAndOperation) return Reply.Incomplete;
        var beginning = new BerReader(contents);
        return WhyForeign(beginning.ReadInt32(), beginning.PeekTag()) is { } why ? Reply.Foreign(why) : Reply.Incomplete;
    }

    private string? WhyForeign(int id, int operation)
    {
        // RFC 4511 section 4.4.1: id 0 is the server's own word, a Notice of Disconnection; its reason is told once it is all there.
        if (id == 0 && operation == LdapMessage.ExtendedResponse) return null;
        if (operation == LdapMessage.SearchRequest) return "it is an LDAP request, not a reply";
        if (id != messageId) return "it bears another LDAP message id";
        return operation is LdapMessage.SearchResultEntry or LdapMessage.SearchResultDone
            ? null
            : $"it is the LDAP operation 0x{operation:X2}, which answers no search";
    }

    private static Findings Describe(LdapResult result) => new()
    {
        Evidence = result.Code == LdapResult.Success ? "an empty rootDSE" : "LDAP result " + result,
    };

    private Findings Describe(LdapRootDse root)
    {
        var host = SafeText.Clean(root.HostName);
        var evidence = new List<string>();
        if (host.Length > 0) evidence.Add(host);
        if (root.Domain.Length > 0) evidence.Add("domain " + SafeText.Clean(root.Domain));
        if (!root.IsActiveDirectory) evidence.Add("not an Active Directory domain controller");
        if (root.IsGlobalCatalogReady is { } ready) evidence.Add(ready ? "global catalog ready" : "global catalog not ready");
        return new()
        {
            Evidence = string.Join(", ", evidence),
            RemoteName = host,
            RemoteTimeUtc = MiddleOfSecond(root.CurrentTimeUtc),
            Concern = globalCatalog && root.IsGlobalCatalogReady == false ? "Its global catalog is not ready." : "",
        };
    }

    /// <summary>Domain controllers tell whole seconds, cut off: the true time is up to a second later.</summary>
    private static DateTime? MiddleOfSecond(DateTime? time) =>
        time is { } exact && exact.Ticks % TimeSpan.TicksPerSecond == 0 ? exact.AddMilliseconds(500) : time;
}
