using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The machine that the tests run on: its programs, and this repository.</summary>
internal static class Machine
{
    public static string Repository { get; } = FindRepository();

    /// <summary>Why there is no PowerShell; CI, which would have installed one, knows more.</summary>
    public static string WhyNoPowerShell => WhyNo("pwsh");

    /// <summary>Likewise for Bicep's compiler.</summary>
    public static string WhyNoBicep => WhyNo("bicep");

    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(File.Exists);

    /// <summary>Runs a program in the repository's root and gives all that it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";

        // A build's servers outlive it by a quarter of an hour and hold its output open, which is read to its end here.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["UseSharedCompilation"] = "false";
        using var process = Process.Start(start)!;
        var stop = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await errors);
    }

    private static string WhyNo(string program) =>
        Environment.GetEnvironmentVariable($"WHY_NO_{program.ToUpperInvariant()}") is { Length: > 0 } why ? why : $"there is no {program} on PATH";

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MdiPrereq.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
