using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>One run of the command line tool in a host of the lab, and the results that it delivered.</summary>
internal sealed record ToolRun(int ExitCode, IReadOnlyList<JsonElement> Rows, string Output)
{
    public static string Tool { get; } = Path.Combine(AppContext.BaseDirectory, "mdiprereq.dll");

    /// <param name="host">The namespace.</param>
    /// <param name="through">A program that starts the tool, with its arguments, such as prlimit; may be none.</param>
    /// <param name="arguments">The tool's own.</param>
    public static Task<ToolRun> InAsync(string host, IEnumerable<string> through, params string[] arguments) =>
        RunAsync(host, through, [.. arguments, "--output", "json"]);

    /// <summary>The same, and what it says is a file of results.</summary>
    public static Task<ToolRun> FileInAsync(string host, IEnumerable<string> through, params string[] arguments) =>
        RunAsync(host, through, [.. arguments, "--output", "results"]);

    /// <summary>A run that has ended, whose results and messages were kept apart.</summary>
    public static ToolRun Of(int exitCode, string output, string errors) => new(exitCode, Parse(output), output + errors);

    /// <summary>The file of results in what it said.</summary>
    public string File => Output[Output.IndexOf('{', StringComparison.Ordinal)..(Output.LastIndexOf('}') + 1)];

    public static Task<ToolRun> InSensorAsync(params string[] arguments) => InAsync("mdi-sensor", [], arguments);

    /// <summary>What gives a program another DNS server: <c>ip netns exec</c> has made it a mount namespace of its own.</summary>
    public static IEnumerable<string> WithDnsServer(string address) =>
        ["sh", "-c", "f=$(mktemp) && echo nameserver $0 > $f && mount --bind $f /etc/resolv.conf && rm $f && exec \"$@\"", address];

    /// <summary>The results of some targets, as lines that can be compared: what was asked, and those properties.</summary>
    public IEnumerable<string> Of(IEnumerable<string> targets, params string[] properties) => Rows
        .Where(row => targets.Contains(Text(row, "ComputerName")))
        .Select(
            row => string.Join(
                ' ', new[] { "ComputerName", "RequirementId", "Transport" }.Concat(properties).Select(property => Text(row, property))))
        .Order(StringComparer.Ordinal);

    public static string Text(JsonElement row, string property) => row.TryGetProperty(property, out var value) ? value.ToString() : "";

    /// <summary>From the first probe's start to the last one's end.</summary>
    public static TimeSpan Span(IEnumerable<JsonElement> first, IEnumerable<JsonElement> last) => last.Max(EndOf) - first.Min(StartOf);

    private static async Task<ToolRun> RunAsync(string host, IEnumerable<string> through, string[] arguments)
    {
        var (exitCode, output) = await Machine.RunAsync("ip", ["netns", "exec", host, .. through, "dotnet", Tool, .. arguments]);
        return new(exitCode, Parse(output), output);
    }

    private static DateTime StartOf(JsonElement row) => row.GetProperty("TimestampUtc").GetDateTime();

    private static DateTime EndOf(JsonElement row) => StartOf(row).AddMilliseconds(row.GetProperty("ElapsedMilliseconds").GetDouble());

    // A run that was cut short may have left half a document: then it delivered nothing that anyone could read.
    private static IReadOnlyList<JsonElement> Parse(string output)
    {
        var (begin, end) = (output.IndexOf('[', StringComparison.Ordinal), output.LastIndexOf(']'));
        if (begin < 0 || end < begin) return [];
        try
        {
            using var json = JsonDocument.Parse(output[begin..(end + 1)]);
            return [.. json.RootElement.EnumerateArray().Select(element => element.Clone())];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
