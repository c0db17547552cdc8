using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

/// <summary>
/// What makes a reply the answer to our very request: not one bit of it may be another. The replies are those of real servers.
/// </summary>
public class IdentityTests
{
    private static readonly DnsQuery Reverse = new(0x1234, DnsReverseName.Of(System.Net.IPAddress.Parse("10.77.0.10")), DnsRecordType.PTR);

    /// <summary>A recorded reply, who asked for it, and the bytes that repeat what was asked.</summary>
    private static readonly Dictionary<string, (string Vector, Func<Exchange> Begin, Range[] Bound)> Protocols = new()
    {
        ["DNS over UDP: id, kind, question"] = (
            "dns-ptr-samba-udp", () => new DnsExchange(Reverse, Transport.Udp), [0..2, 2..3, 4..6, 12..41]),
        ["DNS over TCP: id, question"] = ("dns-ptr-samba-tcp", () => new DnsExchange(Reverse, Transport.Tcp), [2..4, 6..8, 14..43]),
        ["NetBIOS: id, name, type, class"] = ("netbios-nmbd", () => new NodeStatusExchange(0x1234), [0..2, 12..46, 46..50]),
        ["LDAP: message id"] = ("ldap-rootdse-samba-tcp", () => new LdapRootDseExchange(0x5EADBEEF, Transport.Tcp, false), [6..10]),
        ["CLDAP: message id"] = ("ldap-rootdse-samba-udp", () => new LdapRootDseExchange(0x5EADBEEF, Transport.Udp, false), [6..10]),
        ["NTP: our time stamp"] = ("ntp-chrony", () => new NtpExchange(0x0123456789ABCDEF), [24..32]),
        ["SMB: protocol, command, message id, no session"] = (
            "smb-samba-ad-dc", () => new SmbNegotiateExchange(new byte[16]), [4..8, 16..18, 24..36, 40..52]),
        ["RPC: call id"] = ("rpc-ntlm-samba-ad-dc", () => new NtlmOverRpcExchange(1), [12..16]),
        ["Kerberos over UDP: service"] = (
            "kerberos-error-samba-udp", () => new KerberosExchange(1, "INVALID.MDIPROBE", Transport.Udp), [80..86]),
    };

    public static TheoryData<string> Names => [.. Protocols.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_flipped_bit_of_what_a_reply_must_repeat_is_refused(string protocol)
    {
        var (vector, begin, bound) = Protocols[protocol];
        var reply = HexVector.Load(vector);
        Assert.Equal(ReplyKind.Answer, begin().Read(reply).Kind);
        foreach (var at in bound.SelectMany(range => Enumerable.Range(range.Start.Value, range.End.Value - range.Start.Value)))
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = reply.With(at, (byte)(reply[at] ^ (1 << bit)));
                if (IsLetterCase(reply[at], flipped[at]) && begin() is DnsExchange) continue;
                if (begin() is DnsExchange && IsRecursionOrAuthority(at, bit)) continue;
                Assert.NotEqual(ReplyKind.Answer, begin().Read(flipped).Kind);
            }
        }
    }

    [Fact]
    public void Every_flipped_bit_of_the_realm_is_refused_but_its_case()
    {
        var reply = HexVector.Load("kerberos-error-samba-udp");
        foreach (var realm in AllAt(reply, "INVALID.MDIPROBE"u8))
        {
            for (var at = realm; at < realm + 16; at++)
            {
                for (var bit = 0; bit < 8; bit++)
                {
                    var flipped = reply.With(at, (byte)(reply[at] ^ (1 << bit)));
                    var kind = new KerberosExchange(1, "INVALID.MDIPROBE", Transport.Udp).Read(flipped).Kind;
                    Assert.Equal(IsLetterCase(reply[at], flipped[at]) ? ReplyKind.Answer : ReplyKind.Foreign, kind);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_echo_is_no_answer(string protocol)
    {
        var exchange = Protocols[protocol].Begin();
        Assert.Equal(ReplyKind.Foreign, exchange.Read(exchange.Request).Kind);
    }

    /// <summary>
    /// A server that always sends the same bytes: those that answered somebody else once. SMB and RDP have no id to tell.
    /// </summary>
    [Theory]
    [InlineData("dns-ptr-samba-udp", "DNS", Transport.Udp)]
    [InlineData("dns-ptr-samba-tcp", "DNS", Transport.Tcp)]
    [InlineData("netbios-nmbd", "NetBIOS", Transport.Udp)]
    [InlineData("ldap-rootdse-samba-tcp", "LDAP", Transport.Tcp)]
    [InlineData("ldap-rootdse-samba-udp", "LDAP", Transport.Udp)]
    [InlineData("ntp-chrony", "NTP", Transport.Udp)]
    [InlineData("rpc-ntlm-samba-ad-dc", "NTLM over RPC", Transport.Tcp)]
    [InlineData("kerberos-error-samba-udp", "Kerberos", Transport.Udp)]
    [InlineData("kerberos-error-samba-tcp", "Kerberos", Transport.Tcp)]
    public void Constant_bytes_are_no_answer(string vector, string name, Transport transport)
    {
        var target = new ProtocolTarget(System.Net.IPAddress.Parse("10.77.0.10"), "dc1");
        var protocol = MdiPrereq.Checks.Ports.PortCatalog.Rows.Select(row => row.Protocol).First(one => one?.Name == name)!;
        var reply = HexVector.Load(vector);

        // An id of sixteen bits is met once in 65536.
        Assert.InRange(Enumerable.Range(0, 20).Count(_ => protocol.Begin(transport, target).Read(reply).Kind == ReplyKind.Answer), 0, 1);
    }

    [Fact]
    public void A_reply_to_another_id_is_refused_whatever_the_two_are() =>
        Gen.Select(Gen.UShort, Gen.UShort).Where((ours, theirs) => ours != theirs).Sample(
            (ours, theirs) =>
            {
                var dns = HexVector.Load("dns-ptr-samba-udp").With(0, (byte)(theirs >> 8), (byte)theirs);
                var netBios = HexVector.Load("netbios-nmbd").With(0, (byte)(theirs >> 8), (byte)theirs);
                Assert.Equal(ReplyKind.Foreign, new DnsExchange(Reverse with { Id = ours }, Transport.Udp).Read(dns).Kind);
                Assert.Equal(ReplyKind.Foreign, new NodeStatusExchange(ours).Read(netBios).Kind);
                Assert.Equal(ReplyKind.Answer, new DnsExchange(Reverse with { Id = theirs }, Transport.Udp).Read(dns).Kind);
            },
            iter: 500,
            threads: 1);

    private static bool IsLetterCase(byte one, byte other) => char.IsAsciiLetter((char)one) && (one ^ other) == 0x20;

    /// <summary>
    /// Bits of the third byte that a server is free in: recursion desired is repeated by most, authority and truncation are its own.
    /// </summary>
    private static bool IsRecursionOrAuthority(int at, int bit) => at == 2 && bit is 0 or 1 or 2;

    private static List<int> AllAt(byte[] bytes, ReadOnlySpan<byte> wanted)
    {
        var found = new List<int>();
        for (var at = 0; at + wanted.Length <= bytes.Length; at++)
        {
            if (bytes.AsSpan(at, wanted.Length).SequenceEqual(wanted)) found.Add(at);
        }

        return found;
    }
}
