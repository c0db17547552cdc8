using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using Microsoft.Win32;

namespace MdiPrereq.Machine;

/// <summary>What we must know of the machine that the tests run on.</summary>
internal static class LocalMachine
{
    private const string SensorServiceKey = @"SYSTEM\CurrentControlSet\Services\AATPSensor";

    public static string Name { get; } = Dns.GetHostName();

    /// <summary>What a result is about that this machine came by.</summary>
    public static Origin Origin(string target, IPAddress? address, IPAddress? source, ProbeTime time) =>
        new(target, address?.ToString() ?? "", Name, source?.ToString() ?? "", time);

    /// <summary>Whether a target is this machine itself.</summary>
    public static bool Is(TargetName target)
    {
        if (target.Address is { } address) return IPAddress.IsLoopback(address) || HasAddress(address);
        var name = target.HostName;
        return Same(name, "localhost") || Same(name, Name) || Same(name, FullName());
    }

    /// <summary>Whether an address is one of this machine's: only those can be bound to.</summary>
    public static bool HasAddress(IPAddress address)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>This machine's addresses, loopback left out.</summary>
    public static IEnumerable<IPAddress> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .SelectMany(adapter => adapter.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => !IPAddress.IsLoopback(address));

    /// <summary>Whether a sensor v2.x is installed here, by its service.</summary>
    public static bool IsSensorInstalled()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return false;
        using var service = Registry.LocalMachine.OpenSubKey(SensorServiceKey);
        return service is not null;
    }

    /// <summary>The command line that Windows starts that sensor with; null without a sensor.</summary>
    public static string? SensorImagePath()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return null;
        using var service = Registry.LocalMachine.OpenSubKey(SensorServiceKey);
        return service?.GetValue("ImagePath") as string;
    }

    private static string FullName()
    {
        var domain = IPGlobalProperties.GetIPGlobalProperties().DomainName;
        return domain.Length == 0 ? Name : $"{Name}.{domain}";
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
