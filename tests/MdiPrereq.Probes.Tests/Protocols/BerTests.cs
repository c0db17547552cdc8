using CsCheck;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class BerTests
{
    [Theory]
    [InlineData("3003 020105")]
    [InlineData("308103 020105")]
    [InlineData("30820003 020105")]
    [InlineData("3083000003 020105")]
    [InlineData("308400000007 02840000000105")]
    public void Reads_lengths_of_every_form(string hex)
    {
        var sequence = Reader(hex).ReadConstructed(BerTag.Sequence);
        Assert.Equal(5, sequence.ReadInt32());
        Assert.True(sequence.AtEnd);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3001")]
    [InlineData("3081")]
    [InlineData("3084FFFFFFFF 00")] // 4 GiB
    [InlineData("30847FFFFFFF 00")]
    [InlineData("3080 020105 0000")] // indefinite
    [InlineData("3085 0000000003 020105")]
    [InlineData("30FF 00")]
    [InlineData("3F01 00")] // a tag of two octets
    [InlineData("0200")]
    [InlineData("3103 020105")]
    public void Refuses_everything_else(string hex) =>
        Assert.Throws<MalformedReplyException>(() => Reader(hex).ReadConstructed(BerTag.Sequence));

    [Theory]
    [InlineData("", false, 0)]
    [InlineData("30", false, 0)]
    [InlineData("3003", true, 3)]
    [InlineData("3081", false, 0)]
    [InlineData("308191", true, 0x91)]
    [InlineData("3084000001", false, 0)]
    [InlineData("308400000191", true, 0x191)]
    [InlineData("3084FFFFFFFF", true, 0xFFFFFFFF)]
    public void Tells_what_a_stream_begins_with_once_it_can(string hex, bool complete, long expected)
    {
        var bytes = HexVector.Parse(hex);
        Assert.Equal(complete, BerReader.TryReadHeader(new ByteReader(bytes, 0, bytes.Length), out _, out var length));
        Assert.Equal(expected, length);
    }

    [Theory]
    [InlineData("3080")]
    [InlineData("3085")]
    [InlineData("1F")]
    public void Knows_a_stream_that_can_never_be_right(string hex)
    {
        var bytes = HexVector.Parse(hex);
        Assert.Throws<MalformedReplyException>(() => BerReader.TryReadHeader(new ByteReader(bytes, 0, bytes.Length), out _, out _));
    }

    [Theory]
    [InlineData("0201FF", -1)]
    [InlineData("020200FF", 255)]
    [InlineData("02047FFFFFFF", int.MaxValue)]
    [InlineData("020480000000", int.MinValue)]
    public void Reads_integers_with_their_sign(string hex, int expected) => Assert.Equal(expected, Reader(hex).ReadInt32());

    [Theory]
    [InlineData("0200")]
    [InlineData("02050000000001")]
    public void Refuses_integers_without_or_with_too_many_octets(string hex) =>
        Assert.Throws<MalformedReplyException>(() => Reader(hex).ReadInt32());

    [Theory]
    [InlineData(0, "020100")]
    [InlineData(127, "02017F")]
    [InlineData(128, "02020080")]
    [InlineData(0x12345678, "020412345678")]
    public void Writes_integers_as_short_as_can_be(int value, string hex) => Assert.Equal(hex, HexVector.Format(BerWriter.Integer(value)));

    [Fact]
    public void Reads_what_it_writes() =>
        Gen.Select(Gen.Int[0, int.MaxValue], Gen.Byte.Array[0, 70_000]).Sample(
            (number, content) =>
            {
                var bytes = BerWriter.Sequence(BerWriter.Integer(number), BerWriter.Element(BerTag.OctetString, content));
                var sequence = new BerReader(new ByteReader(bytes, 0, bytes.Length)).ReadConstructed(BerTag.Sequence);
                Assert.Equal(number, sequence.ReadInt32());
                Assert.Equal(content, sequence.ReadValue(BerTag.OctetString).ReadBytes(content.Length));
                Assert.True(sequence.AtEnd);
            },
            iter: 200,
            threads: 1);

    [Theory]
    [InlineData("20260102030405Z", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("20260102030405.0Z", "2026-01-02T03:04:05.0000000Z")]
    [InlineData("20260102030405.25Z", "2026-01-02T03:04:05.2500000Z")]
    [InlineData("20260102030405,123456789Z", "2026-01-02T03:04:05.1234567Z")]
    [InlineData("20260102030405", null)]
    [InlineData("20260102030405.Z", null)]
    [InlineData("20260102030405.-1Z", null)]
    [InlineData("20260102030405+0100", null)]
    [InlineData("20261302030405Z", null)]
    [InlineData("99991231235959.9Z", null)]
    [InlineData("2026010203040٥Z", null)]
    [InlineData("Z", null)]
    [InlineData("", null)]
    public void Reads_generalized_time(string text, string? expected) =>
        Assert.Equal(expected, GeneralizedTime.Read(text)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));

    private static BerReader Reader(string hex)
    {
        var bytes = HexVector.Parse(hex);
        return new(new ByteReader(bytes, 0, bytes.Length));
    }
}
