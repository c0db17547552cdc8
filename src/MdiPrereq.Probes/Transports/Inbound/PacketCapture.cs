using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Transports;

/// <summary>Gets a captured packet. The buffer is the capture's and soon holds another.</summary>
/// <param name="packet">What it is.</param>
/// <param name="buffer">Its octets are in it.</param>
internal delegate void PacketCaptured(in CapturedPacket packet, byte[] buffer);

/// <summary>
/// Sees the packets that come to this machine for some ports, beside the programs that get them. Needs administrator rights.
/// </summary>
internal abstract class PacketCapture : IDisposable
{
    /// <summary>How long a wait may keep the end waiting.</summary>
    protected const int PollMilliseconds = 50;

    /// <summary>So much of a packet is looked at: more than a probe has.</summary>
    protected const int MaxLength = 4096;

    /// <summary>How many packets were lost for want of room.</summary>
    public abstract long Dropped { get; }

    /// <summary>Whether packets are seen before this machine's firewall: one that is seen and not heard was dropped by it.</summary>
    public abstract bool IsBeforeFirewall { get; }

    /// <summary>Whether packets of a kind of address are seen.</summary>
    public abstract bool Sees(AddressFamily family);

    /// <summary>Begins to capture.</summary>
    /// <param name="ports">The ports that packets go to, of whichever transport.</param>
    /// <param name="problem">Why it is not possible, as the end of a sentence; empty when it is.</param>
    /// <returns>Null when it is not possible.</returns>
    public static PacketCapture? TryOpen(IReadOnlyCollection<int> ports, out string problem)
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return WindowsPacketCapture.Open(out problem);
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) return LinuxPacketCapture.Open(ports, out problem);
        problem = "it is not possible on this system";
        return null;
    }

    /// <summary>Captures until it is time, on the calling thread.</summary>
    public abstract void Run(PacketCaptured captured, CancellationToken until);

    public abstract void Dispose();
}
