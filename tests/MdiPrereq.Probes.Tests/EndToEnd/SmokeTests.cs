using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Sample;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Every cmdlet and view in a real PowerShell, against the sample network: without a lab, and without Pester.</summary>
public class SmokeTests
{
    [Fact]
    public async Task Every_cmdlet_and_view_works_in_a_real_powershell()
    {
        var shell = Machine.Find("pwsh");
        Assert.SkipWhen(shell is null, Machine.WhyNoPowerShell);

        // A stage of its own: others may make that in out/ anew at any time.
        var stage = Directory.CreateTempSubdirectory("mdi-smoke-");
        try
        {
            var (staged, stageOutput) = await Machine.RunAsync("dotnet", "msbuild", "src/MdiPrereq", "-target:Stage", "-nologo",
                "-verbosity:quiet", "-nodeReuse:false", $"-property:StageFolder={stage.FullName}/MdiPrereq/");
            Assert.True(staged == 0, stageOutput);
            var (exitCode, output) = await Machine.RunAsync(shell, "-NoProfile", "-File", "tests/MdiPrereq.Tests/Smoke.ps1",
                "-Module", Path.Combine(stage.FullName, "MdiPrereq", "MdiPrereq.psd1"), "-Sample", typeof(SampleNetwork).Assembly.Location);
            TestContext.Current.TestOutputHelper?.WriteLine(output);
            Assert.True(exitCode == 0, string.Join('\n', output.Split('\n').Where(line => !line.Contains("[+]"))));
        }
        finally
        {
            stage.Delete(recursive: true);
        }
    }
}
