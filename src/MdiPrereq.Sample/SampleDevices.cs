using System;
using System.Collections.Generic;
using System.Net;
using MdiPrereq.Sample.Servers;
using static MdiPrereq.Sample.TcpBehaviours;

namespace MdiPrereq.Sample;

/// <summary>
/// The devices of the sample network, which a sensor would see and want to name. Names and addresses as those of the controllers.
/// </summary>
internal static class SampleDevices
{
    /// <summary>All of them, as a range.</summary>
    public const string Range = "192.0.2.101-192.0.2.106";

    private static readonly ServerIdentity Healthy = SampleHosts.Identity("ws01", 101);
    private static readonly ServerIdentity OnlyInDns = SampleHosts.Identity("mac02", 102);
    private static readonly ServerIdentity Renamed = SampleHosts.Identity("ws03", 103);
    private static readonly ServerIdentity OldName = SampleHosts.Identity("old-ws03", 103);
    private static readonly ServerIdentity Moved = SampleHosts.Identity("ws04", 104);
    private static readonly ServerIdentity MovedBefore = SampleHosts.Identity("ws99", 199);
    private static readonly ServerIdentity Silent = SampleHosts.Identity("ws05", 105);
    private static readonly ServerIdentity Printer = SampleHosts.Identity("prn06", 106);

    public static IReadOnlyList<(string Name, IPAddress Address)> Addresses { get; } =
        Array.ConvertAll<ServerIdentity, (string, IPAddress)>(
            [Healthy, OnlyInDns, Renamed, Moved, MovedBefore, Silent, Printer], one => (one.DnsName, one.Address));

    /// <summary>The silent device and the printer have none; the one of .104 was left behind by a device that has moved on.</summary>
    public static IReadOnlyList<(IPAddress Address, string Name)> Pointers { get; } =
    [
        (Healthy.Address, Healthy.DnsName),
        (OnlyInDns.Address, OnlyInDns.DnsName),
        (Renamed.Address, Renamed.DnsName),
        (Moved.Address, MovedBefore.DnsName),
    ];

    /// <summary>Starts them.</summary>
    public static IReadOnlyList<SampleHost> Start()
    {
        var healthy = new SampleHost(Healthy, "a healthy workstation");
        var renamed = new SampleHost(Renamed, "a workstation with two names: it was renamed, and NetBIOS still says the old one");
        return
        [
            healthy
                .Tcp(135, Answer(request => RpcResponder.Reply(request, Healthy, DateTime.UtcNow)))
                .Udp(137, request => NodeStatusResponder.Reply(request, Healthy))
                .Tcp(3389, AnswerThenTls(healthy.Certificate, RdpResponder.Reply)),
            new(OnlyInDns, "a Mac: answers by none of the three methods, but DNS has a record of it"),
            renamed
                .Udp(137, request => NodeStatusResponder.Reply(request, OldName))
                .Tcp(3389, AnswerThenTls(renamed.Certificate, RdpResponder.Reply)),
            new(Moved, "answers by none, and its DNS record is still that of another device"),
            new(Silent, "behind a firewall that drops everything") { DropsTheRest = true },
            new(Printer, "a printer: reachable, but nothing there gives a name"),
        ];
    }
}
