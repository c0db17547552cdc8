using System.Net.Sockets;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Transports;

public class SocketErrorTableTests
{
    [Theory]
    [InlineData(SocketError.ConnectionRefused, Transport.Tcp, State.Closed, Reason.ConnectionRefused)]
    [InlineData(SocketError.ConnectionRefused, Transport.Udp, State.Closed, Reason.PortUnreachable)]
    [InlineData(SocketError.ConnectionReset, Transport.Udp, State.Closed, Reason.PortUnreachable)]
    [InlineData(SocketError.ConnectionReset, Transport.Tcp, State.Open, Reason.ConnectionReset)]
    [InlineData(SocketError.TimedOut, Transport.Tcp, State.Filtered, Reason.TimedOut)]
    [InlineData(SocketError.TimedOut, Transport.Udp, State.NoReply, Reason.TimedOut)]
    [InlineData(SocketError.HostUnreachable, Transport.Tcp, State.Unreachable, Reason.HostUnreachable)]
    [InlineData(SocketError.HostDown, Transport.Udp, State.Unreachable, Reason.HostUnreachable)]
    [InlineData(SocketError.NetworkUnreachable, Transport.Tcp, State.Unreachable, Reason.NetworkUnreachable)]
    [InlineData(SocketError.NetworkDown, Transport.Udp, State.Unreachable, Reason.NetworkUnreachable)]
    [InlineData(SocketError.AccessDenied, Transport.Tcp, State.BlockedLocally, Reason.AccessDenied)]
    [InlineData(SocketError.TooManyOpenSockets, Transport.Tcp, State.NotTested, Reason.Error)]
    [InlineData(SocketError.AddressNotAvailable, Transport.Udp, State.NotTested, Reason.Error)]
    public void Says_what_the_network_did(SocketError error, Transport transport, State state, Reason reason) =>
        Assert.Equal((state, reason), SocketErrorTable.Classify(error, transport));

    [Theory]
    [InlineData(false, 3, 0, Reason.NetworkUnreachable)]
    [InlineData(false, 3, 1, Reason.HostUnreachable)]
    [InlineData(false, 3, 9, Reason.AdministrativelyProhibited)]
    [InlineData(false, 3, 10, Reason.AdministrativelyProhibited)]
    [InlineData(false, 3, 13, Reason.AdministrativelyProhibited)]
    [InlineData(false, 3, 3, Reason.PortUnreachable)]
    [InlineData(true, 1, 0, Reason.NetworkUnreachable)]
    [InlineData(true, 1, 1, Reason.AdministrativelyProhibited)]
    [InlineData(true, 1, 3, Reason.HostUnreachable)]
    [InlineData(true, 1, 4, Reason.PortUnreachable)]
    public void Tells_icmp_errors_apart(bool v6, byte type, byte code, Reason reason) =>
        Assert.Equal(reason, SocketErrorTable.Classify(new IcmpError(v6, type, code), Transport.Udp)!.Value.Reason);

    [Fact]
    public void Knows_nothing_of_other_icmp_types() => Assert.Null(SocketErrorTable.Classify(new IcmpError(false, 11, 0), Transport.Udp));
}
