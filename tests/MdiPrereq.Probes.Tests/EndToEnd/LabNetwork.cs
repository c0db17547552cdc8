using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Tests.EndToEnd;
using Xunit;

[assembly: AssemblyFixture(typeof(LabNetwork))]

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The lab's network and servers (tests/lab): up as soon as a test wants them, down behind the last test.</summary>
public sealed class LabNetwork : IAsyncDisposable
{
    private static readonly string[] Tools = ["ip", "nft", "samba", "chronyd", "named", "nmbd", "xrdp", "squid", "python3"];

    private readonly Lazy<Task<string>> _missing;

    private bool _broughtUp;

    public LabNetwork() => _missing = new(BringUpAsync);

    /// <returns>Why there is no lab here; empty when it is up.</returns>
    public Task<string> UpAsync() => _missing.Value;

    public async ValueTask DisposeAsync()
    {
        if (_broughtUp) await Machine.RunAsync("bash", "tests/lab/lab.sh", "down");
    }

    private async Task<string> BringUpAsync()
    {
        if (WhyImpossible() is { Length: > 0 } why) return why;
        var (status, _) = await Machine.RunAsync("bash", "tests/lab/lab.sh", "status");
        _broughtUp = status != 0;
        var (exitCode, output) = await Machine.RunAsync("bash", "tests/lab/lab.sh", "up");

        // A lab that this machine should have and that does not come up is a failure, not a reason to skip.
        return exitCode == 0 ? "" : throw new InvalidOperationException($"The lab did not come up: {output}");
    }

    private static string WhyImpossible()
    {
        if (!OperatingSystem.IsLinux()) return "the lab needs Linux with network namespaces";
        if (!Environment.IsPrivilegedProcess) return "the lab needs root, for network namespaces";
        var state = Environment.GetEnvironmentVariable("MDI_LAB_STATE") ?? "/var/lib/mdiprereq-lab";
        string[] folders = ["/usr/sbin", Path.Combine(state, "beside", "usr", "sbin")];
        var missing = Tools.Where(tool => Machine.Find(tool) is null && !folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
            .ToList();
        return missing.Count == 0 ? "" : $"the lab needs {string.Join(", ", missing)}; run tests/lab/lab.sh install";
    }
}
