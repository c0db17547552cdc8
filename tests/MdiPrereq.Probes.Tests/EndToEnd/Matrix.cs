using System;
using System.Collections.Generic;
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
            var what = string.Join(' ', new[] { "ComputerName", "RequirementId", "Transport" }.Select(key => Text(row, key)).Where(text => text.Length > 0));
            var found = results.Where(one => Same(one, row, "ComputerName") && Same(one, row, "RequirementId") && Same(one, row, "Transport")).ToList();
            if (found.Count != 1) yield return $"{what}: {found.Count} results";
            else
            {
                foreach (var property in row.EnumerateObject().Where(property => !Keys.Contains(property.Name)))
                {
                    var (name, value) = property.Name == "MaxClockSkewSeconds" ? ("ClockSkewSeconds", Text(found[0], "ClockSkewSeconds")) : (property.Name, Text(found[0], property.Name));
                    if (!IsAllowed(property, value)) yield return $"{what}: {name} is {value}";
                }
            }
        }
    }

    private static bool IsAllowed(JsonProperty property, string value) => property.Value.ValueKind switch
    {
        JsonValueKind.Array => property.Value.EnumerateArray().Any(allowed => string.Equals(allowed.ValueKind == JsonValueKind.Null ? "" : allowed.ToString(), value, StringComparison.OrdinalIgnoreCase)),
        JsonValueKind.Null => true,
        JsonValueKind.Number => double.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var skew) && Math.Abs(skew) <= property.Value.GetDouble(),
        JsonValueKind.String => value.Contains(property.Value.GetString()!, StringComparison.OrdinalIgnoreCase),
        _ => string.Equals(property.Value.ToString(), value, StringComparison.OrdinalIgnoreCase),
    };

    private static bool Same(JsonElement one, JsonElement other, string property) => !other.TryGetProperty(property, out _) || Text(one, property) == Text(other, property);

    private static string Text(JsonElement element, string property) => element.TryGetProperty(property, out var value) ? value.ToString() : "";
}
