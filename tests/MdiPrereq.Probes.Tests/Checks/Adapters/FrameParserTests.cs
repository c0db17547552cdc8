using System;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Adapters.Traffic;
using Xunit;

namespace MdiPrereq.Tests.Checks.Adapters;

public class FrameParserTests
{
    private static readonly byte[] IPv4 = [0x45, 0, 0, 20, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 20, 10, 0, 0, 99];

    private static readonly byte[] IPv6 =
        [0x60, 0, 0, 0, 0, 0, 59, 64, .. IPAddress.Parse("fd00::20").GetAddressBytes(), .. IPAddress.Parse("fd00::99").GetAddressBytes()];

    private static readonly byte[] Ethernet = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2];

    [Theory]
    [InlineData("0800")]
    [InlineData("8100000508 00")]
    [InlineData("88A80005810000070800")]
    public void Finds_addresses_behind_vlan_tags(string types)
    {
        byte[] frame = [.. Ethernet, .. Convert.FromHexString(types.Replace(" ", "")), .. IPv4];
        Assert.Equal((IPAddress.Parse("10.0.0.20"), IPAddress.Parse("10.0.0.99")), FrameParser.ReadEthernet(frame, frame.Length));
    }

    [Fact]
    public void Finds_addresses_of_ipv6()
    {
        byte[] frame = [.. Ethernet, 0x86, 0xDD, .. IPv6];
        Assert.Equal((IPAddress.Parse("fd00::20"), IPAddress.Parse("fd00::99")), FrameParser.ReadEthernet(frame, frame.Length));
    }

    [Fact]
    public void Makes_nothing_of_other_and_of_cut_frames()
    {
        byte[] arp = [.. Ethernet, 0x08, 0x06, .. IPv4];
        Assert.Null(FrameParser.ReadEthernet(arp, arp.Length));
        byte[] whole = [.. Ethernet, 0x81, 0, 0, 5, 0x08, 0, .. IPv4];
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(FrameParser.ReadEthernet([.. whole.Take(length), .. new byte[64]], length));
        }
    }

    [Fact]
    public void Survives_anything()
    {
        var random = new Random(1);
        var frame = new byte[FrameParser.Needed];
        for (var i = 0; i < 20_000; i++)
        {
            random.NextBytes(frame);
            if (i % 2 == 0) (frame[12], frame[13]) = (8, 0);
            FrameParser.ReadEthernet(frame, random.Next(frame.Length + 1));
        }
    }

    [Fact]
    public void Counts_by_controller_and_direction()
    {
        IPAddress[] first = [IPAddress.Parse("10.0.0.20"), IPAddress.Parse("fd00::20")];
        IPAddress[] second = [IPAddress.Parse("10.0.0.21")];
        var count = new TrafficCount([first, second, first]);
        count.Add((first[0], second[0]));
        count.Add((first[1], IPAddress.Parse("fd00::99")));
        count.Add(null);
        Assert.Equal((2L, 0L), (count.Of(first).From, count.Of(first).To));
        Assert.Equal((0L, 1L), (count.Of(second).From, count.Of(second).To));
        Assert.Equal(3, count.Frames);
    }
}
