using System;
using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using MdiPrereq.Probing;

namespace MdiPrereq.Cli.Commands;

/// <summary>The targets of the command line and, where it says "-", those of standard input, one a line.</summary>
internal sealed class TargetReader(ToolHost host)
{
    private const string StandardInput = "-";

    private readonly List<TargetName> _targets = [];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether one of them made no sense; it was reported, and the others go on.</summary>
    public bool AnyMalformed { get; private set; }

    public IReadOnlyList<TargetName> Read(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument == StandardInput) ReadLines();
            else Add(argument);
        }

        return _targets;
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
        if (!TargetName.TryParse(text, out var target, out var problem))
        {
            host.Error.WriteLine(problem);
            AnyMalformed = true;
        }
        else if (_seen.Add(target!.Given))
        {
            _targets.Add(target);
        }
    }
}
