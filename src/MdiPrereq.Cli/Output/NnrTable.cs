using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using MdiPrereq.Engine;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>Devices and their names for people: a line for each as it comes, and at the end what to do.</summary>
internal sealed class NnrTable : IRecordWriter<NnrTestResult>
{
    private const int V4Width = 15;
    private const int WidestDevice = 30;

    private static readonly NnrMethod[] Methods = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp, NnrMethod.Dns];

    private readonly IAnsiConsole _console;
    private readonly ToolHost _host;
    private readonly TextTable _table;
    private readonly NnrAdvice _advice = new();
    private bool _any;

    public NnrTable(ToolHost host, IReadOnlyList<TargetBlock> blocks)
    {
        _host = host;
        _console = host.OpenConsole();
        var device = blocks.Select(WidthOf).DefaultIfEmpty(V4Width).Max();
        _table = new(
            2, ("Verdict", 9), ("Device", Math.Min(device, WidestDevice)), ("NTLM", 7), ("NetBIOS", 7), ("RDP", 7), ("DNS", 7),
            ("The sensor sees", 15));
    }

    public void Write(NnrTestResult record)
    {
        _any = true;
        var verdict = record.Verdict == Verdict.NotApplicable ? "n/a" : record.Verdict.ToString();
        _table.Write(
            _console,
            [
                (verdict, Labels.StyleOf(record.Verdict)),
                (record.ComputerName, Style.Plain),
                .. Methods.Select(record.OutcomeOf)
                    .Select(outcome => (Labels.Of(outcome), outcome.HasName ? Style.Plain : new(Color.Grey))),
                (Seen(record), Style.Plain),
            ]);
        _advice.Add(record);
        _host.Out.Flush();
    }

    public void Dispose()
    {
        if (_any) _console.WriteLine();
        _console.WriteAdvice(_advice.All);
        _host.Out.Flush();
    }

    // The names of a block are not known, and not counted out for this: its first is as wide as the others, or nearly.
    private static int WidthOf(TargetBlock block)
    {
        var first = block.Targets().First();
        if (block.Count == 1) return first.Given.Length;
        return first.Address?.AddressFamily == AddressFamily.InterNetwork ? V4Width : first.Given.Length + 4;
    }

    private static string Seen(NnrTestResult result) => result switch
    {
        { Verdict: Verdict.NotApplicable } => "v3.x needs no port for this",
        { Verdict: Verdict.NotTested } => "not tested",
        { NtlmState: State.NameNotResolved } => "no address in DNS",
        { Conflict: true, ResolvedBy: ResolvedBy.None } => "names conflict",
        { Conflict: true } => $"{result.ResolvedName} (conflict)",
        { ResolvedBy: ResolvedBy.Secondary } => $"{result.ResolvedName} (DNS only)",
        { ResolvedBy: ResolvedBy.Primary } => result.ResolvedName,
        _ => "no name",
    };
}
