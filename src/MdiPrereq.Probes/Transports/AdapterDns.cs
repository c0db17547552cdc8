using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using MdiPrereq.Contract;

namespace MdiPrereq.Transports;

/// <summary>
/// The DNS settings of this machine's adapters. Listing adapters is slow, and a run asks for each device; so a listing is kept for a few
/// seconds.
/// </summary>
internal sealed class AdapterDns
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);
    private static volatile AdapterDns? _current;

    private readonly DateTime _readAt = DateTime.UtcNow;

    private AdapterDns()
    {
        var suffixes = new List<string> { IPGlobalProperties.GetIPGlobalProperties().DomainName };
        var servers = new List<IPAddress>();
        foreach (var adapter in NetworkInterface.GetAllNetworkInterfaces().Where(IsUsable))
        {
            var properties = adapter.GetIPProperties();
            var own = properties.DnsAddresses.Where(address => !AddressBits.IsDnsPlaceholder(address)).ToList();
            servers.AddRange(own);
            suffixes.Add(properties.DnsSuffix);
            foreach (var unicast in properties.UnicastAddresses) DnsServersByAddress[unicast.Address] = own;
        }

        DnsServers = [.. servers.Distinct()];
        Suffixes = [.. suffixes.Where(suffix => !string.IsNullOrEmpty(suffix)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public static AdapterDns Current
    {
        get
        {
            var current = _current;
            return current is not null && DateTime.UtcNow - current._readAt < Lifetime ? current : _current = new();
        }
    }

    public IReadOnlyList<IPAddress> DnsServers { get; }

    public Dictionary<IPAddress, List<IPAddress>> DnsServersByAddress { get; } = [];

    public IReadOnlyList<string> Suffixes { get; }

    private static bool IsUsable(NetworkInterface adapter) =>
        adapter.OperationalStatus == OperationalStatus.Up || adapter.NetworkInterfaceType == NetworkInterfaceType.Loopback;
}
