using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>
/// The program that Linux runs on each packet, so that only those for our ports cost more (<c>bpf(4)</c>, classic). It sees packets from
/// the IP header on.
/// </summary>
internal static class PacketFilter
{
    private const int LoadWord = 0x20;
    private const int LoadHalf = 0x28;
    private const int LoadByte = 0x30;
    private const int LoadHalfBehindHeader = 0x48;
    private const int LoadHeaderLength = 0xB1;
    private const int JumpIfEqual = 0x15;
    private const int JumpIfAnyBit = 0x45;
    private const int Return = 0x06;

    // SKF_AD_OFF + SKF_AD_PKTTYPE, and PACKET_HOST: for this machine, neither on its way out nor another's.
    private const uint PacketType = 0xFFFF_F004;
    private const int ForThisMachine = 0;
    private const int Tcp = 6;
    private const int Udp = 17;

    // IPv6 headers that another follows: where the ports are is found by the reader.
    private static readonly int[] Extensions = [0, 43, 44, 51, 60];

    /// <summary>The program: struct sock_filter, eight octets each.</summary>
    /// <param name="family">The kind of packets.</param>
    /// <param name="ports">The ports that they go to.</param>
    /// <param name="length">So much of each is given.</param>
    public static byte[] For(AddressFamily family, IReadOnlyCollection<int> ports, int length)
    {
        var steps = new List<Step> { new(LoadWord, PacketType), new(JumpIfEqual, ForThisMachine, Else: Goal.Drop) };
        if (family == AddressFamily.InterNetwork)
        {
            steps.Add(new(LoadByte, 9));
            steps.Add(new(JumpIfEqual, Udp, Then: Goal.Over));
            steps.Add(new(JumpIfEqual, Tcp, Else: Goal.Drop));

            // A fragment behind the first has no ports.
            steps.Add(new(LoadHalf, 6));
            steps.Add(new(JumpIfAnyBit, 0x1FFF, Then: Goal.Drop));
            steps.Add(new(LoadHeaderLength, 0));
            steps.Add(new(LoadHalfBehindHeader, 2));
        }
        else
        {
            steps.Add(new(LoadByte, 6));
            steps.AddRange(Extensions.Select(extension => new Step(JumpIfEqual, (uint)extension, Then: Goal.Take)));
            steps.Add(new(JumpIfEqual, Udp, Then: Goal.Over));
            steps.Add(new(JumpIfEqual, Tcp, Else: Goal.Drop));
            steps.Add(new(LoadHalf, 42));
        }

        steps.AddRange(ports.Distinct().Select(port => new Step(JumpIfEqual, (uint)port, Then: Goal.Take)));
        steps.Add(new(Return, 0));
        steps.Add(new(Return, (uint)length));
        return [.. steps.SelectMany((step, index) => Encode(step, index, steps.Count))];
    }

    private static byte[] Encode(Step step, int index, int count) =>
    [
        .. BitConverter.GetBytes((ushort)step.Code),
        Distance(step.Then, index, count),
        Distance(step.Else, index, count),
        .. BitConverter.GetBytes(step.Value),
    ];

    // The last two steps drop and take.
    private static byte Distance(Goal goal, int index, int count) => (byte)(goal switch
    {
        Goal.Over => 1,
        Goal.Drop => count - 2 - (index + 1),
        Goal.Take => count - 1 - (index + 1),
        _ => 0,
    });

    private enum Goal
    {
        Next,
        Over,
        Drop,
        Take,
    }

    private sealed record Step(int Code, uint Value, Goal Then = Goal.Next, Goal Else = Goal.Next);
}
