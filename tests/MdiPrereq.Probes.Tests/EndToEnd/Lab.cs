using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The tests that need the lab run after all others and one by one: they keep the machine busy.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Lab : ICollectionFixture<Lab>, IAsyncLifetime
{
    public const string Name = "End to end";

    private static readonly string[] Tools = ["ip", "nft", "samba", "chronyd", "named", "nmbd", "xrdp", "squid", "python3"];

    private bool _broughtUp;

    /// <summary>Why there is no lab here; empty when it is up.</summary>
    public string Missing { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        Missing = WhyImpossible();
        if (Missing.Length > 0) return;
        var (status, _) = await Machine.RunAsync("bash", "tests/lab/lab.sh", "status");
        _broughtUp = status != 0;
        var (exitCode, output) = await Machine.RunAsync("bash", "tests/lab/lab.sh", "up");

        // A lab that this machine should have and that does not come up is a failure, not a reason to skip.
        if (exitCode != 0) throw new InvalidOperationException($"The lab did not come up: {output}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_broughtUp) await Machine.RunAsync("bash", "tests/lab/lab.sh", "down");
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
