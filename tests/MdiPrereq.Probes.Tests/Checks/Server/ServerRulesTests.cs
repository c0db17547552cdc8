using System.Linq;
using System.Net;
using MdiPrereq.Checks.Server;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Checks.Server;

public class ServerRulesTests
{
    [Theory]
    [InlineData(MachineKind.DomainController, false, false, false, SensorType.Classic)]
    [InlineData(MachineKind.MemberServer, true, false, false, SensorType.Classic)]
    [InlineData(MachineKind.MemberServer, false, true, false, SensorType.Classic)]
    [InlineData(MachineKind.MemberServer, false, false, true, SensorType.Classic)]
    [InlineData(MachineKind.MemberServer, false, false, false, SensorType.Standalone)]
    [InlineData(MachineKind.Workstation, false, false, false, SensorType.Classic)]
    [InlineData(MachineKind.NotWindows, false, false, false, SensorType.Classic)]
    internal void A_machine_gets_the_sensor_that_it_can_have(MachineKind kind, bool fs, bool cs, bool connect, SensorType sensorType) =>
        Assert.Equal(
            sensorType,
            ServerRules.SensorTypeFor(new(kind, "contoso.com") { HasFederation = fs, HasCertificateAuthority = cs, HasEntraConnect = connect }));

    [Fact]
    public void A_network_with_many_neighbours_hides_no_other()
    {
        var many = Enumerable.Range(1, 200).Select(i => IPAddress.Parse($"10.0.0.{i}"));
        var chosen = ServerRules.Sample([.. many, IPAddress.Parse("10.0.9.3"), IPAddress.Parse("10.0.8.3")]);
        Assert.Equal(ServerRules.MostNeighbours, chosen.Count);
        Assert.Contains(IPAddress.Parse("10.0.9.3"), chosen);
        Assert.Contains(IPAddress.Parse("10.0.8.3"), chosen);
        Assert.Equal(chosen.Count, chosen.Distinct().Count());
    }

    [Fact]
    public void The_same_neighbours_give_the_same_sample()
    {
        var neighbours = Enumerable.Range(1, 100).Select(i => IPAddress.Parse($"10.0.{i % 7}.{i}")).ToList();
        Assert.Equal(ServerRules.Sample(neighbours), ServerRules.Sample(neighbours.AsEnumerable().Reverse()));
    }
}
