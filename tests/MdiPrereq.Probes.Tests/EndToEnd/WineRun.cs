using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>One run of a program for Windows under Wine, and what it printed.</summary>
internal sealed record WineRun(int ExitCode, string Output, string Errors)
{
    public const string NotInstalled = "Wine is not installed (apt-get install wine64)";

    /// <summary>Debian puts it beside PATH.</summary>
    public static string? Program { get; } =
        Machine.Find("wine64") ?? (File.Exists("/usr/lib/wine/wine64") ? "/usr/lib/wine/wine64" : null);

    /// <param name="folder">Where Wine keeps its registry and its drive, from run to run.</param>
    /// <param name="through">A program that starts Wine, with its arguments, such as ip netns exec; may be none.</param>
    /// <param name="file">The program.</param>
    /// <param name="arguments">The program's own.</param>
    public static async Task<WineRun> StartAsync(
        string folder, IEnumerable<string> through, string file, params IEnumerable<string> arguments)
    {
        // A pipe would also wait for Wine's own services, which stay a while.
        var output = Path.Combine(folder, "out.txt");
        var command = $"WINEDEBUG=-all WINEPREFIX='{folder}/prefix' timeout 300 '{Program}' '{file}' \"$@\""
            + $" > '{output}' 2> '{output}.errors' < /dev/null";
        string[] words = [.. through, "sh", "-c", command, "sh", .. arguments];
        var (exitCode, _) = await Machine.RunAsync(words[0], words[1..]);
        return new(exitCode, await File.ReadAllTextAsync(output), await File.ReadAllTextAsync(output + ".errors"));
    }
}
