using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>Ports from one to another, both included.</summary>
internal readonly record struct PortRange(int First, int Last)
{
    /// <summary>The fewest ranges that hold exactly some ports, in their order.</summary>
    public static IReadOnlyList<PortRange> Cover(IEnumerable<int> ports)
    {
        var ranges = new List<PortRange>();
        foreach (var port in ports.Distinct().OrderBy(port => port))
        {
            var last = ranges.Count - 1;
            if (last >= 0 && ranges[last].Last == port - 1) ranges[last] = new(ranges[last].First, port);
            else ranges.Add(new(port, port));
        }

        return ranges;
    }

    public bool Has(int port) => port >= First && port <= Last;

    public override string ToString() => Text("-");

    /// <summary>The range as products write it, with a sign of their own between its ends.</summary>
    public string Text(string between) => First == Last
        ? First.ToString(CultureInfo.InvariantCulture)
        : First.ToString(CultureInfo.InvariantCulture) + between + Last.ToString(CultureInfo.InvariantCulture);
}
