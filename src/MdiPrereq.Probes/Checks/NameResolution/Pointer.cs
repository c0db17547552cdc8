using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>A name that a PTR record gives for a device's address, and where that name leads.</summary>
/// <param name="Name">The name.</param>
/// <param name="Addresses">Its addresses of the same IP version; null when the question for them was not answered.</param>
/// <param name="Canonical">The name behind its aliases, which has the addresses; the same name when it is no alias.</param>
/// <param name="WhyCut">Why there may be more addresses; empty when all came.</param>
internal sealed record Pointer(string Name, IReadOnlyList<IPAddress>? Addresses, string Canonical, string WhyCut = "")
{
    /// <summary>Other addresses than the device's are known to be all that it has.</summary>
    public bool LeadsElsewhere(IPAddress device) => Addresses is { Count: > 0 } && WhyCut.Length == 0 && !LeadsBack(device);

    public bool LeadsBack(IPAddress device) => Addresses is { } addresses && addresses.Any(device.Equals);

    public bool IsAlias => !IsSame(Canonical, Name);

    /// <summary>Whether both are names of one machine: the same host part, or aliases of one name.</summary>
    public bool IsOfSameHost(Pointer other) => DeviceName.AreSame(Name, other.Name) || IsSame(Canonical, other.Canonical);

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
