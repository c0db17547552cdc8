using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// The facts of a Linux machine. No sensor runs there, but its adapters can be set up and judged as a sensor's would be. DNS servers
/// belong to an adapter only where systemd keeps them so; <c>/etc/resolv.conf</c> is about the machine.
/// </summary>
/// <param name="systemd">The folder of systemd's state.</param>
internal sealed class LinuxFactReader(string systemd = "/run/systemd") : FactReader
{
    private readonly ILookup<int, AdapterAddress> _addresses = LinuxAddresses.ByIndex();
    private readonly ILookup<string, string> _routes = ReadRoutes();

    protected override string OperatingSystem => OperatingSystems.Linux;

    protected override ServerFact ReadServer() => base.ReadServer() with
    {
        Manufacturer = FirstLine("/sys/class/dmi/id/sys_vendor"),
        Model = FirstLine("/sys/class/dmi/id/product_name"),
        DnsSuffixSearchList = SearchList(),
    };

    protected override AdapterFact ReadAdapter(NetworkInterface adapter)
    {
        // A namespace of its own has its own /sys only when that was mounted; the index comes from the C library all the same.
        var index = LinuxAddresses.IndexOf(adapter.Name);
        var addresses = _addresses[index].ToList();
        var links = LinkState(index);
        return base.ReadAdapter(adapter) with
        {
            Addresses = [.. addresses.Select(address => address.ToString())],
            Routes = [.. _routes[adapter.Name]],
            DnsServers = links is null ? null : ValuesOf(links, "DNS", "SERVERS"),
            DnsSuffix = links is null ? null : ValuesOf(links, "DOMAINS").FirstOrDefault() ?? "",
            DhcpEnabled = addresses.Any(address => address.IsIPv4 && address.Origin == AdapterAddress.Dhcp),
        };
    }

    /// <summary>What systemd-networkd and systemd-resolved know of a link; null when neither manages it.</summary>
    private List<string>? LinkState(int index)
    {
        string[] files = [Path.Combine(systemd, "netif", "links", $"{index}"), Path.Combine(systemd, "resolve", "netif", $"{index}")];
        var found = files.Select(SystemText.Lines).Where(lines => lines is not null).ToList();
        return found.Count == 0 ? null : [.. found.SelectMany(lines => lines!)];
    }

    private static List<string> ValuesOf(List<string> lines, params string[] keys) =>
    [
        .. lines.Select(line => line.Split(['='], 2))
            .Where(pair => pair.Length == 2 && keys.Contains(pair[0]))
            .SelectMany(pair => pair[1].Split([' '], StringSplitOptions.RemoveEmptyEntries))
            .Select(SafeText.Clean)
            .Distinct(),
    ];

    // proc(5): Iface Destination Gateway Flags RefCnt Use Metric Mask …; addresses are hexadecimal, in the byte order of the machine.
    private static ILookup<string, string> ReadRoutes() => (SystemText.Lines("/proc/net/route") ?? [])
        .Skip(1)
        .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        .Where(fields => fields.Length >= 8)
        .Select(fields => (Name: fields[0], Destination: FromHex(fields[1]), Length: IPv4Network.LengthOf(FromHex(fields[7]))))
        .Where(route => route.Length > 0)
        .ToLookup(route => route.Name, route => IPv4Network.Of(route.Destination, route.Length).ToString());

    private static IPAddress FromHex(string text) =>
        new(BitConverter.GetBytes(uint.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    private static List<string> SearchList() =>
    [
        .. (SystemText.Lines("/etc/resolv.conf") ?? [])
            .Select(line => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length > 1 && words[0] is "search" or "domain")
            .SelectMany(words => words.Skip(1))
            .Select(SafeText.Clean),
    ];

    private static string? FirstLine(string path) =>
        SystemText.Lines(path)?.FirstOrDefault() is { } line ? SafeText.Clean(line.Trim()) : null;
}
