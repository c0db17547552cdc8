using System;
using System.Linq;
using System.Net;
using System.Text;
using CsCheck;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class DnsNameTests
{
    [Theory]
    [InlineData("dc1.contoso.com", "dc1.contoso.com")]
    [InlineData("dc1.contoso.com.", "dc1.contoso.com")]
    [InlineData("_ldap._tcp.dc._msdcs.contoso.com", "_ldap._tcp.dc._msdcs.contoso.com")]
    [InlineData(".", ".")]
    [InlineData(@"a\.b.c", @"a\046b.c")]
    [InlineData(@"a\046b.c", @"a\046b.c")]
    [InlineData(@"a\\b", @"a\092b")]
    [InlineData(@"a\000\027[31m\255", @"a\000\027[31m\255")]
    [InlineData("größe.test", "größe.test")]
    public void Reads_and_writes_text(string text, string expected) => Assert.Equal(expected, DnsName.Parse(text).ToString());

    [Fact]
    public void Reads_and_writes_the_last_character_of_the_plane() =>
        Assert.Equal(DnsName.Parse("a\uFFFFb"), DnsName.Parse(DnsName.Parse("a\uFFFFb").ToString())); // It was \65535, which is no octet.

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData(@"a\")]
    [InlineData(@"a\25")]
    [InlineData(@"a\256")]
    public void Refuses_text_that_is_no_name(string text) => Assert.False(DnsName.TryParse(text, out _));

    [Fact]
    public void Refuses_half_a_character() => Assert.False(DnsName.TryParse("a\ud800", out _)); // an attribute cannot hold it

    [Fact]
    public void Holds_at_most_63_octets_a_label_and_255_in_all()
    {
        var label = new string('a', 63);
        Assert.True(DnsName.TryParse(label, out _));
        Assert.False(DnsName.TryParse(label + "a", out _));
        var longest = string.Join('.', label, label, label, new string('a', 61));
        Assert.True(DnsName.TryParse(longest, out var name));
        Assert.Equal(longest, name.ToString());
        Assert.False(DnsName.TryParse(longest + "a", out _));
        Assert.Contains("255", Assert.Throws<MalformedReplyException>(
            () => Read(Enumerable.Repeat((byte)1, 256).Append((byte)0).ToArray())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ignores_letter_case_and_nothing_else()
    {
        Assert.Equal(DnsName.Parse("DC1.Contoso.com"), DnsName.Parse("dc1.cONTOSO.COM"));
        Assert.Equal(DnsName.Parse("DC1").GetHashCode(), DnsName.Parse("dc1").GetHashCode());
        Assert.NotEqual(DnsName.Parse("a[b"), DnsName.Parse("a{b"));
        Assert.NotEqual(DnsName.Parse(@"a\046b"), DnsName.Parse("a.b"));
    }

    [Fact]
    public void Comes_back_from_text_as_it_was() =>
        Gen.Byte.Array[1, 63].Array[1, 3].Sample(
            labels =>
            {
                byte[] wire = [.. labels.SelectMany(label => label.Prepend((byte)label.Length)), 0];
                var name = Read(wire);
                Assert.Equal(wire, Bytes(DnsName.Parse(name.ToString())));
                Assert.DoesNotContain(SafeText.Clean(name.ToString()), char.IsControl);
            },
            iter: 5_000,
            threads: 1);

    [Fact]
    public void Comes_back_from_text_with_letters_of_any_script() =>
        Gen.Char.Array[1, 20].Sample(
            characters =>
            {
                var label = Encoding.UTF8.GetBytes(new string(characters));
                byte[] wire = [(byte)label.Length, .. label, 0];
                Assert.Equal(wire, Bytes(DnsName.Parse(Read(wire).ToString())));
            },
            threads: 1);

    [Fact]
    public void Follows_compression_and_goes_on_behind_the_pointer()
    {
        // RFC 1035 section 4.1.4: F.ISI.ARPA at 20, FOO.F.ISI.ARPA at 40, ARPA at 64, the root at 92.
        var message = new byte[93];
        HexVector.Parse("0146 03495349 0441525041 00").CopyTo(message, 20);
        HexVector.Parse("03464F4F C014").CopyTo(message, 40);
        HexVector.Parse("C01A").CopyTo(message, 64);
        var reader = new ByteReader(message, 0, message.Length) { Position = 40 };
        Assert.Equal("FOO.F.ISI.ARPA", DnsName.Read(reader, out _).ToString());
        Assert.Equal(46, reader.Position);
        reader.Position = 64;
        Assert.Equal("ARPA", DnsName.Read(reader, out _).ToString());
        reader.Position = 92;
        Assert.True(DnsName.Read(reader, out _).IsRoot);
    }

    [Theory]
    [InlineData("C000")] // to itself
    [InlineData("C002 C000")] // forwards
    [InlineData("0161 C000")] // a label, then back to it
    [InlineData("C0FF")] // outside
    [InlineData("FFFF")]
    [InlineData("41 00")] // RFC 2673 bit labels are long gone
    [InlineData("80 00")]
    [InlineData("0361")]
    [InlineData("")]
    [InlineData("C0")]
    public void Refuses_loops_and_nonsense(string hex) => Assert.Throws<MalformedReplyException>(() => Read(HexVector.Parse(hex)));

    [Fact]
    public void Follows_no_endless_chain_of_pointers()
    {
        // Each pointer goes back to the one before it: lawful, and useless.
        var message = new ByteWriter().Byte(0).Byte(0);
        for (var at = 2; at < 0x3000; at += 2) message.UInt16BigEndian(0xC000 | (at - 2));
        var reader = new ByteReader(message.ToArray(), 0, message.Length) { Position = message.Length - 2 };
        Assert.Throws<MalformedReplyException>(() => DnsName.Read(reader, out _));
    }

    [Theory]
    [InlineData("10.1.2.3", "3.2.1.10.in-addr.arpa")]
    [InlineData("::ffff:10.1.2.3", "3.2.1.10.in-addr.arpa")]
    [InlineData("2001:db8::12", "2.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    [InlineData("fe80::1%3", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa")]
    public void Turns_addresses_round(string address, string expected) =>
        Assert.Equal(expected, DnsReverseName.Of(IPAddress.Parse(address)).ToString());

    private static DnsName Read(byte[] wire) => DnsName.Read(new ByteReader(wire, 0, wire.Length), out _);

    private static byte[] Bytes(DnsName name)
    {
        var writer = new ByteWriter();
        name.Write(writer);
        return writer.ToArray();
    }
}
