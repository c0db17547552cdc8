using System;
using System.IO;
using System.Linq;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Compare-MdiResult and Export-MdiReport, with results of the sample network.</summary>
public sealed class ReportTests(Sample sample) : IClassFixture<Sample>, IDisposable
{
    private const string Some = """
        $some = @(Test-MdiPort dc01.contoso.test, dc03.contoso.test -Id Dns53 -TimeoutMilliseconds 300)
        $some += @(Test-MdiNnr 192.0.2.101 -TimeoutMilliseconds 300)

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-report-").FullName;

    private string Old => Path.Combine(_folder, "old.json");

    private string Page => Path.Combine(_folder, "page.html");

    [Fact]
    public void Results_compare_as_objects_as_files_and_after_remoting()
    {
        var outcome = sample.Session.Run(Some + """
            $some | Export-MdiResult $args[0]
            $type = [System.Management.Automation.PSSerializer]
            $through = $type::Deserialize($type::Serialize($some))
            Compare-MdiResult $some $some
            Compare-MdiResult $args[0] $args[0]
            Compare-MdiResult ([System.IO.FileInfo]$args[0]) $through
            $through | Compare-MdiResult $args[0]
            $some | Compare-MdiResult $args[0] -Quiet
            """, Old);
        Assert.Empty(outcome.Errors);
        Assert.Equal(true, Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Each_change_is_an_object_and_what_fails_anew_is_worse()
    {
        var outcome = sample.Session.Run(Some + """
            $fewer = @($some | Where-Object ComputerName -ne dc03.contoso.test)
            Compare-MdiResult $fewer $some
            Compare-MdiResult $fewer $some -Quiet
            Compare-MdiResult $some $fewer -Quiet
            Compare-MdiResult @() $fewer -Quiet
            Compare-MdiResult $null $fewer -Quiet
            """);
        Assert.Empty(outcome.Errors);
        var changes = outcome.Of<ResultChange>();
        Assert.Equal(2, changes.Count);
        Assert.All(changes, change => Assert.Equal((ResultChangeKind.New, "dc03.contoso.test", true), (change.Change, change.ComputerName, change.IsWorse)));
        Assert.Equal([false, true, true, true], outcome.Of<bool>());
    }

    [Theory]
    [InlineData("Compare-MdiResult $args[0] $some -Quiet", "ResultFileNotFound")]
    [InlineData("Compare-MdiResult 3 $some -Quiet", "InvalidInputObject")]
    public void What_cannot_be_read_is_an_error_and_never_quiet(string script, string id)
    {
        var outcome = sample.Session.Run(Some + script, Path.Combine(_folder, "nosuch.json"));
        Assert.StartsWith(id, Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(false, Assert.Single(outcome.Output).BaseObject);
    }

    [Fact]
    public void Measures_are_left_out_of_a_comparison_with_a_warning()
    {
        var outcome = sample.Session.Run(Some + "$all = @($some) + @($some[-1] | Measure-MdiNnr); Compare-MdiResult $all $some");
        Assert.Empty(outcome.Output);
        Assert.Contains("name no source", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_made_of_objects_and_files_with_a_baseline_and_a_title()
    {
        var outcome = sample.Session.Run(Some + """
            $some | Export-MdiResult $args[1]
            $some | Export-MdiReport $args[0] -Baseline $args[1] -Title 'Tuesday <1>' -ExpectedComputer S9 -PassThru
            """, Page, Old);
        Assert.Empty(outcome.Errors);
        Assert.Equal(Page, ((FileInfo)Assert.Single(outcome.Output).BaseObject).FullName);
        var page = File.ReadAllText(Page);
        Assert.Contains("<title>Tuesday &lt;1&gt;</title>", page, StringComparison.Ordinal);
        Assert.Contains("What changed since the baseline", page, StringComparison.Ordinal);
        Assert.Contains("Nothing came from <b>S9</b>", page, StringComparison.Ordinal);
        Assert.Contains("dc03.contoso.test", page, StringComparison.Ordinal);
        Assert.Empty(sample.Session.Run("$args[1] | Export-MdiReport $args[0]", Page, Old).Errors);
        Assert.DoesNotContain("since the baseline", File.ReadAllText(Page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$some | Export-MdiReport (Join-Path $args[0] nosuch/page.html)", "PathNotUsable")]
    [InlineData("Set-Content (Join-Path $args[0] p.html) x; $some | Export-MdiReport (Join-Path $args[0] p.html) -NoClobber", "ResultFileExists")]
    [InlineData("1, $some[0] | Export-MdiReport (Join-Path $args[0] q.html)", "InvalidInputObject")]
    public void What_a_page_cannot_be_made_of_is_an_error(string script, string id)
    {
        var outcome = sample.Session.Run(Some + "function Join-Path($a, $b) { [IO.Path]::Combine($a, $b) }\nfunction Set-Content($a, $b) { [IO.File]::WriteAllText($a, $b) }\n" + script, _folder);
        Assert.StartsWith(id, Assert.Single(outcome.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_no_page()
    {
        Assert.Empty(sample.Session.Run(Some + "$some | Export-MdiReport $args[0] -WhatIf", Page).Errors);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
