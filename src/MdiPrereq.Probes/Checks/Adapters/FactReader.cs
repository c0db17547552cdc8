using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// Reads the facts of the machine it runs on: what .NET tells on every system. The readers of Windows and Linux add what they know
/// better. What cannot be read is left null, with the reason; a reader judges nothing.
/// </summary>
internal class FactReader
{
    public static FactReader ForThisMachine()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return new WindowsFactReader();
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? new LinuxFactReader() : new FactReader();
    }

    protected virtual string OperatingSystem => OperatingSystems.Other;

    public virtual ServerFacts Read() => new(ReadServer(), [.. NetworkInterface.GetAllNetworkInterfaces().Select(ReadAdapter)]);

    protected virtual ServerFact ReadServer() => new()
    {
        ComputerName = LocalMachine.Name,
        TimestampUtc = DateTime.UtcNow,
        OperatingSystem = OperatingSystem,
        OperatingSystemVersion = SafeText.Clean(RuntimeInformation.OSDescription.Trim()),
        SensorInstalled = false,
        CaptureDriverProblem = NotWindows,
    };

    protected virtual AdapterFact ReadAdapter(NetworkInterface adapter)
    {
        var properties = adapter.GetIPProperties();
        return new()
        {
            ComputerName = LocalMachine.Name,
            Name = SafeText.Clean(adapter.Name),
            Description = SafeText.Clean(adapter.Description),
            Id = adapter.Id,
            InterfaceType = adapter.NetworkInterfaceType.ToString(),
            Status = StatusOf(adapter),
            MacAddress = MacOf(adapter),
            Addresses =
            [
                .. properties.UnicastAddresses.Select(a => $"{WithoutScope(a.Address)}/{a.PrefixLength} {AdapterAddress.Unknown}"),
            ],
            Gateways = GatewaysOf(properties),
            DriverProblem = NotWindows,
        };
    }

    private static string NotWindows =>
        $"this is {RuntimeInformation.OSDescription}, and the drivers that matter to a sensor are those of Windows";

    protected static string StatusOf(NetworkInterface adapter) =>
        adapter.OperationalStatus is OperationalStatus.Up or OperationalStatus.Unknown ? AdapterStatus.Up : AdapterStatus.Down;

    private static string MacOf(NetworkInterface adapter) =>
        string.Join("-", adapter.GetPhysicalAddress().GetAddressBytes().Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));

    private static IReadOnlyList<string> GatewaysOf(IPInterfaceProperties properties) =>
        [.. properties.GatewayAddresses.Select(g => WithoutScope(g.Address)).Where(g => g is not ("0.0.0.0" or "::"))];

    protected static string WithoutScope(IPAddress address) => new IPAddress(address.GetAddressBytes()).ToString();
}
