using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Commands of the tool, in every format and with bad input, and what it says to them as it is built here; asked once.</summary>
public sealed class ToolCommands : IDisposable
{
    private const string Ports = "--radius-port 41813 --syslog-port 41514";

    private static readonly string[] Commands =
    [
        "", "--help", "test --help", "nnr --help", "adapter --help", "cloud --help", "demo --help", "prots", "test --nonsense x",
        "test 192.0.2.1 --sensor-type Nonsense", "test 192.0.2.1 --id Nonsense", "nnr 10.0.0.0/99", "cloud no_workspace",
        "test 127.0.0.1 --timeout 0",
        "ports", "ports -o json", "ports -o csv", "ports --catalog Seed2022 --sensor-type Modern -o json",
        "adapter --pass-facts", "adapter -o json", "adapter -o csv",
        "nnr 127.0.0.77 -o json --timeout 100 --method Ntlm", "nnr 127.0.0.77 --summary -o csv --timeout 100 --method Ntlm",
        "demo", "demo -o json", "demo -o csv", "demo -o junit",
        "check --help", "compare --help", "report --help", "rules --help", "compare FIRST SECOND", "compare FIRST SECOND -o json",
        "report FIRST", "rules FIRST", "rules FIRST -o csv", "rules --source 10.0.0.5 --target 10.0.0.10 --format Nftables",
        "compare FIRST none", "report none",
        "receive --help", "send --help", "inbound --help",
        $"receive --duration 1 {Ports} -o json", $"receive --duration 1 {Ports} -o csv", $"receive --duration 1 {Ports}",
        $"send 127.0.0.1 --timeout 200 {Ports} -o json", $"send 127.0.0.1 --timeout 200 {Ports}",
        "inbound SENT", "inbound SENT -o json", "inbound FIRST", "report SENT",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-said-").FullName;
    private readonly Lazy<Task<IReadOnlyList<(string Command, (int ExitCode, string Output) Said)>>> _said;

    /// <summary>Nothing is asked before somebody wants to know.</summary>
    public ToolCommands() => _said = new(AskAsync);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Each command, and what the tool says to it.</summary>
    internal Task<IReadOnlyList<(string Command, (int ExitCode, string Output) Said)>> SayAsync() => _said.Value;

    /// <summary>Runs each command, those that no other can disturb two at a time, and gives in their order what it said.</summary>
    internal static async Task<IReadOnlyList<(string Command, (int ExitCode, string Output) Said)>> EachAsync(
        Func<string, Task<(int ExitCode, string Output)>> run)
    {
        var said = new (int, string)[Commands.Length];
        foreach (var group in Enumerable.Range(0, Commands.Length).GroupBy(index => UsesPorts(Commands[index])))
        {
            await Parallel.ForEachAsync(
                group,
                new ParallelOptions { MaxDegreeOfParallelism = group.Key ? 1 : 2 },
                async (index, _) => said[index] = await run(Commands[index]));
        }

        return [.. Commands.Zip(said)];
    }

    // The ports of the sample network and of the rows that come in: one program has them, and hears whoever sends there.
    private static bool UsesPorts(string command) => command.StartsWith("demo", StringComparison.Ordinal) || command.Contains(Ports, StringComparison.Ordinal);

    /// <summary>A command's words; those in capitals are files of results.</summary>
    internal string[] ArgumentsOf(string command) =>
    [
        .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word is "FIRST" or "SECOND" or "SENT" ? Path.Combine(_folder, word) : word),
    ];

    private async Task<IReadOnlyList<(string Command, (int ExitCode, string Output) Said)>> AskAsync()
    {
        await SaveAsync("FIRST", "demo");
        await SaveAsync("SECOND", "nnr 127.0.0.77 --timeout 100");
        await SaveAsync("SENT", $"send 127.0.0.1 --timeout 200 {Ports}");
        return await EachAsync(command => Machine.RunAsync("dotnet", [ToolRun.Tool, .. ArgumentsOf(command)]));
    }

    private Task<(int ExitCode, string Output)> SaveAsync(string name, string command) =>
        Machine.RunAsync("sh", "-c", $"dotnet '{ToolRun.Tool}' {command} -o results > '{_folder}/{name}'");
}
