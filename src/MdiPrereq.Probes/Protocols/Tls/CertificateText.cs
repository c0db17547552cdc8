using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// The names in a certificate, read from its DER: .NET Framework 4.7.2 has no API for alternative names, and elsewhere their text
/// differs between systems and languages.
/// </summary>
internal static class CertificateText
{
    /// <summary>GeneralName's dNSName, [2] IA5String (RFC 5280 section 4.2.1.6).</summary>
    private const int DnsName = 0x82;

    /// <summary>More names than certificates for whole clouds have; those behind them are not read.</summary>
    private const int MaxNames = 256;

    /// <summary>No distinguished name has more parts.</summary>
    private const int MaxParts = 64;

    private const int ObjectIdentifier = 0x06;
    private const int Utf8String = 0x0C;
    private const int UniversalString = 0x1C;
    private const int BmpString = 0x1E;

    /// <summary>id-at-commonName, 2.5.4.3.</summary>
    private static readonly byte[] CommonNameId = [0x55, 0x04, 0x03];

    /// <summary>The dNSNames of a SubjectAltName extension, in their order; of a very long list the first.</summary>
    public static IEnumerable<string> ReadDnsNames(byte[] extension)
    {
        var names = new BerReader(new(extension, 0, extension.Length)).ReadConstructed(BerTag.Sequence);
        for (var found = 0; found < MaxNames && !names.AtEnd;)
        {
            if (names.PeekTag() != DnsName)
            {
                names.Skip();
                continue;
            }

            found++;
            yield return OemText.Decode(ReadAll(names.ReadValue(DnsName)));
        }
    }

    /// <summary>The most specific common name of a distinguished name, which is its last; empty when it has none.</summary>
    public static string ReadCommonName(byte[] distinguishedName)
    {
        var commonName = "";
        var parts = new BerReader(new(distinguishedName, 0, distinguishedName.Length)).ReadConstructed(BerTag.Sequence);
        for (int set = 0, count = 0; !parts.AtEnd; set++)
        {
            if (set == MaxParts) throw TooMany();
            var attributes = parts.ReadConstructed(BerTag.Set);
            while (!attributes.AtEnd)
            {
                if (++count > MaxParts) throw TooMany();
                var attribute = attributes.ReadConstructed(BerTag.Sequence);
                if (IsCommonName(attribute.ReadValue(ObjectIdentifier))) commonName = ReadString(attribute);
            }
        }

        return commonName;
    }

    private static MalformedReplyException TooMany() => new($"a distinguished name of more than {MaxParts} parts");

    private static bool IsCommonName(ByteReader id) =>
        id.Remaining == CommonNameId.Length && ReadAll(id).SequenceEqual(CommonNameId);

    /// <summary>DirectoryString (RFC 5280 section 4.1.2.4); what is neither Unicode nor ASCII is shown byte by byte.</summary>
    private static string ReadString(BerReader attribute)
    {
        var type = attribute.PeekTag();
        var bytes = ReadAll(attribute.ReadValue(type));
        return type switch
        {
            Utf8String => Encoding.UTF8.GetString(bytes),
            BmpString => Encoding.BigEndianUnicode.GetString(bytes),
            UniversalString => new UTF32Encoding(bigEndian: true, byteOrderMark: false).GetString(bytes),
            _ => OemText.Decode(bytes),
        };
    }

    private static byte[] ReadAll(ByteReader value) => value.ReadBytes(value.Remaining);
}
