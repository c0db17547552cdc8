using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>What the tool makes of results: pages, tests of build servers, files, and what changed between files.</summary>
public sealed class ReportCommandTests : IDisposable
{
    private static readonly string[] Test = ["test", "dc01.contoso.test", "dc03.contoso.test", "--id", "Dns53,Gc3268", "--timeout", "500"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-tool-").FullName;

    [Fact]
    public void A_file_of_results_compares_with_itself_and_with_another()
    {
        var all = Results("all.json", Test);
        var few = Results("few.json", "test", "dc01.contoso.test", "--id", "Dns53");
        var same = Tool.Run("compare", all, all);
        Assert.Equal((0, "Nothing changed.", ""), (same.ExitCode, same.Output.Trim(), same.Error));

        var more = Tool.Run("compare", few, all);
        Assert.Equal(1, more.ExitCode);
        Assert.Contains("dc03.contoso.test, Dns53 (TCP 53)", more.Output, StringComparison.Ordinal);
        Assert.Equal(0, Tool.Run("compare", all, few).ExitCode);
        Assert.Contains("\"Change\": \"Gone\"", Tool.Run("compare", all, few, "-o", "json").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_bad_usage()
    {
        var broken = Path.Combine(_folder, "broken.json");
        File.WriteAllText(broken, "{\"Schema\":");
        foreach (var file in new[] { broken, Path.Combine(_folder, "nosuch.json") })
        {
            Assert.Equal(2, Tool.Run("compare", file, file).ExitCode);
            var report = Tool.Run("report", file);
            Assert.Equal(2, report.ExitCode);
            Assert.Contains($"'{file}' was not read: ", report.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void One_page_is_made_of_files_with_a_baseline()
    {
        var all = Results("all.json", Test);
        var report = Tool.Run("report", all, "--baseline", all, "--expect", "SENSOR9", "--title", "A <b>");
        Assert.Equal((0, ""), (report.ExitCode, report.Error));
        Assert.Contains("<h1>A &lt;b&gt;</h1>", report.Output, StringComparison.Ordinal);
        Assert.Contains("since the baseline</h2>\n<p>Nothing.</p>", report.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing came from <b>SENSOR9</b>", report.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_test_writes_a_page()
    {
        Assert.StartsWith("<!DOCTYPE html>", Tool.Run([.. Test, "-o", "html"]).Output, StringComparison.Ordinal);
        Assert.Contains("Can devices be named?", Tool.Run("nnr", "192.0.2.101", "-o", "html").Output, StringComparison.Ordinal);
        Assert.Contains("Can devices be named?", Tool.Run("nnr", "192.0.2.101", "--summary", "-o", "html").Output, StringComparison.Ordinal);
        Assert.Contains("no step fails", Tool.Run("cloud", "contoso", "-o", "html").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Junit_has_a_case_for_each_result_and_a_failure_for_each_that_fails()
    {
        var run = Tool.Run([.. Test, "-o", "junit"]);
        Assert.Equal(1, run.ExitCode);
        var suites = XDocument.Parse(run.Output).Root!;
        Assert.Equal(6, Count(suites, "tests"));
        Assert.Equal(6, suites.Descendants("testcase").Count());
        Assert.Equal(Count(suites, "failures"), suites.Descendants("failure").Count());
        Assert.Equal(2, suites.Elements("testsuite").Count());
        Assert.All(suites.Descendants("failure"), one => Assert.NotEqual("", one.Value + one.Attribute("message")!.Value));
        foreach (var other in new[] { Tool.Run("nnr", "192.0.2.101-192.0.2.106", "-o", "junit"), Tool.Run("cloud", "contoso", "-o", "junit"), Tool.Run("adapter", "-o", "junit") })
        {
            var root = XDocument.Parse(other.Output).Root!;
            Assert.Equal(Count(root, "tests"), root.Descendants("testcase").Count());
        }
    }

    [Theory]
    [InlineData("html")]
    [InlineData("JUnit")]
    [InlineData("results")]
    public void What_is_no_result_has_no_page(string format)
    {
        var run = Tool.Run("ports", "-o", format);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains("Give one of Table, Json, Csv", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demonstration_writes_a_page_of_all_that_it_found()
    {
        var page = Path.Combine(_folder, "page.html");
        Assert.Equal(1, Tool.Run("demo", "--report", page).ExitCode);
        var html = File.ReadAllText(page);
        foreach (var one in new[] { "dc03.contoso.test", "192.0.2.106", "The way to the cloud service" }) Assert.Contains(one, html, StringComparison.Ordinal);
        Assert.Equal(2, Tool.Run("demo", "--report", Path.Combine(_folder, "nosuch", "page.html")).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static int Count(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private string Results(string name, params string[] args)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, Tool.Run([.. args, "-o", "results"]).Output);
        return file;
    }
}
