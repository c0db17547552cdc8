using System;
using System.Collections.Generic;
using MdiPrereq.Contract;

namespace MdiPrereq.Results;

/// <summary>
/// Numbers for what results are about. Names of machines are the same in any case and with or without the last dot; a row is one of one
/// kind of sensor and edition of the table. Each name is kept once, however many results have it.
/// </summary>
internal sealed class ResultKeys
{
    private readonly Numbered _sources = new();
    private readonly Numbered _targets = new();
    private readonly Numbered _rows = new();
    private readonly List<string> _checks = [];
    private readonly Dictionary<PortRowKey, int> _portRows = [];

    public int SourceCount => _sources.Count;

    public int TargetCount => _targets.Count;

    public ResultKey Of(CheckResult result) =>
        new(_sources.NumberOf(Bare(result.SourceComputer)), _targets.NumberOf(Bare(result.ComputerName)), RowOf(result));

    public string Source(ResultKey key) => _sources.Name(key.Source);

    public string Source(int number) => _sources.Name(number);

    public string Target(ResultKey key) => _targets.Name(key.Target);

    /// <summary>What the row is called, for people.</summary>
    public string Check(ResultKey key) => _checks[key.Row];

    /// <summary>By source, target and row, as they are written.</summary>
    public int Compare(ResultKey one, ResultKey other)
    {
        var order = string.Compare(Source(one), Source(other), StringComparison.OrdinalIgnoreCase);
        if (order == 0) order = string.Compare(Target(one), Target(other), StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(_rows.Name(one.Row), _rows.Name(other.Row));
    }

    /// <summary>What orders keys by one number; of the names that there are now.</summary>
    public KeyOrder Order() => new(
        _sources.Ranks(StringComparer.OrdinalIgnoreCase),
        _targets.Ranks(StringComparer.OrdinalIgnoreCase),
        _rows.Ranks(StringComparer.Ordinal));

    private int RowOf(CheckResult result)
    {
        if (result is not PortTestResult port) return Row(IdentityOf(result), CheckOf(result));

        // Nearly all results are rows of the port table; their names are put together once for each row.
        var key = new PortRowKey(port.RequirementId, port.Transport, port.Port, port.SensorType, port.Catalog);
        if (_portRows.TryGetValue(key, out var number)) return number;
        var check = port.Port == 0 ? port.RequirementId : $"{port.RequirementId} ({PortName.Of(port.Transport, port.Port)})";
        return _portRows[key] = Row($"1|{port.Port:d5}|{port.Transport}|{port.RequirementId}|{port.SensorType}|{port.Catalog}", check);
    }

    private int Row(string identity, string check)
    {
        var number = _rows.NumberOf(identity);
        if (number == _checks.Count) _checks.Add(check);
        return number;
    }

    private static string IdentityOf(CheckResult result) => result switch
    {
        NnrTestResult nnr => $"2|{nnr.SensorType}",
        CloudTestResult { Check: CloudCheck.DownloadHost } cloud => $"3|{(int)cloud.Check}|{cloud.WorkspaceName}|{cloud.Cloud}|{cloud.Url}",
        CloudTestResult cloud => $"3|{(int)cloud.Check}|{cloud.WorkspaceName}|{cloud.Cloud}",
        AdapterTestResult adapter => $"4|{adapter.AdapterName}|{adapter.Check}|{adapter.SensorType}",
        _ => result.GetType().Name,
    };

    private static string CheckOf(CheckResult result) => result switch
    {
        NnrTestResult => "Name resolution",
        CloudTestResult { Check: CloudCheck.DownloadHost } cloud => $"Cloud {cloud.Check} {cloud.Url}".TrimEnd(),
        CloudTestResult cloud => $"Cloud {cloud.Check}",
        AdapterTestResult { AdapterName.Length: > 0 } adapter => $"{adapter.AdapterName} {adapter.Check}",
        AdapterTestResult adapter => adapter.Check,
        _ => result.GetType().Name,
    };

    private static string Bare(string name) => name.EndsWith(".", StringComparison.Ordinal) ? name.TrimEnd('.') : name;

    /// <summary>Sorting a million keys by their names would compare names twenty million times.</summary>
    public sealed class KeyOrder(int[] sources, int[] targets, int[] rows)
    {
        /// <summary>A number by which keys sort as source, area, target and row do.</summary>
        public (int Source, long Place) Of(ResultKey key, int area) =>
            (sources[key.Source], ((long)area << 60) | ((long)targets[key.Target] << 30) | (long)rows[key.Row]);
    }

    private readonly record struct PortRowKey(string Id, Transport Transport, int Port, SensorType SensorType, Catalog Catalog);

    /// <summary>Names and their numbers, in the order in which they first came.</summary>
    private sealed class Numbered
    {
        private readonly Dictionary<string, int> _numbers = new(StringComparer.OrdinalIgnoreCase);
        private readonly List<string> _names = [];

        public int Count => _names.Count;

        public string Name(int number) => _names[number];

        /// <summary>For each number the place of its name among all.</summary>
        public int[] Ranks(StringComparer comparer)
        {
            var names = _names.ToArray();
            var numbers = new int[names.Length];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = i;
            Array.Sort(names, numbers, comparer);
            var ranks = new int[names.Length];
            for (var i = 0; i < numbers.Length; i++) ranks[numbers[i]] = i;
            return ranks;
        }

        public int NumberOf(string name)
        {
            if (_numbers.TryGetValue(name, out var number)) return number;
            _names.Add(name);
            return _numbers[name] = _names.Count - 1;
        }
    }
}
