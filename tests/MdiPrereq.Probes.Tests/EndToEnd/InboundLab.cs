using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// The network of the rows that come in (tests/lab/inbound/inbound.sh): apart from the lab, and built once. What takes its time, a listening
/// that many send to, is a scene that is played once and looked at by many tests.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InboundLab : ICollectionFixture<InboundLab>, IAsyncLifetime
{
    public const string Name = "Inbound";

    /// <summary>The sensor, as its senders know it.</summary>
    public const string Sensor = "sensor01";
    public const string SensorAddress = "10.84.0.10";

    /// <summary>What FreeRADIUS and vpn01 share.</summary>
    public const string Secret = "lab-secret-of-vpn01";

    private static readonly string[] Tools =
        ["ip", "nft", "ss", "tcpdump", "tshark", "freeradius", "radclient", "rsyslogd", "logger", "faketime", "setpriv", "gcc", "python3"];

    private readonly Lazy<Task<WallScene>> _walls;
    private readonly Lazy<Task<TakenScene>> _taken;
    private readonly Lazy<Task<FloodScene>> _flood;
    private readonly Lazy<Task<RemotingScene>> _remoting;

    public InboundLab()
    {
        _walls = new(() => WallScene.PlayAsync(this));
        _taken = new(() => TakenScene.PlayAsync(this));
        _flood = new(() => FloodScene.PlayAsync(this));
        _remoting = new(() => RemotingScene.PlayAsync(this));
    }

    /// <summary>Why there is no such network here; empty when it is up.</summary>
    public string Missing { get; private set; } = "";

    /// <summary>What is written, by the network's programs and the tests.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("mdi-inbound-").FullName;

    /// <summary>A file with the secret that FreeRADIUS knows vpn01 by, and one with another.</summary>
    public string SecretFile => Path.Combine(Folder, "secret");

    public string OtherSecretFile => Path.Combine(Folder, "other-secret");

    /// <summary>Senders behind firewalls and translation, foreign messages, replays: heard by a sensor that is free.</summary>
    internal Task<WallScene> WallsAsync() => _walls.Value;

    /// <summary>Senders with right secrets and wrong ones: to servers that have the sensor's ports.</summary>
    internal Task<TakenScene> TakenAsync() => _taken.Value;

    /// <summary>Senders beside a flood.</summary>
    internal Task<FloodScene> FloodAsync() => _flood.Value;

    /// <summary>Both ends by PowerShell remoting.</summary>
    internal Task<RemotingScene> RemotingAsync() => _remoting.Value;

    public async ValueTask InitializeAsync()
    {
        Missing = WhyImpossible();
        if (Missing.Length > 0) return;
        await File.WriteAllTextAsync(SecretFile, Secret + "\n");
        await File.WriteAllTextAsync(OtherSecretFile, "another-secret\n");
        await ScriptAsync("up");
    }

    public async ValueTask DisposeAsync()
    {
        if (Missing.Length == 0) await ScriptAsync("down");
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>One verb of the script; what it printed.</summary>
    public async Task<string> ScriptAsync(string verb, params string[] arguments)
    {
        var (exitCode, output) = await Machine.RunAsync("bash", ["tests/lab/inbound/inbound.sh", verb, Folder, .. arguments]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"inbound.sh {verb}: {output}");
    }

    /// <summary>A program on a host, under the host's name.</summary>
    public static async Task<string> OnAsync(string host, params string[] command)
    {
        var (_, output) = await Machine.RunAsync("bash", ["tests/lab/inbound/inbound.sh", "exec", host, .. command]);
        return output;
    }

    /// <summary>The tool sends from a host.</summary>
    internal static Task<ToolRun> SendAsync(string host, IEnumerable<string> through, params string[] arguments) =>
        ToolRun.FileInAsync($"mdiin-{host}", [.. Named(host), .. through], ["send", .. arguments, "--timeout", "1500", "--attempts", "4"]);

    /// <summary>The tool joins what both ends have written.</summary>
    internal async Task<ToolRun> JoinAsync(ToolRun reception, IEnumerable<ToolRun> sendings)
    {
        var files = new List<string>();
        foreach (var run in sendings.Prepend(reception))
        {
            var file = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"end-{files.Count}.json"));
            await File.WriteAllTextAsync(file, run.File);
            files.Add(file);
        }

        return await ToolRun.InAsync("mdiin-router", [], ["inbound", .. files]);
    }

    /// <summary>The tool listens on the sensor for so many seconds.</summary>
    /// <returns>When it listens.</returns>
    internal static Task<Receiver> ReceiveAsync(int seconds, IEnumerable<string> through, params string[] arguments) => Receiver.StartAsync(
        [
            "netns", "exec", $"mdiin-{Sensor}", .. Named(Sensor), .. through, "dotnet", ToolRun.Tool, "receive",
            "--duration", seconds.ToString(CultureInfo.InvariantCulture), .. arguments, "--output", "results",
        ]);

    internal static bool IsReception(JsonElement row) => row.TryGetProperty("Listening", out _);

    internal static bool IsTrue(JsonElement row, string property) => ToolRun.Text(row, property) == "True";

    internal static string RowOf(JsonElement row) => $"{ToolRun.Text(row, "RequirementId")} {ToolRun.Text(row, "Transport")}";

    private static IEnumerable<string> Named(string host) => ["unshare", "--uts", "sh", "-c", "hostname \"$0\" && exec \"$@\"", host];

    private static string WhyImpossible()
    {
        if (!OperatingSystem.IsLinux()) return "the network of the inbound rows needs Linux with network namespaces";
        if (!Environment.IsPrivilegedProcess) return "the network of the inbound rows needs root, for network namespaces";
        string[] folders = ["/usr/sbin", "/sbin"];
        var missing = Tools.Where(tool => Machine.Find(tool) is null && !folders.Any(folder => File.Exists(Path.Combine(folder, tool))))
            .ToList();
        return missing.Count == 0 ? "" : $"the network of the inbound rows needs {string.Join(", ", missing)}; run tests/lab/lab.sh install";
    }
}
