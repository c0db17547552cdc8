using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols.Inbound;

/// <summary>Syslog as it is sent, as it is known, and as it is cut out of a stream.</summary>
public sealed class SyslogTests
{
    private static readonly ProbeMarker Marker = new(
        "0123456789abcdef0123456789abcdef",
        "Syslog514",
        1,
        new DateTime(2026, 11, 6, 7, 8, 9, 10, DateTimeKind.Local).ToUniversalTime(),
        new(IPAddress.Parse("192.0.2.100"), 40112),
        new(IPAddress.Parse("192.0.2.10"), 514));

    [Fact]
    public void A_message_of_RFC_5424() => Assert.Equal(
        FormattableString.Invariant(
            $"<134>1 {Marker.SentUtc:yyyy-MM-dd}T{Marker.SentUtc:HH:mm:ss}.010Z vpn01 MdiPrereq - - - {Marker} harmless test message, nothing to do"),
        Text(SyslogFormat.Rfc5424, null));

    [Fact]
    public void A_message_of_RFC_3164_in_local_time_and_whatever_the_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");
            Assert.Equal(
                $"<134>Nov  6 07:08:09 vpn01 MdiPrereq: {Marker} harmless test message, nothing to do", Text(SyslogFormat.Rfc3164, null));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("vpn01.contoso.test", "vpn01")]
    [InlineData("größe 1", "gre1")]
    [InlineData("", "-")]
    [InlineData("…", "-")]
    public void A_hosts_name_is_what_both_formats_allow(string host, string sent) => Assert.Equal(
        sent, Encoding.ASCII.GetString(new SyslogExchange(SyslogFormat.Rfc5424, null, Marker, host).Request).Split(' ')[2]);

    [Fact]
    public void Octets_are_counted_or_a_line_feed_ends_the_message()
    {
        var message = Text(SyslogFormat.Rfc5424, null);
        Assert.Equal($"{message.Length} {message}", Text(SyslogFormat.Rfc5424, SyslogFramed.ByCount));
        Assert.Equal(message + "\n", Text(SyslogFormat.Rfc5424, SyslogFramed.ByLineFeed));
    }

    [Fact]
    public void The_longest_message_fits_what_a_receiver_must_take()
    {
        var longest = new IPEndPoint(IPAddress.Parse("2001:db8:1111:2222:3333:4444:5555:6666"), 65535);
        var marker = Marker with { Row = new('R', 32), Attempt = 99, Sender = longest, Target = longest };

        // RFC 5424 section 6.1: 480 octets.
        Assert.True(new SyslogExchange(SyslogFormat.Rfc5424, null, marker, new('h', 300)).Request.Length <= 480);
    }

    [Fact]
    public void Four_tries_over_TCP_have_each_format_in_each_framing() => Assert.Equal(
        ["Rfc3164 counted", "Rfc3164 line", "Rfc5424 counted", "Rfc5424 line"],
        Tries(Transport.Tcp, 4, SyslogFormat.Rfc5424, SyslogFormat.Rfc3164).Order());

    [Fact]
    public void One_format_alone_has_both_framings() =>
        Assert.Equal(["Rfc3164 counted", "Rfc3164 line"], Tries(Transport.Tcp, 2, SyslogFormat.Rfc3164));

    [Fact]
    public void Over_UDP_formats_take_turns() => Assert.Equal(
        ["Rfc5424 bare", "Rfc3164 bare", "Rfc5424 bare"], Tries(Transport.Udp, 3, SyslogFormat.Rfc5424, SyslogFormat.Rfc3164));

    [Theory]
    [InlineData("<134>1 2026-11-26T00:00:00Z host app - - - hello", SyslogFormat.Rfc5424, 134)]
    [InlineData("<0>1 - - - - - -", SyslogFormat.Rfc5424, 0)]
    [InlineData("<134>Nov  6 07:08:09 host app: hello", SyslogFormat.Rfc3164, 134)]
    [InlineData("<191>1 of everything", SyslogFormat.Rfc3164, 191)]
    [InlineData("<13>hello", SyslogFormat.Rfc3164, 13)]
    [InlineData("<13>", SyslogFormat.Rfc3164, 13)]
    public void A_message_is_known_by_its_head(string text, SyslogFormat format, int priority) =>
        Assert.Equal(new SyslogMessage(format, priority), Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<")]
    [InlineData("<>hello")]
    [InlineData("<1")]
    [InlineData("<192>hello")]
    [InlineData("<013>hello")]
    [InlineData("<0134>hello")]
    [InlineData("<1a>hello")]
    [InlineData("<-1>hello")]
    [InlineData(" <13>hello")]
    [InlineData("<html>")]
    public void What_has_no_priority_is_none(string text) => Assert.Null(Read(text));

    [Theory]
    [InlineData("5 <1>ab6 <1>abc", "<1>ab|<1>abc")]
    [InlineData("<1>ab\n<1>abc\n", "<1>ab|<1>abc")]
    [InlineData("<1>ab\r\n<1>abc\0", "<1>ab|<1>abc")]
    [InlineData("5 <1>ab<1>abc\n5 <1>ab", "<1>ab|<1>abc|<1>ab")]
    [InlineData("5 <1>ab\n5 <1>ab", "<1>ab|<1>ab")]
    [InlineData("6 <1>a\nb", "<1>a\nb")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1")]
    [InlineData("12345678 x\n<1>ab\n", "12345678 x|<1>ab")]
    [InlineData("7x\n<1>ab\n", "7x|<1>ab")]
    [InlineData("<1>cut off", "<1>cut off")]
    [InlineData("99 <1>cut off", "<1>cut off")]
    [InlineData("12", "12")]
    [InlineData("\n\n\0\r\n", "")]
    public void A_stream_is_cut_into_messages_however_it_comes(string stream, string messages)
    {
        var bytes = Encoding.ASCII.GetBytes(stream);
        for (var piece = 1; piece <= bytes.Length; piece++) Assert.Equal(messages, string.Join("|", Cut(bytes, piece)));
    }

    [Fact]
    public void No_more_is_kept_of_a_message_than_a_receiver_must_take()
    {
        byte[] line = [.. "<1>"u8, .. Enumerable.Repeat((byte)'x', 100_000), (byte)'\n', .. "<1>next\n"u8];
        Assert.Equal([SyslogFraming.MaxMessage, 7], Cut(line, 1000).Select(message => message.Length));
        byte[] counted = [.. "100003 <1>"u8, .. Enumerable.Repeat((byte)'x', 100_000), .. "<1>next\n"u8];
        Assert.Equal([SyslogFraming.MaxMessage, 7], Cut(counted, 1000).Select(message => message.Length));
    }

    [Fact]
    public void What_is_sent_is_cut_out_again_and_known()
    {
        SyslogFormat[] formats = [SyslogFormat.Rfc5424, SyslogFormat.Rfc3164];
        var protocol = new SyslogProtocol(Marker.Id, Marker.Row, formats, "vpn01");
        byte[] stream = [.. Enumerable.Range(0, 4).SelectMany(attempt => Begin(protocol, Transport.Tcp, attempt))];
        var messages = Cut(stream, 7).Select(Encoding.ASCII.GetBytes).ToList();
        Assert.Equal(4, messages.Count);
        Assert.All(messages, (message, attempt) => Assert.Equal(
            (formats[attempt % 2], attempt + 1),
            (SyslogMessage.Read(message, 0, message.Length)!.Format, ProbeMarker.Find(message, 0, message.Length)!.Attempt)));
    }

    [Fact]
    public void Nothing_answers_syslog() =>
        new SyslogExchange(SyslogFormat.Rfc5424, null, Marker, "vpn01").Refuses("hello"u8.ToArray(), "no answers");

    private static List<string> Cut(byte[] stream, int piece)
    {
        var messages = new List<string>();
        var framing = new SyslogFraming();
        for (var at = 0; at < stream.Length; at += piece) framing.Add(stream, at, Math.Min(piece, stream.Length - at), Take);
        framing.End(Take);
        return messages;

        void Take(byte[] data, int offset, int count) => messages.Add(Encoding.ASCII.GetString(data, offset, count));
    }

    private static IEnumerable<string> Tries(Transport transport, int count, params SyslogFormat[] formats)
    {
        var protocol = new SyslogProtocol(Marker.Id, Marker.Row, formats, "vpn01");
        foreach (var sent in Enumerable.Range(0, count).Select(attempt => Begin(protocol, transport, attempt)))
        {
            var message = Encoding.ASCII.GetBytes(Cut(sent, sent.Length).Single());
            var framing = sent[0] != '<' ? "counted" : sent[^1] == '\n' ? "line" : "bare";
            yield return $"{SyslogMessage.Read(message, 0, message.Length)!.Format} {framing}";
        }
    }

    private static byte[] Begin(SyslogProtocol protocol, Transport transport, int attempt) =>
        protocol.Begin(transport, new(Marker.Target.Address, "sensor01", attempt, 514, Marker.Sender)).Request;

    private static string Text(SyslogFormat format, SyslogFramed? framed) =>
        Encoding.ASCII.GetString(new SyslogExchange(format, framed, Marker, "vpn01.contoso.test").Request);

    private static SyslogMessage? Read(string text)
    {
        var bytes = Encoding.ASCII.GetBytes("xx" + text);
        return SyslogMessage.Read(bytes, 2, bytes.Length - 2);
    }
}
