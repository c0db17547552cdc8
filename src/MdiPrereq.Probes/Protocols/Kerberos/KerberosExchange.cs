using System;

namespace MdiPrereq.Protocols;

/// <summary>
/// One AS-REQ (RFC 4120 section 5.4.1) and the judgement of the reply. It names no client, so that no directory logs a failed or
/// guessed account, and a realm that does not exist, so that the only possible reply is an error. A KRB-ERROR repeats no nonce, but
/// the realm and the name of the service that was asked for (section 5.9.1; Windows, Heimdal and MIT do, also for a realm that they
/// do not serve): by these it is known to be ours.
/// </summary>
internal sealed class KerberosExchange(int nonce, string realm, Transport transport)
    : Exchange(Frame(BuildRequest(nonce, realm), transport))
{
    private const string Service = "krbtgt";
    private const int LengthPrefix = 4;

    protected override Reply Parse(ByteReader reader)
    {
        var message = reader;
        if (transport == Transport.Tcp)
        {
            if (!StartsAsLength(reader)) return Reply.Foreign("what it sent is no Kerberos length");
            if (reader.Remaining < LengthPrefix) return Reply.Incomplete;
            var length = (int)reader.ReadUInt32BigEndian();
            if (length == 0) return Reply.Foreign("its Kerberos message is empty");
            if (reader.Remaining == 0) return Reply.Incomplete;
            if (WhyNotError(reader.PeekByte()) is { } whyNot) return Reply.Foreign(whyNot);
            if (reader.Remaining < length) return Reply.Incomplete;
            message = reader.Slice(length);
        }

        if (WhyNotError(message.PeekByte()) is { } why) return Reply.Foreign(why);
        var error = KerberosError.Read(message);
        return IsAboutOurs(error)
            ? Reply.Answer(Describe(error))
            : Reply.Foreign("its Kerberos error is about another service than was asked for");
    }

    /// <summary>Windows takes realms for domain names, so that their case may come back another.</summary>
    private bool IsAboutOurs(KerberosError error) =>
        IsOurRealm(error.Realm) && error.Service.Count == 2 && error.Service[0] == Service && IsOurRealm(error.Service[1]);

    private bool IsOurRealm(string found) => string.Equals(found, realm, StringComparison.OrdinalIgnoreCase);

    private static Findings Describe(KerberosError error)
    {
        var text = error.Text.TrimEnd('\0'); // Some servers send the zero that ends a C string.
        return new()
        {
            Evidence = "KRB-ERROR " + KerberosErrorCode.ToText(error.Code) + (text.Length > 0 ? ": " + SafeText.Clean(text) : ""),
            RemoteTimeUtc = error.ServerTimeUtc,
        };
    }

    /// <summary>An error has a few hundred bytes: a length whose first two are not zero is none, and need not be waited for.</summary>
    private static bool StartsAsLength(ByteReader reader)
    {
        var beginning = reader.SliceAt(0, Math.Min(reader.Length, 2));
        while (beginning.Remaining > 0)
        {
            if (beginning.ReadByte() != 0) return false;
        }

        return true;
    }

    private static string? WhyNotError(int tag)
    {
        if (tag == BerTag.Application(KerberosError.Number)) return null;
        return tag == BerTag.Application(10) ? "it is a Kerberos request, not a reply" : "it is not a Kerberos error";
    }

    private static byte[] BuildRequest(int nonce, string realm) =>
        BerWriter.Element(BerTag.Application(10), BerWriter.Sequence(
            Field(1, BerWriter.Integer(5)), // pvno
            Field(2, BerWriter.Integer(10)), // msg-type: AS-REQ
            Field(4, BerWriter.Sequence(
                Field(0, BerWriter.Element(0x03, [0, 0, 0, 0, 0x10])), // kdc-options, a BIT STRING: renewable-ok
                Field(2, BerWriter.Text(realm, BerTag.GeneralString)),
                Field(3, BerWriter.Sequence( // sname
                    Field(0, BerWriter.Integer(2)), // NT-SRV-INST
                    Field(1, BerWriter.Sequence(
                        BerWriter.Text(Service, BerTag.GeneralString),
                        BerWriter.Text(realm, BerTag.GeneralString))))),
                Field(5, BerWriter.Text("20370913024805Z", BerTag.GeneralizedTime)), // till: what Windows asks for
                Field(7, BerWriter.Integer(nonce)),
                Field(8, BerWriter.Sequence(BerWriter.Integer(18), BerWriter.Integer(17), BerWriter.Integer(23)))))));

    private static byte[] Field(int number, byte[] content) => BerWriter.Element(BerTag.Context(number), content);

    /// <summary>RFC 4120 section 7.2.2: over TCP a length of four bytes stands in front.</summary>
    private static byte[] Frame(byte[] message, Transport transport) => transport == Transport.Tcp
        ? new ByteWriter().UInt32BigEndian((uint)message.Length).Bytes(message).ToArray()
        : message;
}
