using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;

namespace MdiPrereq.Cli.Commands;

/// <summary>Reads a target as a user gives it.</summary>
/// <returns>False when the text makes no sense; then the problem says what to give instead.</returns>
internal delegate bool TargetParser<T>(string? text, out T? target, out string problem);

/// <summary>The targets of the command line and, where it says "-", those of standard input, one a line.</summary>
internal sealed class TargetReader<T>(ToolHost host, TargetParser<T> parse)
{
    private const string StandardInput = "-";

    private readonly List<T> _targets = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    // One of them made no sense; it was reported, and the others go on.
    private bool _anyMalformed;

    public IReadOnlyList<T> Read(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument == StandardInput) ReadLines();
            else Add(argument);
        }

        return _targets;
    }

    /// <summary>The exit code of a run that ended with <paramref name="code"/>.</summary>
    public int Judge(int code) => _anyMalformed && code != ExitCode.Stopped ? ExitCode.BadUsage : code;

    /// <summary>To have tested nothing is no success.</summary>
    public int NothingToTest()
    {
        if (!_anyMalformed) host.Error.WriteLine("Standard input held no target. Give one name or address a line.");
        return ExitCode.BadUsage;
    }

    private void ReadLines()
    {
        // Reading a terminal cannot be cancelled; so it may go on alone when the run is stopped.
        var reading = Task.Run(() => host.In.ReadToEnd());
        try
        {
            reading.Wait(host.Stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        using var lines = new StringReader(reading.Result);
        while (lines.ReadLine() is { } line)
        {
            // Lists have empty lines and comments.
            if (line.Trim() is { Length: > 0 } text && text[0] != '#') Add(text);
        }
    }

    private void Add(string text)
    {
        if (!parse(text, out var target, out var problem))
        {
            host.Error.WriteLine(problem);
            _anyMalformed = true;
        }
        else if (_seen.Add(text.Trim()))
        {
            _targets.Add(target!);
        }
    }
}
