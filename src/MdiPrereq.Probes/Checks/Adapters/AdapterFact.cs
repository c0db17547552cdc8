using System.Collections.Generic;
using MdiPrereq.Checks.Adapters;

namespace MdiPrereq;

/// <summary>
/// What the operating system knows of one network adapter; nothing is judged here. Flat, of primitives, strings and lists of strings,
/// so that facts survive <c>Export-Clixml</c> and <c>ConvertTo-Json</c> and can be judged on another machine. Null is what was not
/// readable.
/// </summary>
public sealed record AdapterFact
{
    internal AdapterFact()
    {
    }

    /// <summary>What kind of fact this is: <c>Adapter</c>.</summary>
    public string FactKind { get; } = SavedFacts.AdapterKind;

    /// <summary>The machine that the adapter is in.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The connection's name as people see it, such as <c>Ethernet 2</c>; it may be in any language.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>The device's name; it may be in any language.</summary>
    public string Description { get; internal init; } = "";

    /// <summary>The system's own identifier: a GUID on Windows.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The kind of network, such as <c>Ethernet</c> or <c>Loopback</c>.</summary>
    public string InterfaceType { get; internal init; } = "";

    /// <summary><c>Up</c>, <c>Down</c> (no link), or <c>NotPresent</c>: disabled or unplugged, known by its configuration only.</summary>
    public string Status { get; internal init; } = "";

    /// <summary>The hardware address.</summary>
    public string MacAddress { get; internal init; } = "";

    /// <summary>The addresses with their prefix length and where they come from, such as <c>10.10.0.10/32 Manual</c>.</summary>
    public IReadOnlyList<string> Addresses { get; internal init; } = [];

    /// <summary>The default gateways.</summary>
    public IReadOnlyList<string> Gateways { get; internal init; } = [];

    /// <summary>The IPv4 networks that are reached through this adapter, its own included and the default route left out.</summary>
    public IReadOnlyList<string>? Routes { get; internal init; }

    /// <summary>The DNS servers that are set on this adapter.</summary>
    public IReadOnlyList<string>? DnsServers { get; internal init; }

    /// <summary>The DNS suffix of this connection.</summary>
    public string? DnsSuffix { get; internal init; }

    /// <summary>Whether the address is had by DHCP.</summary>
    public bool? DhcpEnabled { get; internal init; }

    /// <summary>Whether the machine registers this adapter's addresses in DNS.</summary>
    public bool? RegistersInDns { get; internal init; }

    /// <summary>The identifier of the device's kind, the same in every language, such as <c>PCI\VEN_15AD&amp;DEV_07B0</c>.</summary>
    public string? ComponentId { get; internal init; }

    /// <summary>Who made the driver.</summary>
    public string? DriverProvider { get; internal init; }

    /// <summary>The driver's version.</summary>
    public string? DriverVersion { get; internal init; }

    /// <summary>The services that are bound to this adapter, such as <c>Tcpip</c>; those of a team tell its members.</summary>
    public IReadOnlyList<string>? BoundServices { get; internal init; }

    /// <summary>
    /// Large Send Offload version 1, IPv4 (registry keyword <c>*LsoV1IPv4</c>): 0 is off; null when the driver has no such
    /// setting.
    /// </summary>
    public int? LsoV1IPv4 { get; internal init; }

    /// <summary>Large Send Offload version 2, IPv4 (<c>*LsoV2IPv4</c>).</summary>
    public int? LsoV2IPv4 { get; internal init; }

    /// <summary>Large Send Offload version 2, IPv6 (<c>*LsoV2IPv6</c>).</summary>
    public int? LsoV2IPv6 { get; internal init; }

    /// <summary>Receive Segment Coalescing, IPv4 (<c>*RscIPv4</c>).</summary>
    public int? RscIPv4 { get; internal init; }

    /// <summary>Receive Segment Coalescing, IPv6 (<c>*RscIPv6</c>).</summary>
    public int? RscIPv6 { get; internal init; }

    /// <summary>Why the driver's settings could not be read; empty when they were.</summary>
    public string DriverProblem { get; internal init; } = "";

    /// <summary>The adapter in one line.</summary>
    /// <returns>For example <c>Ethernet 2: 10.10.0.10/32 Manual</c>.</returns>
    public override string ToString() => $"{Name}: {string.Join(", ", Addresses)}";
}
