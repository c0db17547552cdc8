using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>What answers on the ports. The ids are those of the recorded replies.</summary>
internal static class ProtocolTargets
{
    private const string Host = "dc1.corp.lab.test";
    private const string Realm = "INVALID.MDIPROBE";

    private static readonly DnsQuery Reverse = new(0x1234, DnsReverseName.Of(IPAddress.Parse("10.77.0.10")), DnsRecordType.PTR);
    private static readonly DnsQuery Controllers = new(0x1234, DnsName.Parse("_ldap._tcp.dc._msdcs.corp.lab.test"), DnsRecordType.SRV, DnsQuery.UnfragmentedSize);

    private static readonly string[] ReverseReplies =
        ["dns-ptr-samba-udp", "dns-ptr-missing-samba-udp", "dns-ptr-no-zone-samba-udp", "dns-ptr-empty-zone-bind-udp", "dns-ptr-refused-bind-udp"];

    public static IEnumerable<Target> All =>
    [
        ExchangeTarget.Datagram("dns-udp", () => new DnsExchange(Reverse, Transport.Udp), Vectors(ReverseReplies), SayWhyNoName)
            with { MaxLength = 64 * 1024 },
        ExchangeTarget.Stream("dns-tcp", () => new DnsExchange(Reverse, Transport.Tcp), Vectors("dns-ptr-samba-tcp"), SayWhyNoName),
        ExchangeTarget.Stream("dns-controllers", () => new DnsExchange(Controllers, Transport.Tcp), [Framed(Corpus.Vector("dns-srv-samba-udp"))], ChooseControllers),
        ExchangeTarget.Datagram("kerberos-udp", () => new KerberosExchange(1, Realm, Transport.Udp), Vectors("kerberos-error-samba-udp")) with { Words = [.. Ber] },
        ExchangeTarget.Stream("kerberos-tcp", () => new KerberosExchange(1, Realm, Transport.Tcp), Vectors("kerberos-error-samba-tcp")) with { Words = [.. Ber] },
        ExchangeTarget.Datagram("ldap-udp", () => new LdapRootDseExchange(0x5EADBEEF, Transport.Udp, false), Vectors("ldap-rootdse-samba-udp")) with { Words = [.. Ber] },
        ExchangeTarget.Stream("ldap-tcp", () => new LdapRootDseExchange(0x5EADBEEF, Transport.Tcp, false), Vectors("ldap-rootdse-samba-tcp")) with { Words = [.. Ber] },
        ExchangeTarget.Stream("global-catalog", () => new LdapRootDseExchange(0x5EADBEEF, Transport.Tcp, true), Vectors("ldap-rootdse-samba-tcp"))
            with { Words = [.. Ber, .. Input.All("isGlobalCatalogReady", "FALSE", "currentTime")] },
        ExchangeTarget.Datagram("ntp", () => new NtpExchange(0x0123456789ABCDEF), Vectors("ntp-chrony", "ntp-chrony-unsynchronised")),
        ExchangeTarget.Datagram("netbios", () => new NodeStatusExchange(0x1234), Vectors("netbios-nmbd", "netbios-samba-ad-dc")),
        ExchangeTarget.Stream("rpc", () => new NtlmOverRpcExchange(1), Vectors("rpc-ntlm-samba-ad-dc", "rpc-ntlm-samba-standalone", "rpc-plain-samba-ad-dc")),
        ExchangeTarget.Stream("smb", () => new SmbNegotiateExchange(new byte[16]), Vectors("smb-samba-ad-dc", "smb-samba-standalone")),
        ExchangeTarget.Stream("rdp", () => new RdpNegotiationExchange(), Vectors("rdp-xrdp", "rdp-xrdp-no-negotiation")),
        ExchangeTarget.Stream("http-ping", () => new HttpPingExchange(Host), HttpTargets.Pings),
        ExchangeTarget.Stream("http-connect", () => new HttpConnectExchange(Host, 443), HttpTargets.Proxies),
        ExchangeTarget.Stream("http-head", () => new HttpHeadExchange(Host, "/"), HttpTargets.Pings),
        ExchangeTarget.Stream("tls-old-hello", () => new OldTlsHelloExchange(Host), TlsStarts),
        new("tls-start", Input.OfBytes(bytes => $"{TlsServerStart.Read(bytes)}")) { Seeds = TlsStarts },

        new("tls-certificates", Pieces)
        {
            Seeds = [Corpus.Vector("tls12-openssl"), .. TlsStarts],
            Words = [[22, 3, 3], [20, 3, 3, 0, 1, 1], [11, 0, 0, 0], [2, 0, 0, 2, 3, 3], [23, 3, 3, 0, 0]],
            Documented = [typeof(MalformedReplyException)],
        },
        new("certificate-signature", Input.OfBytes(Signature))
        {
            Seeds = [Corpus.Vector("certificate-lab-dc1")],
            Words = [.. Ber],
            Documented = [typeof(MalformedReplyException)],
        },

        // A packet of RPC, which it stands in, has 4280 bytes.
        new("ntlm-challenge", Input.OfBytes(bytes => $"{NtlmChallenge.Read(Reader(bytes))}"))
        {
            Seeds = [Corpus.Vector("rpc-ntlm-samba-ad-dc")[^0xAA..], Corpus.Vector("rpc-ntlm-samba-standalone")[^0x6A..]],
            Documented = [typeof(MalformedReplyException)],
            MaxLength = 4280,
        },
        new("dns-name", Input.OfBytes(bytes => $"{DnsName.Read(Reader(bytes), out _)}"))
        {
            Seeds = [[3, .. "dc1"u8, 7, .. "contoso"u8, 0, 0xC0, 4], [0xC0, 0]],
            Documented = [typeof(MalformedReplyException)],
        },
        new("dns-name-text", Input.OfText(RoundTrip)) { Seeds = Input.All("dc1.contoso.com", @"a\046b.c\000\255", "größe.test", "."), Words = Input.All("\\", "\\255", ".", "\uD83D\uDE00") },
        new("ber", Input.OfBytes(Walk)) { Seeds = [Corpus.Vector("ldap-rootdse-samba-udp"), Corpus.Vector("kerberos-error-samba-udp")], Documented = [typeof(MalformedReplyException)], Words = [.. Ber] },
        new("generalized-time", Input.OfText(text => $"{GeneralizedTime.Read(text)}")) { Seeds = Input.All("20260102030405Z", "20260102030405.1234567Z", "99991231235959Z") },
        ExchangeTarget.Datagram("radius-reply", Accounting, Vectors("radius-response-freeradius")) with { MaxLength = 4096 },
        new("radius-packet", Input.OfBytes(ReadRadius)) { Seeds = [Corpus.Vector("radius-request"), Corpus.Vector("radius-response-freeradius")] },
        new("syslog-message", Input.OfBytes(bytes => $"{SyslogMessage.Read(bytes, 0, bytes.Length)}"))
        {
            Seeds = Input.All("<134>1 2026-11-26T00:00:00Z host app - - - hello", "<13>Nov  6 07:08:09 host app: hello"),
            Words = Input.All("<191>", "1 -", ">"),
        },
        new("syslog-stream", CutSyslog)
        {
            Seeds = Input.All("5 <1>ab6 <1>abc", "<1>ab\n<1>abc\n", "99 <1>ab", "GET / HTTP/1.1\r\n\r\n"),
            Words = Input.All("9 ", "65536 ", "\n", "<134>1 - - - - - -"),
        },
        new("probe-marker", Input.OfBytes(FindMarker)) { Seeds = [Corpus.Vector("radius-request")], Words = Input.All("MDIPREREQ1/", "/", "::1", "65535") },
        new("time-stamps", Input.OfBytes(Times)) { Seeds = [new byte[8], [0xEE, 0xAD, 0xE7, 0x14, 0xB4, 0x26, 0x35, 0x21], [.. Enumerable.Repeat((byte)0xFF, 8)]] },
    ];

    private static AccountingExchange Accounting()
    {
        var request = Corpus.Vector("radius-request");
        return new(request[1], ProbeMarker.Find(request, 0, request.Length)!, "testing123"u8.ToArray());
    }

    private static string ReadRadius(byte[] bytes)
    {
        // In the middle of a buffer; no attribute may lie outside of the packet, none may overlap another.
        byte[] buffer = [9, .. bytes, 9];
        if (RadiusPacket.Read(buffer, 1, bytes.Length) is not { } packet) return "none";
        var at = RadiusPacket.HeaderLength;
        foreach (var one in packet.Attributes)
        {
            if (one.Offset != at + RadiusAttribute.HeaderLength) throw new InvalidOperationException("An attribute is not where the one before ends.");
            at = one.Offset + one.Count;
        }

        if (at != packet.Length || packet.Length > bytes.Length) throw new InvalidOperationException("The attributes do not end with the packet.");
        return $"{packet.Name} {packet.Attributes.Count > 0}";
    }

    /// <summary>A stream gives the same messages however it is cut into pieces, and nothing of it is made up.</summary>
    private static IEnumerable<Func<string>> CutSyslog(byte[] bytes)
    {
        yield return () =>
        {
            var (whole, halves) = (Messages([bytes]), Messages([bytes[..(bytes.Length / 2)], bytes[(bytes.Length / 2)..]]));
            if (!whole.SequenceEqual(halves)) throw new InvalidOperationException("A stream that came in two pieces has other messages.");
            if (whole.Sum(length => (long)length) > bytes.Length) throw new InvalidOperationException("More came out than went in.");
            return $"{whole.Count > 0} {whole.Count > 1} {whole.Contains(SyslogFraming.MaxMessage)}";
        };

        static List<int> Messages(byte[][] pieces)
        {
            var lengths = new List<int>();
            var framing = new SyslogFraming();
            foreach (var piece in pieces) framing.Add(piece, 0, piece.Length, (_, _, count) => lengths.Add(count));
            framing.End((_, _, count) => lengths.Add(count));
            return lengths;
        }
    }

    private static string FindMarker(byte[] bytes)
    {
        if (ProbeMarker.Find(bytes, 0, bytes.Length) is not { } marker) return "none";
        var text = Encoding.ASCII.GetBytes(marker.ToString());
        if (ProbeMarker.Find(text, 0, text.Length) != marker) throw new InvalidOperationException("A marker is another when it is read again.");
        return $"{marker.Attempt > 1} {marker.Sender.AddressFamily} {marker.Target.AddressFamily}";
    }

    // Whole, and cut where records and messages are.
    private static IEnumerable<Func<string>> Pieces(byte[] bytes)
    {
        foreach (var size in new[] { bytes.Length, 1, 7 })
        {
            yield return () =>
            {
                var flight = new TlsServerFlight();
                for (var i = 0; i < bytes.Length; i += size) flight.Take(bytes, i, Math.Min(size, bytes.Length - i));
                return $"{flight.Version} {flight.Certificates?.Count}";
            };
        }
    }

    private static string Signature(byte[] bytes)
    {
        var signature = CertificateSignature.Read(bytes);
        return $"{signature.Kind} {signature.ToFixedFields(32).Length}";
    }

    private static IReadOnlyList<byte[]> TlsStarts =>
        [[22, 3, 1, 0, 80, 2, 0, 0, 76, 3, 1], [22, 3, 3, 0, 80, 2, 0, 0, 76, 3, 3], [21, 3, 3, 0, 2, 2, 70], new OldTlsHelloExchange(Host).Request];

    /// <summary>The beginnings of elements: tags with lengths, short, long and much too long.</summary>
    private static IEnumerable<byte[]> Ber => [[0x30, 0x84, 0, 0, 0, 6], [0x30, 0], [0x31, 0], [0x04, 0], [0x02, 1, 0], [0xA6, 3, 2, 1, 1], [0x30, 4, 0x04, 0, 0x31, 0], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]];

    private static IReadOnlyList<byte[]> Vectors(params string[] names) => [.. names.Select(Corpus.Vector)];

    private static byte[] Framed(byte[] message) => [(byte)(message.Length >> 8), (byte)message.Length, .. message];

    private static ByteReader Reader(byte[] bytes) => new(bytes, 0, bytes.Length);

    private static void SayWhyNoName(Reply reply) => ReverseZone.WhyNoName(DnsExchange.AnswerIn(reply.Carried)!);

    private static void ChooseControllers(Reply reply)
    {
        var answer = new DnsAnswer(ProbeOutcome.Of((State.Open, Reason.ProtocolReply)) with { Answer = reply.Carried }, Controllers);
        var found = DomainControllerLocator.Choose(answer, "corp.lab.test", IPAddress.Loopback, Vocabulary.Plain);
        if (found.Names.Count > DomainControllerLocator.MaxControllers) throw new InvalidOperationException("More controllers than there may be.");
        if (found.Names.Any(name => IPAddress.TryParse(name, out _))) throw new InvalidOperationException("An address among the controllers.");
    }

    private static string RoundTrip(string text)
    {
        if (!DnsName.TryParse(text, out var name)) return "no name";
        if (!DnsName.TryParse(name.ToString(), out var again) || !again.Equals(name)) throw new InvalidOperationException($"{name} does not come back.");
        return "name";
    }

    private static string Walk(byte[] bytes)
    {
        var reader = new BerReader(Reader(bytes));
        var found = 0;
        for (; !reader.AtEnd; found++) reader.Skip();
        return $"elements {found > 0}";
    }

    private static string Times(byte[] bytes)
    {
        if (bytes.Length < 8) return "short";
        var value = BitConverter.ToUInt64(bytes, 0);
        return $"{FileTime.ToUtc(value) is null} {new NtpTimestamp(value).ToUtc().Year > 2036}";
    }
}
