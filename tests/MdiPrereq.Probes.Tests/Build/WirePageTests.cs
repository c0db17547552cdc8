using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
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
        var sent = Sent(All().Single(row => row.Id == id).Protocol!, transport);
        var page = File.ReadAllText(Path.Combine(TestMachine.Repository, "docs", "concepts", "wire.md"));
        var name = $"`{id} {transport.ToString().ToUpperInvariant()}`";
        var block = Assert.Single(
            Regex.Matches(page, @"^(`.+`): (\d+) bytes\n\n```\n([^`]+)```", RegexOptions.Multiline),
            one => one.Groups[1].Value.Contains(name, StringComparison.Ordinal));
        Assert.Equal(string.Join('\n', sent.Chunk(32).Select(line => string.Join(' ', line))), block.Groups[3].Value.TrimEnd());
        Assert.Equal($"{sent.Count}", block.Groups[2].Value);
    }

    private static List<string> Sent(PortProtocol protocol, Transport transport)
    {
        var samples = Enumerable.Range(0, Samples).Select(_ => protocol.Begin(transport, Target).Request).ToList();
        return [.. samples[0].Select((value, index) => samples.All(one => one[index] == value) ? $"{value:x2}" : "..")];
    }

    private static IEnumerable<PortRow> All() => typeof(PortRow)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null)).OfType<PortRow>();
}
