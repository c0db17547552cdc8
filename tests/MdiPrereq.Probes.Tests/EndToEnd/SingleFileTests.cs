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
public class SingleFileTests
{
    private const string OtherSystem = "the single files are tried where the first of them runs: Linux on x64";

    // What each command says, in every format, and what it says to bad input.
    private static readonly string[] Commands =
    [
        "", "--help", "test --help", "nnr --help", "adapter --help", "cloud --help", "demo --help", "prots", "test --nonsense x",
        "test 192.0.2.1 --sensor-type Nonsense", "test 192.0.2.1 --id Nonsense", "nnr 10.0.0.0/99", "cloud no_workspace",
        "test 127.0.0.1 --timeout 0",
        "ports", "ports -o json", "ports -o csv", "ports --catalog Seed2022 --sensor-type Modern -o json",
        "adapter --pass-facts", "adapter -o json", "adapter -o csv",
        "nnr 127.0.0.77 -o json --timeout 100 --method Ntlm", "nnr 127.0.0.77 --summary -o csv --timeout 100 --method Ntlm",
        "demo", "demo -o json", "demo -o csv", "demo -o junit",
        "check --help", "compare --help", "report --help", "rules --help", "compare FIRST SECOND", "compare FIRST SECOND -o json",
        "report FIRST", "rules FIRST", "rules FIRST -o csv", "rules --source 10.0.0.5 --target 10.0.0.10 --format Nftables",
        "compare FIRST none", "report none",
    ];

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
            await Machine.RunAsync("sh", "-c", $"dotnet '{ToolRun.Tool}' demo -o results > '{folder}/FIRST'");
            await Machine.RunAsync("sh", "-c", $"dotnet '{ToolRun.Tool}' nnr 127.0.0.77 --timeout 100 -o results > '{folder}/SECOND'");

            foreach (var command in Commands)
            {
                string[] arguments =
                [
                    .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                        .Select(word => word is "FIRST" or "SECOND" ? Path.Combine(folder, word) : word),
                ];
                var expected = await Machine.RunAsync("dotnet", [ToolRun.Tool, .. arguments]);
                var actual = await Machine.RunAsync(file, arguments);
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
        text = Regex.Replace(text, @"(""(?:ElapsedMilliseconds|ClockSkewSeconds)"": )-?[\d.]+", "$1#");
        text = Regex.Replace(text, @"(?<=time(stamp)?="")[^""]*(?="")", "#");

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
