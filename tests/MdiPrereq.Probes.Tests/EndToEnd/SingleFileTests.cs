using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The tool's single files say what the tool says: what was left out of them is missing nowhere.</summary>
[Collection(Alone.Name)]
public class SingleFileTests(ToolCommands tool) : IClassFixture<ToolCommands>
{
    private const string OtherSystem = "the single files are tried where the first of them runs: Linux on x64";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_single_file_says_what_the_tool_says(bool native)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && RuntimeInformation.OSArchitecture == Architecture.X64, OtherSystem);
        var folder = Directory.CreateTempSubdirectory("mdi-single-").FullName;
        try
        {
            var (file, missing) = await SingleFile.MakeAsync(Path.Combine(folder, "program"), "linux-x64", native);
            Assert.SkipWhen(missing.Length > 0, missing);
            var said = await tool.SayAsync();
            var single = await ToolCommands.EachAsync(command => Machine.RunAsync(file, tool.ArgumentsOf(command)));
            foreach (var ((command, expected), (_, actual)) in said.Zip(single))
            {
                Assert.Equal((command, expected.ExitCode), (command, actual.ExitCode));
                Assert.NotEqual("", actual.Output);
                Assert.Equal([command, .. WithoutTimes(expected.Output)], [command, .. WithoutTimes(actual.Output)]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The records or lines in one order, without what the clock put into them.</summary>
    private static IEnumerable<string> WithoutTimes(string output)
    {
        // JSON and CSV: when, how long, and how far the clocks are apart. Tables: the same, as people are told.
        var text = Regex.Replace(output, @"\d{4}-\d\d-\d\dT[\d:.]+Z", "T");
        text = Regex.Replace(text, @"\d{4}-\d\d-\d\d \d\d:\d\d UTC", "T");
        text = Regex.Replace(text, @"(""(?:ElapsedMilliseconds|ClockSkewSeconds)"": )-?[\d.]+", "$1#");
        text = Regex.Replace(text, @"(?<=time(stamp)?="")[^""]*(?="")", "#");

        // What is made anew for each sending.
        text = Regex.Replace(text, @"[0-9a-f]{32}", "#");
        text = Regex.Replace(text, @"(?<=""SourcePort"": )\d+", "#");

        // How often a datagram was tried is a matter of time too.
        text = Regex.Replace(text, @"(?<=""Attempts"": |"",)\d+(?=\r?\n)", "#");
        text = Regex.Replace(text, @"(?<=,T,)\d+(?=,)", "#");
        text = Regex.Replace(text, @"(?<="",)-?[\d.]+(?=,"")", "#");
        text = Regex.Replace(text, @"(Open|Closed|Filtered|NoReply|Unreachable|NotTested) +\d+(?=  )", "$1 #");
        text = Regex.Replace(text, @"(?<=ClockSkew +Works +)-?[\d.]+ s|(?<=\()\d+\.\d s(?=\))", "#");
        var parts = text.Split(text.StartsWith('[') ? "}" : "\n");
        return parts.Select(part => part.Trim('[', ']', ',', '\r', '\n')).Order(StringComparer.Ordinal);
    }
}
