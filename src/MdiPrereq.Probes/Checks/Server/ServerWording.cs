using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Server;

/// <summary>What there is to say about a server before it is tested.</summary>
internal static class ServerWording
{
    public static string Is(MachineRole role, SensorType sensorType, bool isGiven)
    {
        var more = new List<string>();
        if (role.HasFederation) more.Add("AD FS");
        if (role.HasCertificateAuthority) more.Add("AD CS");
        if (role.HasEntraConnect) more.Add("Entra Connect");
        var kind = role.Kind switch
        {
            MachineKind.DomainController => "a domain controller",
            MachineKind.MemberServer => "a server",
            MachineKind.Workstation => "a workstation",
            _ => "no Windows machine",
        };
        var domain = role.DomainName.Length > 0 ? $" of {role.DomainName}" : "";
        var with = more.Count > 0 ? $" with {string.Join(", ", more)}" : "";
        return $"This machine is {kind}{domain}{with}. What a {sensorType} sensor needs is tested{(isGiven ? ", as asked" : "")}.";
    }

    public static string NoSensorHere(MachineRole role, SensorType sensorType, Vocabulary words) =>
        $"No sensor can be installed here: this is {(role.Kind == MachineKind.Workstation ? "a workstation" : "no Windows server")}. "
            + $"What a {sensorType} sensor in this place would need is tested. "
            + $"Run this on the server, or say with {words.SensorType} which sensor is meant.";

    public static string Targets(IReadOnlyList<TargetName> controllers, IReadOnlyList<TargetName> dnsServers) =>
        $"Domain controllers: {List(controllers)}. DNS servers: {List(dnsServers)}.";

    public static string NeighboursOnly(int count, int all, Vocabulary words) =>
        $"Name resolution is tested on {(count == all ? $"{count}" : $"{count} of {all}")} neighbours from this machine's ARP table. "
            + $"They stand for no other subnet: give the subnets whose devices the sensor sees with {words.Devices}.";

    public static string NoNeighbours(Vocabulary words) =>
        "Name resolution is not tested: this machine's ARP table names no neighbour. "
            + $"Give the subnets whose devices the sensor sees with {words.Devices}, "
            + $"or leave name resolution out with {words.Skip} {PrerequisitePart.Nnr}.";

    public static string NoWorkspace(Vocabulary words) =>
        $"The cloud service is not tested, since the workspace is not known. Give its name with {words.WorkspaceName}, "
            + $"or leave the cloud service out with {words.Skip} {PrerequisitePart.CloudService}.";

    public static string NoDomain(Vocabulary words) =>
        $"This machine is in no domain, so there is no domain controller to test. Give a domain with {words.DomainName}, "
            + $"or the controllers with {words.ComputerName}.";

    public static string NoDnsServer =>
        "This machine has no DNS server, which a sensor needs. Set one on its adapter.";

    public static string AdaptersUnread(string fault) => $"The adapters were not tested: {fault}.";

    private static string List(IReadOnlyList<TargetName> targets) =>
        targets.Count == 0 ? "none" : string.Join(", ", targets.Select(target => target.Given));
}
