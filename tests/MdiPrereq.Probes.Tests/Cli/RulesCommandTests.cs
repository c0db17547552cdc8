using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>mdiprereq rules: files, standard input and rows in, documents and records out.</summary>
public sealed class RulesCommandTests : IDisposable
{
    private static readonly string[] Test = ["test", "dc02.contoso.test", "--sensor-type", "Standalone", "--timeout", "300", "--output", "json"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-rules-").FullName;

    [Fact]
    public void What_a_test_wrote_becomes_rules_from_a_file_and_from_standard_input()
    {
        var results = Tool.Run(Test).Output;
        var file = Write("results.json", results);
        var (fromFile, fromInput) = (Tool.Run("rules", file, "--format", "Nftables"), Tool.RunWithInput(results, "rules", "-", "--format", "nftables"));
        Assert.Equal((0, ""), (fromFile.ExitCode, fromFile.Error));
        Assert.Equal(fromFile.Output, fromInput.Output);
        Assert.Equal(2, fromFile.Output.Split('\n').Count(line => line.StartsWith("insert rule inet filter forward ip saddr { 192.0.2.100 } ip daddr { 192.0.2.20 }", StringComparison.Ordinal)));
        Assert.Contains("# 192.0.2.20 = dc02.contoso.test", fromFile.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_have_the_names_of_the_cmdlets_properties()
    {
        var run = Tool.Run("rules", "--source", "10.0.0.1", "--target", "10.0.0.2", "--id", "Nnr*", "--output", "json");
        using var rules = JsonDocument.Parse(run.Output);
        Assert.Equal(["135, 3389", "137"], rules.RootElement.EnumerateArray().Select(rule => rule.GetProperty("Port").GetString()));
        Assert.Equal(
            ["Format", "Name", "Source", "Destination", "Transport", "Port", "Direction", "Text", "Undo", "Reason", "Reference"],
            rules.RootElement[0].EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Undo_takes_away_what_was_written()
    {
        string[] rows = ["rules", "--source", "10.0.0.1", "--target", "10.0.0.2", "--id", "Dns53", "--format", "CiscoAsa"];
        var (rules, undo) = (Tool.Run(rows).Output, Tool.Run([.. rows, "--undo"]).Output);
        var entries = rules.Split('\n').Where(line => line.StartsWith("access-list ", StringComparison.Ordinal)).Select(line => "no " + line.Replace(" line 1", "", StringComparison.Ordinal));
        Assert.Equal(entries.Order(), undo.Split('\n').Where(line => line.StartsWith("no access-list ", StringComparison.Ordinal)).Order());
    }

    [Theory]
    [InlineData("Give files of results, or --source", "rules")]
    [InlineData("'10.0.0.0/99'", "rules", "--source", "10.0.0.1", "--target", "10.0.0.0/99")]
    [InlineData("The name 'nosuch.contoso.test' has no address", "rules", "--source", "10.0.0.1", "--target", "nosuch.contoso.test")]
    [InlineData("Reverse DNS asks a DNS server", "rules", "--source", "10.0.0.1", "--target", "10.0.0.2", "--nnr-method", "Dns")]
    [InlineData("'Cisco' is no value for --format", "rules", "--source", "10.0.0.1", "--format", "Cisco")]
    [InlineData("'/no/such/file' was not read", "rules", "/no/such/file")]
    public void What_makes_no_sense_is_said_and_exit_code_2(string said, params string[] args)
    {
        var run = Tool.Run(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("text")]
    public void A_file_that_holds_no_results_costs_itself_alone(string text)
    {
        var run = Tool.Run("rules", Write("wrong.json", text), Write("right.json", Tool.Run(Test).Output), "--format", "Csv");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("wrong.json' was not read: ", run.Error, StringComparison.Ordinal);
        Assert.Equal(3, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void A_file_of_results_is_read_as_the_module_writes_it()
    {
        var results = Tool.Run(Test).Output;
        var file = Write("export.json", $"{{\"Schema\":\"MdiPrereq.Results\",\"Version\":1,\"Results\":{results}}}");
        Assert.Equal(Tool.RunWithInput(results, "rules", "-").Output, Tool.Run("rules", file).Output);
    }

    [Fact]
    public void Nothing_to_allow_is_said_and_no_failure()
    {
        var run = Tool.RunWithInput("[]", "rules", "-");
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("There is nothing to allow", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
