using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Results;

/// <summary>
/// What to do about devices that cannot be named, or only in part: said once for all that have the same trouble. A few of them are
/// named; the others are counted, so that memory does not grow with devices.
/// </summary>
internal sealed class NnrAdvice
{
    private const int MaxNamed = 5;
    private const int MaxShown = 3;

    private readonly Dictionary<(NnrTrouble Trouble, string Source), Group> _groups = [];

    /// <summary>The advice for what was added.</summary>
    public IEnumerable<Advice> All => _groups.Select(one => new Advice(
        one.Value.Devices, NnrWording.Remediation(one.Key.Trouble, "the device", one.Key.Source), [.. one.Value.Seen]));

    public void Add(NnrTestResult result)
    {
        if (result.Trouble == NnrTrouble.None) return;

        // Only these are mended between the sensor and the device.
        var namesSource = result.Trouble is NnrTrouble.Unreached or NnrTrouble.Nameless or NnrTrouble.Mistaken;
        var kind = (result.Trouble, namesSource ? result.SourceAddress : "");
        if (!_groups.TryGetValue(kind, out var group)) _groups.Add(kind, group = new());
        group.Add(result);
    }

    private sealed class Group
    {
        private readonly List<NnrTestResult> _first = [];
        private long _count;

        public string Devices =>
            string.Join(", ", _first.Select(result => result.ComputerName))
            + (_count > _first.Count ? $" and {_count - _first.Count} more" : "");

        public IEnumerable<string> Seen => _first.Take(MaxShown)
            .Select(result => _count == 1 ? result.Message : $"{result.ComputerName}: {result.Message}");

        public void Add(NnrTestResult result)
        {
            _count++;
            if (_first.Count < MaxNamed) _first.Add(result);
        }
    }
}
