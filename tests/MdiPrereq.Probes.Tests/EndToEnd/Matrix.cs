using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>What the lab must say (tests/lab/matrix.json, nnr-matrix.json), and how results differ from it.</summary>
/// <param name="Rows">One for each result.</param>
internal sealed record Matrix(IReadOnlyList<JsonElement> Rows)
{
    /// <summary>What tells one row of a matrix from another, and is not compared.</summary>
    private static readonly string[] Keys = ["What", "Host", "ComputerName", "Catalog", "RequirementId", "Transport", "Port", "DnsServer"];

    /// <summary>What tells one result from another.</summary>
    private static readonly string[] Names = ["ComputerName", "RequirementId", "Transport"];

    public static Matrix Load(string name)
    {
        using var matrix = JsonDocument.Parse(File.ReadAllText(Path.Combine(Machine.Repository, "tests/lab", name)));
        return new([.. matrix.RootElement.EnumerateArray().Select(row => row.Clone())]);
    }

    /// <summary>The results in lines of output, those of a results file and no others.</summary>
    public static IReadOnlyList<JsonElement> ResultsIn(string output)
    {
        var results = new List<JsonElement>();
        foreach (var line in output.Split('\n').Where(line => line.StartsWith('{')))
        {
            using var result = JsonDocument.Parse(line);
            results.Add(result.RootElement.Clone());
        }

        return results;
    }

    /// <summary>The differences of results from rows, each as "address row transport: property is value".</summary>
    /// <param name="rows">The rows that were tested.</param>
    /// <param name="results">What came.</param>
    public static IEnumerable<string> Differences(IEnumerable<JsonElement> rows, IReadOnlyList<JsonElement> results)
    {
        foreach (var row in rows)
        {
            var what = string.Join(' ', Names.Select(key => Text(row, key)).Where(text => text.Length > 0));
            var found = results.Where(one => Names.All(key => !row.TryGetProperty(key, out _) || Text(one, key) == Text(row, key))).ToList();
            if (found.Count != 1) yield return $"{what}: {found.Count} results";
            else
            {
                foreach (var property in row.EnumerateObject().Where(property => !Keys.Contains(property.Name)))
                {
                    var isClock = property.Name == "MaxClockSkewSeconds";
                    var name = isClock ? "ClockSkewSeconds" : property.Name;
                    var value = Text(found[0], name);
                    var isRight = isClock ? IsClockRight(property.Value, found[0]) : IsAllowed(property.Value, value);
                    if (!isRight) yield return $"{what}: {name} is {value}";
                }
            }
        }
    }

    // The remote clock is held against the middle of the round trip, which no probe knows better than by half of it (RFC 5905 section 8).
    private static bool IsClockRight(JsonElement most, JsonElement result) =>
        double.TryParse(Text(result, "ClockSkewSeconds"), CultureInfo.InvariantCulture, out var skew)
        && Math.Abs(skew) <= most.GetDouble() + (result.GetProperty("ElapsedMilliseconds").GetDouble() / 2000);

    // Null in a list is no name (and empty in a result), a text a part.
    private static bool IsAllowed(JsonElement expected, string value) => expected.ValueKind switch
    {
        JsonValueKind.Array => expected.EnumerateArray().Any(one => one.ToString().Equals(value, StringComparison.OrdinalIgnoreCase)),
        JsonValueKind.Null => true,
        JsonValueKind.String => value.Contains(expected.GetString()!, StringComparison.OrdinalIgnoreCase),
        _ => expected.ToString().Equals(value, StringComparison.OrdinalIgnoreCase),
    };

    private static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.ToString() : "";
}
