using System;
using System.Formats.Asn1;
using System.Text;

namespace MdiPrereq.Sample.Servers;

/// <summary>
/// A key distribution center that is asked for a ticket (RFC 4120): it knows no realm but its own, and says so, and what time it is.
/// The realm and service of the request come back, as from Windows.
/// </summary>
internal static class KerberosResponder
{
    private const int AsReq = 10;
    private const int KrbError = 30;
    private const int PrincipalUnknown = 6;
    private const int WrongRealm = 68;

    public static byte[]? Reply(byte[] request, ServerIdentity server, DateTime utcNow)
    {
        try
        {
            var asReq = new AsnReader(request, AsnEncodingRules.BER).ReadSequence(Application(AsReq)).ReadSequence();
            byte[]? realm = null;
            byte[]? service = null;
            while (asReq.HasData)
            {
                // req-body [4]: realm [2], sname [3]
                if (!asReq.PeekTag().HasSameClassAndValue(Context(4)))
                {
                    asReq.ReadEncodedValue();
                    continue;
                }

                for (var body = asReq.ReadSequence(Context(4)).ReadSequence(); body.HasData;)
                {
                    var tag = body.PeekTag();
                    var value = body.ReadSequence(tag).ReadEncodedValue().ToArray();
                    if (tag.HasSameClassAndValue(Context(2))) realm = value;
                    if (tag.HasSameClassAndValue(Context(3))) service = value;
                }
            }

            return realm is null || service is null ? null : Error(realm, service, server, utcNow);
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static byte[] Error(byte[] realm, byte[] service, ServerIdentity server, DateTime utcNow)
    {
        // A GeneralString: tag, one byte of length, text.
        var asked = Encoding.ASCII.GetString(realm, 2, realm.Length - 2);
        var code = string.Equals(asked, server.DnsDomain, StringComparison.OrdinalIgnoreCase) ? PrincipalUnknown : WrongRealm;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence(Application(KrbError)))
        using (writer.PushSequence())
        {
            Field(writer, 0, w => w.WriteInteger(5));
            Field(writer, 1, w => w.WriteInteger(KrbError));
            Field(writer, 4, w => w.WriteGeneralizedTime(utcNow, omitFractionalSeconds: true));
            Field(writer, 5, w => w.WriteInteger(utcNow.Ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond));
            Field(writer, 6, w => w.WriteInteger(code));
            Field(writer, 9, w => w.WriteEncodedValue(realm));
            Field(writer, 10, w => w.WriteEncodedValue(service));
        }

        return writer.Encode();
    }

    private static void Field(AsnWriter writer, int number, Action<AsnWriter> write)
    {
        using (writer.PushSequence(Context(number))) write(writer);
    }

    private static Asn1Tag Application(int number) => new(TagClass.Application, number, isConstructed: true);

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
