using System;
using System.Linq;
using System.Net;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols.Inbound;

public sealed class CapturedPacketTests
{
    private static readonly byte[] Data = "probe"u8.ToArray();
    private static readonly byte[] Udp = [0x9C, 0xB0, 0x07, 0x15, 0, 13, 0, 0, .. Data];

    private static readonly byte[] Tcp = [0x9C, 0xB0, 0x02, 0x02, 0, 0, 0, 1, 0, 0, 0, 2, 0x60, 0x18, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, .. Data];

    private static readonly IPEndPoint From = new(IPAddress.Parse("10.0.0.5"), 40112);
    private static readonly IPEndPoint To = new(IPAddress.Parse("10.0.0.10"), 1813);

    [Fact]
    public void Udp_over_ipv4_is_read()
    {
        var packet = Read(IPv4(17, Udp));
        Assert.Equal((Transport.Udp, From, To), (packet!.Value.Transport, packet.Value.Source, packet.Value.Destination));
        Assert.Equal((28, 5), (packet.Value.DataOffset, packet.Value.DataCount));
    }

    [Fact]
    public void Options_of_ipv4_are_passed_over() => Assert.Equal(32, Read(IPv4(17, Udp, options: [1, 1, 1, 0]))!.Value.DataOffset);

    [Fact]
    public void What_an_adapter_padded_a_packet_with_is_no_data() =>
        Assert.Equal(5, Read([.. IPv4(6, Tcp), 0, 0, 0, 0])!.Value.DataCount);

    [Fact]
    public void Options_of_tcp_are_passed_over()
    {
        var packet = Read(IPv4(6, Tcp))!.Value;
        Assert.Equal((Transport.Tcp, 44, 5, false), (packet.Transport, packet.DataOffset, packet.DataCount, packet.OpensConnection));
    }

    [Theory]
    [InlineData(0x02, true)]
    [InlineData(0x12, false)]
    [InlineData(0x10, false)]
    [InlineData(0xC2, true)]
    public void A_syn_without_ack_opens_a_connection(int flags, bool opens)
    {
        byte[] segment = [.. Tcp];
        segment[13] = (byte)flags;
        Assert.Equal(opens, Read(IPv4(6, segment))!.Value.OpensConnection);
    }

    // Hop-by-hop, routing, destination options, authentication, the first fragment; and none of them.
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("002B3C")]
    [InlineData("33")]
    [InlineData("2C")]
    [InlineData("002C3C")]
    public void Extension_headers_of_ipv6_are_passed_over(string headers)
    {
        var packet = Read(IPv6(Convert.FromHexString(headers), 17, Udp))!.Value;
        Assert.Equal((1813, 5), (packet.Destination.Port, packet.DataCount));
        Assert.Equal(IPAddress.Parse("fd00::20"), packet.Source.Address);
    }

    [Fact]
    public void An_endless_chain_of_headers_is_no_packet() => Assert.Null(Read(IPv6([.. Enumerable.Repeat((byte)0, 9)], 17, Udp)));

    [Fact]
    public void A_later_fragment_has_no_ports()
    {
        var packet = IPv4(17, Udp);
        packet[7] = 3;
        Assert.Null(Read(packet));
        var fragment = IPv6([44], 17, Udp);
        fragment[43] = 8;
        Assert.Null(Read(fragment));
    }

    [Fact]
    public void A_lying_length_reads_nothing_beyond_the_packet()
    {
        var packet = IPv4(17, Udp);
        packet[24] = 0xFF;
        Assert.Equal(5, Read(packet)!.Value.DataCount);
        packet[24] = packet[25] = 0;
        Assert.Null(Read(packet));
    }

    [Fact]
    public void It_is_read_wherever_it_stands_in_a_buffer()
    {
        var packet = IPv4(17, Udp);
        Assert.Equal(7 + 28, CapturedPacket.Read([.. new byte[7], .. packet, 9], 7, packet.Length)!.Value.DataOffset);
    }

    [Fact]
    public void A_packet_that_is_cut_off_anywhere_before_its_data_is_none()
    {
        foreach (var packet in new[] { IPv4(17, Udp), IPv4(6, Tcp), IPv6([0], 17, Udp), IPv6([], 6, Tcp) })
        {
            for (var count = 0; count < packet.Length - Data.Length; count++) Assert.Null(CapturedPacket.Read(packet, 0, count));
            Assert.NotNull(CapturedPacket.Read(packet, 0, packet.Length - Data.Length));
        }
    }

    [Fact]
    public void Other_protocols_have_no_ports() => Assert.Null(Read(IPv4(1, Udp)));

    private static CapturedPacket? Read(byte[] packet) => CapturedPacket.Read(packet, 0, packet.Length);

    private static byte[] IPv4(int protocol, byte[] payload, byte[]? options = null)
    {
        var header = 20 + (options?.Length ?? 0);
        return
        [
            (byte)(0x40 | (header / 4)), 0, 0, (byte)(header + payload.Length), 0, 0, 0, 0, 64, (byte)protocol, 0, 0,
            .. From.Address.GetAddressBytes(), .. To.Address.GetAddressBytes(), .. options ?? [], .. payload,
        ];
    }

    private static byte[] IPv6(byte[] headers, int protocol, byte[] payload)
    {
        byte[] order = [.. headers, (byte)protocol];
        byte[] extensions = [.. headers.SelectMany((kind, i) => (byte[])[order[i + 1], 0, 0, 0, 0, 0, 0, 0])];
        return
        [
            0x60, 0, 0, 0, 0, (byte)(extensions.Length + payload.Length), order[0], 64,
            .. IPAddress.Parse("fd00::20").GetAddressBytes(), .. IPAddress.Parse("fd00::99").GetAddressBytes(), .. extensions, .. payload,
        ];
    }
}
