using System;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Export-MdiResult and Import-MdiResult, with results of every cmdlet.</summary>
public sealed class ResultFileTests(Sample sample) : IClassFixture<Sample>, IDisposable
{
    private const string All = """
        $all = @(Test-MdiPort dc01.contoso.test, dc03.contoso.test, nosuch.contoso.test -Id Ldap389, Gc3268 -TimeoutMilliseconds 300)
        $all += @(Test-MdiNnr 192.0.2.101, 192.0.2.103, 192.0.2.105 -TimeoutMilliseconds 300 -OutVariable nnr)
        $all += @($nnr | Measure-MdiNnr)
        $all += @(Test-MdiCloudService contoso)
        $all += @(Test-MdiCaptureAdapter)

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-results-").FullName;

    private string FilePath => Path.Combine(_folder, "results.json");

    [Fact]
    public void Import_after_export_gives_the_same_types_with_the_same_values()
    {
        var outcome = sample.Session.Run(All + "$all | Export-MdiResult $args[0]; , $all; , @(Import-MdiResult $args[0])", FilePath);
        Assert.Empty(outcome.Errors);
        var before = (object[])outcome.Output[0].BaseObject;
        var after = (object[])outcome.Output[1].BaseObject;
        Assert.Equal(before.Select(Text), after.Select(Text));
        Assert.Equal(5, before.Select(one => Bare(one).GetType()).Distinct().Count());
    }

    [Fact]
    public void Results_that_came_through_remoting_are_written_as_what_they_were()
    {
        var outcome = sample.Session.Run(All + """
            $type = [System.Management.Automation.PSSerializer]
            $type::Deserialize($type::Serialize($all)) | Export-MdiResult $args[0]
            , $all
            , @(Import-MdiResult $args[0])
            """, FilePath);
        Assert.Empty(outcome.Errors);
        Assert.Equal(((object[])outcome.Output[0].BaseObject).Select(Text), ((object[])outcome.Output[1].BaseObject).Select(Text));
    }

    [Fact]
    public void What_was_imported_can_be_tested_again()
    {
        var outcome = sample.Session.Run(
            "Test-MdiPort dc01.contoso.test -Id Gc3268 | Export-MdiResult $args[0]; Import-MdiResult $args[0] | Test-MdiPort", FilePath);
        Assert.Empty(outcome.Errors);
        Assert.Equal("Pass", outcome.Each("Verdict").Single());
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        var outcome = sample.Session.Run("Test-MdiPort dc01.contoso.test -Id Gc3268 | Export-MdiResult $args[0] -WhatIf", FilePath);
        Assert.Empty(outcome.Errors);
        Assert.False(File.Exists(FilePath));
    }

    [Fact]
    public void A_run_that_is_stopped_leaves_no_file()
    {
        sample.Session.RunAndStop("1; Test-MdiNnr 192.0.2.101, 192.0.2.201 -Timeout 60000 | Export-MdiResult $args[0]", FilePath);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void PassThru_gives_the_file()
    {
        var outcome = sample.Session.Run("Test-MdiPort dc01.contoso.test -Id Gc3268 | Export-MdiResult $args[0] -PassThru", FilePath);
        Assert.Equal(FilePath, outcome.Of<FileInfo>().Single().FullName);
    }

    [Fact]
    public void Several_files_are_read_by_a_wildcard_or_from_a_list_of_files()
    {
        var outcome = sample.Session.Run("""
            $folder = $args[0]
            'a', 'b' | ForEach-Object { Test-MdiPort dc01.contoso.test -Id Gc3268 | Export-MdiResult "$folder/$_.json" }
            @(Import-MdiResult "$folder/*.json").Count
            @([IO.DirectoryInfo]::new($folder).GetFiles() | ForEach-Object FullName | Import-MdiResult).Count
            """, _folder);
        Assert.Empty(outcome.Errors);
        Assert.Equal(["2", "2"], outcome.Output.Select(one => $"{one}"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static object Bare(object one) => one is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : one;

    private static string Text(object one)
    {
        var result = Bare(one);
        var values = result.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => $"{property.Name}={Value(property.GetValue(result))}");
        return $"{result.GetType().FullName}: {string.Join("; ", values)}";
    }

    private static string Value(object? value) =>
        value is DateTime time ? time.ToString("o") : string.Format(System.Globalization.CultureInfo.InvariantCulture, "{0}", value);
}
