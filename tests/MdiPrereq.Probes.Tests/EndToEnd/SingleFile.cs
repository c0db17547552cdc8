using System;
using System.IO;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Makes the tool as one file, as <c>build.ps1 -Task Publish</c> does.</summary>
internal static class SingleFile
{
    /// <param name="folder">Where it is put.</param>
    /// <param name="system">What it is made for, such as linux-x64.</param>
    /// <param name="native">Compiled ahead of time.</param>
    /// <returns>The file, or why there is none: what it is made of cannot be had here. Anything else fails the test.</returns>
    public static async Task<(string File, string Missing)> MakeAsync(string folder, string system, bool native = false)
    {
        if (native && Machine.Find("clang") is null) return ("", "Native AOT needs clang (apt-get install clang zlib1g-dev)");
        var (exitCode, output) = await Machine.RunAsync(
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
}
