using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The command line tool in the lab's sensor host, against the whole expected matrix.</summary>
[Collection(Lab.Name)]
public class LabMatrixTests(Lab lab)
{
    [Fact]
    public async Task Every_row_of_every_host_is_as_the_matrix_has_it()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        using var matrix = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(Machine.Repository, "tests/lab/matrix.json"), TestContext.Current.CancellationToken));
        var mismatches = new List<string>();
        foreach (var catalog in matrix.RootElement.EnumerateArray().GroupBy(row => Text(row, "Catalog")))
        {
            var results = await TestAsync(
                catalog.Key,
                catalog.Select(row => Text(row, "ComputerName")).Distinct(),
                catalog.Select(row => Text(row, "RequirementId")).Distinct());
            foreach (var row in catalog)
            {
                var result = results.Where(
                    one => Same(one, row, "ComputerName") && Same(one, row, "RequirementId") && Same(one, row, "Transport")).ToList();
                var what = $"{Text(row, "Host")} {Text(row, "RequirementId")} {Text(row, "Transport")}";
                if (result.Count != 1) mismatches.Add($"{what}: {result.Count} results");
                else mismatches.AddRange(Differences(row, result[0]).Select(difference => $"{what}: {difference}"));
            }
        }

        Assert.Empty(mismatches);
    }

    private static async Task<List<JsonElement>> TestAsync(string catalog, IEnumerable<string> targets, IEnumerable<string> ids)
    {
        var tool = Path.Combine(AppContext.BaseDirectory, "mdiprereq.dll");
        var (exitCode, output) = await Machine.RunAsync(
            "ip",
            ["netns", "exec", "mdi-sensor", "dotnet", tool, "test", .. targets, "--sensor-type", "Standalone", "--catalog", catalog, "--id", string.Join(",", ids), "--output", "json"]);
        Assert.InRange(exitCode, 0, 1);
        using var json = JsonDocument.Parse(output[output.IndexOf('[', StringComparison.Ordinal)..(output.LastIndexOf(']') + 1)]);
        return [.. json.RootElement.EnumerateArray().Select(element => element.Clone())];
    }

    private static IEnumerable<string> Differences(JsonElement row, JsonElement result)
    {
        foreach (var property in new[] { "State", "Reason" })
        {
            if (!row.GetProperty(property).EnumerateArray().Any(allowed => allowed.GetString() == Text(result, property)))
            {
                yield return $"{property} is {Text(result, property)}, not {row.GetProperty(property)}";
            }
        }

        var verified = row.GetProperty("Verified");
        if (verified.ValueKind != JsonValueKind.Null && verified.GetBoolean() != result.GetProperty("Verified").GetBoolean())
        {
            yield return $"Verified is {result.GetProperty("Verified")}";
        }

        if (row.TryGetProperty("MaxClockSkewSeconds", out var limit)
            && Math.Abs(result.GetProperty("ClockSkewSeconds").GetDouble()) > limit.GetDouble())
        {
            yield return $"ClockSkewSeconds is {result.GetProperty("ClockSkewSeconds")}";
        }
    }

    private static bool Same(JsonElement one, JsonElement other, string property) => Text(one, property) == Text(other, property);

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
