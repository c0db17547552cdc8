using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli;
using Xunit;

namespace MdiPrereq.Tests.Checks.Ports;

/// <summary>The catalogue against the reference file that it was written from, row by row.</summary>
public class PortCatalogTests
{
    private static readonly Dictionary<string, SensorType> SensorTypes = new()
    {
        ["Classic"] = SensorType.Classic,
        ["Standalone"] = SensorType.Standalone,
        ["V3"] = SensorType.Modern,
    };

    [Fact]
    public void Holds_exactly_the_documented_rows()
    {
        var expected = Reference().Select(row => row.ToString()).Order();
        var actual = PortCatalog.Rows.Select(row => new Row(
            row.Catalog, row.SensorType, row.Id, row.Service, row.Transport, row.Port, row.From, row.To, row.Direction, row.Necessity, row.Note, row.Source).ToString()).Order();
        Assert.Equal(expected, actual);
    }

    [Theory]
    [InlineData(Catalog.Current, SensorType.Classic, 13)]
    [InlineData(Catalog.Current, SensorType.Standalone, 18)]
    [InlineData(Catalog.Current, SensorType.Modern, 1)]
    [InlineData(Catalog.Seed2022, SensorType.Classic, 10)]
    [InlineData(Catalog.Seed2022, SensorType.Standalone, 19)]
    [InlineData(Catalog.Seed2022, SensorType.Modern, 0)]
    public void Has_one_object_for_each_transport(Catalog catalog, SensorType sensorType, int rows) =>
        Assert.Equal(rows, new RequirementFilter { Catalog = catalog, SensorType = [sensorType] }.Select().Count());

    [Fact]
    public void Every_row_has_its_document_and_date() => Assert.All(PortCatalog.Rows, row =>
    {
        Assert.NotEmpty(row.Source);
        Assert.InRange(row.SourceDate, new(2022, 1, 1), new(2026, 12, 31));
        Assert.StartsWith("https://learn.microsoft.com/defender-for-identity/", row.Reference);
    });

    [Fact]
    public void Every_outbound_row_can_be_spoken_to_but_the_slips_and_the_modern_cloud() => Assert.Equal(
        ["Current CloudMde443 Tcp", "Seed2022 Ldaps636 Udp", "Seed2022 Netlogon445 Udp", "Seed2022 Netlogon445 Udp"],
        PortCatalog.Rows.Where(row => row.Direction == Direction.Outbound && row.Protocol is null).Select(
            row => $"{row.Catalog} {row.Id} {row.Transport}").Order());

    [Theory]
    [InlineData("nnr*", 3)]
    [InlineData("LDAP389", 2)]
    [InlineData("?dap*", 3)]
    [InlineData("Ldap[s]*", 0)]
    public void Filters_by_id_with_wildcards(string id, int rows) =>
        Assert.Equal(rows, new RequirementFilter { SensorType = [SensorType.Standalone], Id = [id] }.Select().Count());

    [Fact]
    public void Names_the_ids_that_no_row_has_and_where_the_others_are()
    {
        var filter = new RequirementFilter { SensorType = [SensorType.Classic], Id = ["Ldap389", "Ldap390", "Kerberos88"] };
        Assert.Collection(
            filter.UnmatchedIds(ToolVocabulary.Instance),
            unmatched => Assert.Contains("No row has the id 'Ldap390'", unmatched.Problem),
            unmatched => Assert.Contains("--sensor-type Standalone --catalog Current", unmatched.Problem));
    }

    private static IEnumerable<Row> Reference()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "ports.json")));
        foreach (var row in json.RootElement.EnumerateArray())
        {
            foreach (var transport in row.GetProperty("Transport").EnumerateArray())
            {
                yield return new(
                    Text("Catalog") == "Current" ? Catalog.Current : Catalog.Seed2022,
                    SensorTypes[Text("SensorType")],
                    Text("Id"),
                    Text("Protocol"),
                    Enum.Parse<Transport>(transport.GetString()!, ignoreCase: true),
                    row.GetProperty("Port").GetInt32(),
                    Text("From"),
                    Text("To"),
                    Enum.Parse<Direction>(Text("Direction")),
                    Enum.Parse<Necessity>(Text("Requirement")),
                    Text("Note"),
                    Text("Source"));
            }

            string Text(string name) => row.GetProperty(name).GetString()!;
        }
    }

    private sealed record Row(
        Catalog Catalog, SensorType SensorType, string Id, string Service, Transport Transport, int Port,
        string From, string To, Direction Direction, Necessity Necessity, string Note, string Source);
}
