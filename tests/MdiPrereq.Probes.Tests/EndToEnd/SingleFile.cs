using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Makes the tool as one file, as <c>build.ps1 -Task Publish</c> does.</summary>
internal static class SingleFile
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <param name="folder">Where it is put.</param>
    /// <param name="system">What it is made for, such as linux-x64.</param>
    /// <param name="native">Compiled ahead of time.</param>
    /// <returns>The file, or why there is none: what it is made of cannot be had here. Anything else fails the test.</returns>
    public static async Task<(string File, string Missing)> MakeAsync(string folder, string system, bool native = false)
    {
        if (native && Machine.Find("clang") is null) return ("", "Native AOT needs clang (apt-get install clang zlib1g-dev)");
        var (exitCode, output) = await TakeAsync(folder, native ? $"{system}.native" : system)
            ?? await Machine.RunAsync(
                "dotnet", "publish", "src/MdiPrereq.SingleFile", $"-p:PublishFor={system}", $"-p:Native={native}",
                "--output", folder, "--nologo", "--verbosity", "quiet");

        // NU1101, NU1102, NU1301: a package that its source does not have, or no source.
        var refused = Regex.Match(output, @"error NU1[13]\d\d: ([^\[\r\n]*)");
        if (exitCode != 0 && refused.Success) return ("", $"what {system} needs could not be downloaded: {refused.Groups[1].Value.Trim()}");
        Assert.True(exitCode == 0, output);

        // Whatever may be missing in what was left out is an error; and nothing stands beside the one file.
        Assert.DoesNotContain(": warning ", output, StringComparison.Ordinal);
        return (Assert.Single(Directory.GetFiles(folder)), "");
    }

    /// <summary>What .ci/run makes beside the tests, as soon as it is made; null where nobody does.</summary>
    private static async Task<(int ExitCode, string Output)?> TakeAsync(string folder, string name)
    {
        if (Environment.GetEnvironmentVariable("MDI_SINGLE_FILES") is not { Length: > 0 } made) return null;
        var (status, waited) = (Path.Combine(made, $"{name}.status"), Stopwatch.StartNew());
        while (!File.Exists(status) || File.ReadAllText(status).Length == 0)
        {
            // Whoever has ended, or hangs, makes it no more: then it is made here.
            if (waited.Elapsed > Longest || (File.Exists(Path.Combine(made, "ended")) && !File.Exists(status))) return null;
            await Task.Delay(500, TestContext.Current.CancellationToken);
        }

        var exitCode = int.Parse(await File.ReadAllTextAsync(status), CultureInfo.InvariantCulture);
        if (exitCode == 0) await Machine.RunAsync("cp", "-rT", Path.Combine(made, name), folder);
        return (exitCode, await File.ReadAllTextAsync(Path.Combine(made, $"{name}.log")));
    }
}
