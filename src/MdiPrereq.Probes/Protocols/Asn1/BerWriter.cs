using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>Builds elements of the Distinguished Encoding Rules (X.690 section 10), so that the code reads like the ASN.1.</summary>
internal static class BerWriter
{
    /// <summary>An element around others, or around bytes.</summary>
    public static byte[] Element(int tag, params byte[][] contents)
    {
        var length = contents.Sum(content => content.Length);
        var element = new ByteWriter().Byte(tag);
        if (length < 0x80)
        {
            element.Byte(length);
        }
        else
        {
            var octets = SignificantOctets(length);
            element.Byte(0x80 | octets.Count).Bytes(octets.ToArray());
        }

        foreach (var content in contents) element.Bytes(content);
        return element.ToArray();
    }

    public static byte[] Sequence(params byte[][] contents) => Element(BerTag.Sequence, contents);

    /// <summary>A number that is not negative.</summary>
    public static byte[] Integer(int value, int tag = BerTag.Integer)
    {
        var octets = SignificantOctets(value);
        if (octets[0] >= 0x80) octets.Insert(0, 0);
        return Element(tag, octets.ToArray());
    }

    public static byte[] Boolean(bool value) => Element(BerTag.Boolean, [(byte)(value ? 0xFF : 0)]);

    public static byte[] Text(string text, int tag = BerTag.OctetString) => Element(tag, Encoding.UTF8.GetBytes(text));

    private static List<byte> SignificantOctets(int value)
    {
        var octets = new List<byte>();
        do
        {
            octets.Insert(0, (byte)value);
            value >>= 8;
        }
        while (value > 0);
        return octets;
    }
}
