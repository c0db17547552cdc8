using System.Linq;
using System.Net;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Machine;

public class NeighbourTableTests
{
    [Fact]
    public void Neighbours_are_those_that_have_answered()
    {
        string[] lines =
        [
            "IP address       HW type     Flags       HW address            Mask     Device",
            "10.0.0.7         0x1         0x2         02:fc:00:00:00:01     *        eth0",
            "10.0.0.8         0x1         0x0         00:00:00:00:00:00     *        eth0",
            "10.0.0.9         0x1         0x6         02:fc:00:00:00:03     *        eth0",
            "fe80::1          0x1",
            "",
        ];
        Assert.Equal(["10.0.0.7", "10.0.0.9"], NeighbourTable.Parse(lines).Select(address => address.ToString()));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("224.0.0.22", false)]
    [InlineData("239.255.255.250", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("10.1.2.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("127.0.0.1", false)]
    public void Groups_and_broadcast_addresses_are_no_machines(string address, bool isMachine) =>
        Assert.Equal(isMachine, NeighbourTable.IsOneMachine(IPAddress.Parse(address)));

    [Fact]
    public void This_machine_s_table_can_be_read() => Assert.All(NeighbourTable.Read(), address => Assert.True(NeighbourTable.IsOneMachine(address)));
}
