using System.Collections.Generic;
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
        var differences = new List<string>();
        foreach (var catalog in Matrix.Load("matrix.json").Rows.GroupBy(row => Text(row, "Catalog")))
        {
            var run = await ToolRun.InSensorAsync(
            [
                "test", .. Distinct(catalog, "ComputerName"),
                "--sensor-type", "Standalone", "--catalog", catalog.Key, "--id", string.Join(",", Distinct(catalog, "RequirementId")),
            ]);
            Assert.InRange(run.ExitCode, 0, 1);
            differences.AddRange(Matrix.Differences(catalog, run.Rows));
        }

        Assert.Empty(differences);
    }

    private static IEnumerable<string> Distinct(IEnumerable<JsonElement> rows, string property) =>
        rows.Select(row => Text(row, property)).Distinct();

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
