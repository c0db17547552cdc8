using System;
using System.Collections.Generic;
using MdiPrereq.Sample.Servers;
using static MdiPrereq.Sample.TcpBehaviours;

namespace MdiPrereq.Sample;

/// <summary>The three controllers of the sample network. Names and addresses are those reserved for documentation (RFC 6761, RFC 5737).</summary>
internal static class SampleHosts
{
    public const string Domain = "contoso.test";

    /// <summary>Starts them.</summary>
    public static IReadOnlyList<SampleHost> Start()
    {
        ServerIdentity[] controllers = [Identity("dc01", 10), Identity("dc02", 20), Identity("dc03", 30)];
        var zone = new DnsZone(Domain, controllers, SampleDevices.Addresses, SampleDevices.Pointers);
        return [Healthy(controllers[0], zone), Firewalled(controllers[1], zone), Lying(controllers[2], zone)];
    }

    public static ServerIdentity Identity(string name, int lastByte) =>
        new($"{name}.{Domain}", Domain, "CONTOSO", new([192, 0, 2, (byte)lastByte]));

    private static SampleHost Healthy(ServerIdentity identity, DnsZone zone)
    {
        var host = new SampleHost(identity, "a healthy domain controller");
        var says = new Honest(host, zone);
        return host
            .Udp(53, says.Dns).Tcp(53, Answer(Framing.With2Bytes(says.Dns)))
            .Udp(88, says.Kerberos).Tcp(88, Answer(Framing.With4Bytes(says.Kerberos)))
            .Udp(123, says.Ntp)
            .Tcp(135, Answer(says.Rpc))
            .Udp(137, says.NodeStatus)
            .Udp(389, says.Ldap).Tcp(389, Answer(says.Ldap))
            .Tcp(445, Answer(says.Smb))
            .Tcp(636, AnswerInTls(host.Certificate, says.Ldap))
            .Tcp(3268, Answer(says.Ldap))
            .Tcp(3269, AnswerInTls(host.Certificate, says.Ldap))
            .Tcp(3389, AnswerThenTls(host.Certificate, RdpResponder.Reply));
    }

    private static SampleHost Firewalled(ServerIdentity identity, DnsZone zone)
    {
        var host = new SampleHost(identity, "firewalled: only DNS, Kerberos and TCP 389 pass; its clock is 7 minutes fast")
        {
            ClockError = TimeSpan.FromMinutes(7),
            DropsTheRest = true,
        };
        var says = new Honest(host, zone);
        return host
            .Udp(53, says.Dns).Tcp(53, Answer(Framing.With2Bytes(says.Dns)))
            .Udp(88, says.Kerberos).Tcp(88, Answer(Framing.With4Bytes(says.Kerberos)))
            .Tcp(389, Answer(says.Ldap));
    }

    // Each of these would be "open" to a test that only connects, or that takes any datagram for an answer. Kerberos is closed.
    private static SampleHost Lying(ServerIdentity identity, DnsZone zone)
    {
        var host = new SampleHost(identity, "accepts connections, but the right service is never behind them");
        var says = new Honest(host, zone);
        return host
            .Udp(53, Lies.OfAnotherTransaction(says.Dns, 0, 2)).Tcp(53, Reset)
            .Udp(123, Lies.OfAnotherTransaction(says.Ntp, 24, 8))
            .Tcp(135, Answer(Lies.Echo))
            .Udp(137, Lies.OfAnotherTransaction(says.NodeStatus, 0, 2))
            .Udp(389, Lies.Echo).Tcp(389, Answer(Lies.Http))
            .Tcp(636, AnswerInTls(host.Certificate, Lies.Nothing))
            .Tcp(3268, SayNothing)
            .Tcp(3269, Reset)
            .Tcp(3389, SshBanner);
    }

    /// <summary>A host's honest answers.</summary>
    private sealed class Honest(SampleHost host, DnsZone zone)
    {
        public Responder Dns => request => DnsResponder.Reply(request, zone);

        public Responder Kerberos => request => KerberosResponder.Reply(request, host.Identity, host.UtcNow);

        public Responder Ldap => request => LdapResponder.Reply(request, host.Identity, host.UtcNow);

        public Responder NodeStatus => request => NodeStatusResponder.Reply(request, host.Identity);

        public Responder Ntp => request => NtpResponder.Reply(request, host.UtcNow);

        public Responder Rpc => request => RpcResponder.Reply(request, host.Identity, host.UtcNow);

        public Responder Smb => request => SmbResponder.Reply(request, host.UtcNow);
    }
}
