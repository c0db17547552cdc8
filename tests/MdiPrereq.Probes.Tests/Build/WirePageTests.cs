using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Protocols;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>The page that says what is sent, byte by byte, against what is.</summary>
public class WirePageTests
{
    /// <summary>So many requests are compared to see which bytes are random.</summary>
    private const int Samples = 16;

    private static readonly ProtocolTarget Target = new(new([192, 0, 2, 10]), "dc01.contoso.test");

    public static TheoryData<string, Transport> Rows()
    {
        var data = new TheoryData<string, Transport>();
        foreach (var row in All().Where(row => row.Protocol is not null))
        {
            if (row.Tcp) data.Add(row.Id, Transport.Tcp);
            if (row.Udp) data.Add(row.Id, Transport.Udp);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_page_shows_the_bytes_that_are_sent(string id, Transport transport)
    {
        var protocol = All().Single(row => row.Id == id).Protocol!;
        Compare($"{id} {transport.ToString().ToUpperInvariant()}", _ => protocol.Begin(transport, Target));
    }

    [Fact]
    public void The_page_shows_what_is_sent_to_a_sensor()
    {
        Compare("Radius1813 UDP", sample => new AccountingExchange(7, Marker("Radius1813", 1813, sample), null));
        Compare("Syslog514 UDP RFC 5424", sample => Syslog(SyslogFormat.Rfc5424, null, sample));
        Compare("Syslog514 UDP RFC 3164", sample => Syslog(SyslogFormat.Rfc3164, null, sample));
        Compare("Syslog514 TCP RFC 5424", sample => Syslog(SyslogFormat.Rfc5424, SyslogFramed.ByCount, sample));

        static SyslogExchange Syslog(SyslogFormat format, SyslogFramed? framed, int sample) =>
            new(format, framed, Marker("Syslog514", 514, sample), "vpn01");
    }

    private static void Compare(string row, Func<int, Exchange> begin)
    {
        var sent = Sent(begin);
        var page = File.ReadAllText(Path.Combine(TestMachine.Repository, "docs", "concepts", "wire.md"));
        var name = $"`{row}`";
        var block = Assert.Single(
            Regex.Matches(page, @"^(`.+`): (\d+) bytes\n\n```\n([^`]+)```", RegexOptions.Multiline),
            one => one.Groups[1].Value.Contains(name, StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', sent.Chunk(32).Select(line => string.Join(' ', line))), block.Groups[3].Value.TrimEnd());
        Assert.Equal($"{sent.Count}", block.Groups[2].Value);
    }

    /// <summary>A marker of another id and another time for each sample: in the middle of a month, whatever time zone this machine has.</summary>
    private static ProbeMarker Marker(string row, int port, int sample) => new(
        ProbeMarker.NewId(),
        row,
        1,
        new DateTime(2026, 11, 11, 0, 0, 0, DateTimeKind.Utc)
            .AddDays(sample).AddHours(sample * 5 % 24).AddMinutes(sample * 7 % 60).AddSeconds(sample * 11 % 60).AddMilliseconds(sample * 61),
        new(IPAddress.Parse("192.0.2.100"), 40112),
        new(Target.Address, port));

    private static List<string> Sent(Func<int, Exchange> begin)
    {
        var samples = Enumerable.Range(0, Samples).Select(sample => begin(sample).Request).ToList();
        return [.. samples[0].Select((value, index) => samples.All(one => one[index] == value) ? $"{value:x2}" : "..")];
    }

    private static IEnumerable<PortRow> All() => typeof(PortRow)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<PortRow>();
}
