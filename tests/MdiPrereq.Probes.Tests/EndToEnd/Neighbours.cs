using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Who lives beside whom in the lab (tests/lab/hosts/hostile.sh).</summary>
internal static class Neighbours
{
    /// <summary>Eight controllers that tell the truth on every row.</summary>
    public static IReadOnlyList<string> Healthy { get; } = [.. Range("10.77.0.", 41, 8)];

    /// <summary>200 TLS hosts whose certificates name places to fetch from.</summary>
    public static IReadOnlyList<string> Poisoned { get; } = [.. Range("10.77.10.", 1, 200)];

    /// <summary>Sends 200 certificates.</summary>
    public const string LongChain = "10.77.10.201";

    public const string Tarpit = "10.77.10.202";

    public const string Flood = "10.77.10.203";

    /// <summary>Says the same to everybody.</summary>
    public const string Constant = "10.77.10.204";

    /// <summary>A DNS server whose names are chains of 127 pointers.</summary>
    public const string PointerDns = "10.77.10.205";

    /// <summary>A DNS server that swallows every question.</summary>
    public const string DeafDns = "10.77.10.206";

    /// <summary>A DNS server that answers for dc1 to dc8.hostile.test and swallows all other questions.</summary>
    public const string HalfDeafDns = "10.77.10.207";

    /// <summary>Addresses whose packets the router swallows.</summary>
    public static IEnumerable<string> Silent(int count) =>
        Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"10.78.{i / 250}.{(i % 250) + 1}"));

    /// <summary>How many packets have come to the places that the poisoned certificates name.</summary>
    public static async Task<long> FetchedAsync()
    {
        var (exitCode, output) = await Machine.RunAsync("ip", "netns", "exec", "mdi-aia", "nft", "list", "counter", "inet", "lab", "asked");
        Assert.True(exitCode == 0, output);
        return long.Parse(Regex.Match(output, @"packets (\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Range(string net, int first, int count) =>
        Enumerable.Range(first, count).Select(octet => net + octet.ToString(CultureInfo.InvariantCulture));
}
