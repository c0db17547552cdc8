using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>What is said of PTR records: parts of a name resolution result's sentences.</summary>
internal static class PointerWording
{
    public const string Several = "several PTR records";

    private const int MaxShown = 3;

    /// <summary>A name and where it leads.</summary>
    public static string Way(IPAddress device, Pointer pointer) => $"{pointer.Name}, {Where(device, pointer)}";

    /// <summary>Names of which the sensor would take one, and where each leads.</summary>
    public static string OneOf(IPAddress device, IEnumerable<Pointer> pointers, int more) =>
        $"one of {string.Join("; ", pointers.Select(pointer => Way(device, pointer)).Concat(More(more)))}";

    public static string Names(IEnumerable<Pointer> pointers, int more) =>
        string.Join(", ", pointers.Select(pointer => pointer.Name).Concat(More(more)));

    /// <summary>Beside the one that is shown; empty when there are none.</summary>
    public static string OtherNames(IReadOnlyList<Pointer> others) => others.Count > 0 ? $"and, of the same host, {Names(others, 0)}" : "";

    /// <summary>Where a name leads, as what follows it in a sentence.</summary>
    public static string Where(IPAddress device, Pointer pointer) => pointer switch
    {
        { Addresses: null } => "whose address could not be asked for, so that nothing confirms it",
        { Addresses.Count: 0, WhyCut.Length: 0 } => "which has no address, so that nothing confirms it",
        _ when pointer.LeadsBack(device) => "which leads back",
        { WhyCut.Length: 0 } => $"which leads to {Shown(pointer.Addresses)}",
        _ => $"which leads to {(pointer.Addresses.Count == 0 ? "no address" : Shown(pointer.Addresses))}, as far as can be told: "
            + $"the answer is {pointer.WhyCut}",
    };

    private static string Shown(IReadOnlyList<IPAddress> addresses) => string.Join(", ", addresses.Take(MaxShown))
        + (addresses.Count > MaxShown ? $" and {addresses.Count - MaxShown} more" : "");

    private static IEnumerable<string> More(int count) => count > 0 ? [$"{count} more"] : [];
}
