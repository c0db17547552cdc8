using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>An administrator on the router who has both ends work, by PowerShell remoting over SSH: tests/lab/inbound/Test-BothEnds.ps1.</summary>
internal sealed class RemotingScene(JsonElement scenes)
{
    /// <summary>Why it cannot be played; empty when it can.</summary>
    public static string Missing { get; } = string.Join(", ", new[] { "pwsh", "ssh", "sshd", "ssh-keygen" }
        .Where(tool => Machine.Find(tool) is null && !File.Exists($"/usr/sbin/{tool}")));

    /// <summary>What a scene gave: each result in one line, then the ids of errors, then warnings.</summary>
    public IReadOnlyList<JsonElement> Of(string scene, string kind = "Results") => [.. scenes.GetProperty(scene).GetProperty(kind).EnumerateArray()];

    public static async Task<RemotingScene> PlayAsync(InboundLab lab)
    {
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "remoting")).FullName;
        var script = Path.Combine(Machine.Repository, "tests", "lab", "inbound", "inbound.sh");
        await RunAsync(script, "ssh", folder);
        try
        {
            var output = await RunAsync(
                script,
                "exec",
                "router",
                "pwsh",
                "-NoProfile",
                "-File",
                Path.Combine(Path.GetDirectoryName(script)!, "Test-BothEnds.ps1"),
                "-Folder",
                folder,
                "-Module",
                Path.Combine(Machine.Repository, "MdiPrereq.psd1"));
            using var json = JsonDocument.Parse(output[output.IndexOf('{', StringComparison.Ordinal)..(output.LastIndexOf('}') + 1)]);
            return new(json.RootElement.Clone());
        }
        finally
        {
            await RunAsync(script, "ends", folder);
        }
    }

    private static async Task<string> RunAsync(string script, params string[] arguments)
    {
        var (exitCode, output) = await Machine.RunAsync("bash", [script, .. arguments]);
        return exitCode == 0 ? output : throw new InvalidOperationException($"inbound.sh {arguments[0]}: {output}");
    }
}
