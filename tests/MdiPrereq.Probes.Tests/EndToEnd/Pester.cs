using System;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The Pester tests against the staged module in a real PowerShell; in the lab's sensor host where there is a lab.</summary>
internal static class Pester
{
    private static readonly Lazy<Task> Staged = new(StageAsync);

    /// <param name="lab">Where they run.</param>
    /// <param name="part">Which of them.</param>
    public static async Task PassesAsync(Lab lab, string part)
    {
        var shell = Machine.Find("pwsh");
        Assert.SkipWhen(shell is null, Machine.WhyNoPowerShell);
        var (pester, _) = await Machine.RunAsync(
            shell,
            "-NoProfile",
            "-Command",
            "if (-not (Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -ge 5 })) { exit 1 }");
        Assert.SkipWhen(pester != 0, "PowerShell has no Pester 5 or later (SmokeTests ran the cmdlets in it)");

        await Staged.Value;
        string[] command = [shell, "-NoProfile", "-File", "tests/MdiPrereq.Tests/Invoke-Tests.ps1", part];
        var (exitCode, output) = lab.Missing.Length > 0
            ? await Machine.RunAsync(command[0], command[1..])
            : await Machine.RunAsync("ip", ["netns", "exec", "mdi-sensor", .. command]);
        TestContext.Current.SendDiagnosticMessage(output);
        TestContext.Current.TestOutputHelper?.WriteLine(output);
        Assert.True(exitCode == 0, string.Join('\n', output.Split('\n').Where(line => !line.Contains("[+]"))));
    }

    private static async Task StageAsync()
    {
        foreach (var task in new[] { "Stage", "Pack" })
        {
            var (exitCode, output) = await Machine.RunAsync(Machine.Find("pwsh")!, "-NoProfile", "-File", "build.ps1", "-Task", task);
            Assert.True(exitCode == 0, output);
        }
    }
}
