using System.Collections.Generic;
using System.Linq;
using System.Net;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Server;

/// <summary>Which sensor a machine can have, and which of its neighbours stand for its network. Pure.</summary>
internal static class ServerRules
{
    /// <summary>Enough to see whether names come at all, few enough to look like no scan.</summary>
    public const int MostNeighbours = 32;

    /// <summary>
    /// The sensor v2.x goes onto controllers and onto servers with AD FS, AD CS or Entra Connect; any other server can only have a
    /// standalone one (Learn, "Defender for Identity sensor v2.x prerequisites"). Elsewhere no sensor can be, and the rows of the
    /// ordinary one are tested.
    /// </summary>
    public static SensorType SensorTypeFor(MachineRole role) =>
        role.Kind == MachineKind.MemberServer && !role.HasFederation && !role.HasCertificateAuthority && !role.HasEntraConnect
            ? SensorType.Standalone
            : SensorType.Classic;

    /// <summary>Whether a sensor can be on a machine at all.</summary>
    public static bool CanHaveSensor(MachineRole role) => role.Kind is MachineKind.MemberServer or MachineKind.DomainController;

    /// <summary>Some neighbours, the same each time, from every network in turn: one with many machines must not hide the others.</summary>
    public static IReadOnlyList<IPAddress> Sample(IEnumerable<IPAddress> neighbours) =>
    [
        .. neighbours
            .Select(address => (Address: address, Bytes: address.GetAddressBytes()))
            .GroupBy(one => (one.Bytes[0], one.Bytes[1], one.Bytes[2]))
            .SelectMany(network => network.OrderBy(one => one.Bytes[3]).Select((one, place) => (one.Address, one.Bytes, Place: place)))
            .OrderBy(one => one.Place).ThenBy(one => one.Bytes[0]).ThenBy(one => one.Bytes[1]).ThenBy(one => one.Bytes[2])
            .Select(one => one.Address)
            .Take(MostNeighbours),
    ];
}
