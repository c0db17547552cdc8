using System;
using System.Net.Sockets;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

/// <summary>The program that Linux runs on packets, run here.</summary>
public sealed class PacketFilterTests
{
    private static readonly byte[] IPv4 = [0x45, 0, 0, 32, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 5, 10, 0, 0, 10, 0x9C, 0xB0, 0x07, 0x15];
    private static readonly byte[] IPv6 = [0x60, 0, 0, 0, 0, 8, 17, 64, .. new byte[32], 0x9C, 0xB0, 0x07, 0x15];

    [Theory]
    [InlineData(17, 1813, true)]
    [InlineData(6, 514, true)]
    [InlineData(17, 1812, false)]
    [InlineData(1, 1813, false)]
    public void Only_the_ports_of_tcp_and_udp_are_taken(int protocol, int port, bool taken)
    {
        Assert.Equal(taken, Takes(AddressFamily.InterNetwork, Changed(IPv4, (9, protocol), (22, port >> 8), (23, port))));
        Assert.Equal(taken, Takes(AddressFamily.InterNetworkV6, Changed(IPv6, (6, protocol), (42, port >> 8), (43, port))));
    }

    [Fact]
    public void Options_are_passed_over() =>
        Assert.True(Takes(AddressFamily.InterNetwork, [.. Changed(IPv4[..20], (0, 0x46)), 1, 1, 1, 0, .. IPv4[20..]]));

    [Fact]
    public void Later_fragments_are_left() => Assert.False(Takes(AddressFamily.InterNetwork, Changed(IPv4, (7, 1))));

    [Theory]
    [InlineData(0, true)]
    [InlineData(43, true)]
    [InlineData(44, true)]
    [InlineData(51, true)]
    [InlineData(60, true)]
    [InlineData(58, false)]
    public void What_has_headers_between_is_left_to_the_reader(int next, bool taken) =>
        Assert.Equal(taken, Takes(AddressFamily.InterNetworkV6, Changed(IPv6, (6, next))));

    [Fact]
    public void What_this_machine_sends_or_others_get_is_left()
    {
        Assert.False(Takes(AddressFamily.InterNetwork, IPv4, packetType: 3));
        Assert.False(Takes(AddressFamily.InterNetwork, IPv4, packetType: 4));
    }

    private static byte[] Changed(byte[] packet, params (int At, int Value)[] changes)
    {
        byte[] changed = [.. packet];
        foreach (var (at, value) in changes) changed[at] = (byte)value;
        return changed;
    }

    // Classic BPF: an accumulator, an index, jumps forward. A load behind the packet's end drops it.
    private static bool Takes(AddressFamily family, byte[] packet, uint packetType = 0)
    {
        var program = PacketFilter.For(family, [1813, 514], 4096);
        Assert.Equal(0, program.Length % 8);
        var (accumulator, index) = (0u, 0u);
        for (var at = 0; ; at += 8)
        {
            var code = BitConverter.ToUInt16(program, at);
            var value = BitConverter.ToUInt32(program, at + 4);
            switch (code)
            {
                case 0x20:
                    Assert.Equal(0xFFFF_F004, value);
                    accumulator = packetType;
                    break;
                case 0x30:
                    accumulator = packet[value];
                    break;
                case 0x28:
                    accumulator = Half(packet, value);
                    break;
                case 0x48:
                    accumulator = Half(packet, value + index);
                    break;
                case 0xB1:
                    index = (uint)(packet[value] & 15) * 4;
                    break;
                case 0x15:
                    at += 8 * program[at + (accumulator == value ? 2 : 3)];
                    break;
                case 0x45:
                    at += 8 * program[at + ((accumulator & value) != 0 ? 2 : 3)];
                    break;
                case 0x06:
                    return value > 0;
                default:
                    throw new InvalidOperationException($"The code {code:X} is not known here.");
            }
        }
    }

    private static uint Half(byte[] packet, uint at) => (uint)((packet[at] << 8) | packet[at + 1]);
}
