using System.Linq;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols.Inbound;

public sealed class RadiusPacketTests
{
    /// <summary>RFC 2866 section 7.1 has no packet in octets; this is one of its section 3, with a status and a session.</summary>
    private const string Request = "04 01 001e 000102030405060708090a0b0c0d0e0f 28 06 00000001 2c 04 3132";

    [Fact]
    public void Reads_head_and_attributes()
    {
        var data = HexVector.Parse(Request);
        var packet = RadiusPacket.Read(data, 0, data.Length)!;
        Assert.Equal((RadiusCode.AccountingRequest, 1, 30), (packet.Code, packet.Identifier, packet.Length));
        Assert.Equal("RADIUS Accounting-Request", packet.Name);
        Assert.Equal(data[4..20], packet.Authenticator);
        Assert.Equal([new(RadiusAttribute.AcctStatusType, 22, 4), new RadiusAttribute(RadiusAttribute.AcctSessionId, 28, 2)], packet.Attributes);
    }

    [Fact]
    public void Reads_in_the_middle_of_a_buffer_and_passes_over_padding()
    {
        byte[] data = [9, 9, .. HexVector.Parse(Request), 0, 0, 0];
        var packet = RadiusPacket.Read(data, 2, data.Length - 2)!;
        Assert.Equal((30, 2), (packet.Length, packet.Attributes.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("04 01 0014 000102030405060708090a0b0c0d0e")]
    [InlineData("00 01 0014 000102030405060708090a0b0c0d0e0f")]
    [InlineData("04 01 0013 000102030405060708090a0b0c0d0e0f")]
    [InlineData("04 01 0015 000102030405060708090a0b0c0d0e0f")]
    [InlineData("04 01 0015 000102030405060708090a0b0c0d0e0f 28")]
    [InlineData("04 01 0016 000102030405060708090a0b0c0d0e0f 28 01")]
    [InlineData("04 01 0016 000102030405060708090a0b0c0d0e0f 28 03")]
    [InlineData("04 01 0016 000102030405060708090a0b0c0d0e0f 28 03 00")]
    public void What_is_no_whole_packet_is_none(string hex)
    {
        var data = HexVector.Parse(hex);
        Assert.Null(RadiusPacket.Read(data, 0, data.Length));
    }

    [Fact]
    public void A_packet_longer_than_4096_octets_is_none()
    {
        byte[] data = [4, 1, 0x10, 0x01, .. new byte[4093]];
        Assert.Null(RadiusPacket.Read(data, 0, data.Length));
    }

    [Fact]
    public void No_beginning_of_a_packet_is_one()
    {
        var data = HexVector.Load("radius-request");
        Assert.NotNull(RadiusPacket.Read(data, 0, data.Length));
        Assert.All(Enumerable.Range(0, data.Length), count => Assert.Null(RadiusPacket.Read(data, 0, count)));
    }
}
