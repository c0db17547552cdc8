using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Ports;

/// <summary>Results that were piped back in, gathered by target: its name is resolved once and its rows are judged together.</summary>
internal sealed class RetestList
{
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public void Add(TargetName target, IEnumerable<PortRequirement> rows, bool wasWarning)
    {
        if (!_entries.TryGetValue(target.Given, out var entry)) _entries.Add(target.Given, entry = new(target));
        foreach (var row in rows.Where(row => !entry.Rows.Contains(row)))
        {
            entry.Rows.Add(row);
            entry.CanBeNamed |= wasWarning && row.Necessity == Necessity.OneOfNnr;
        }
    }

    /// <summary>Starts the targets, one each.</summary>
    public IEnumerable<Action> Starts(PortRun run) =>
        _entries.Values.Select(entry => (Action)(() => run.Start(entry.Target, entry.Rows, entry.CanBeNamed)));

    private sealed class Entry(TargetName target)
    {
        public TargetName Target { get; } = target;

        public List<PortRequirement> Rows { get; } = [];

        public bool CanBeNamed { get; set; }
    }
}
