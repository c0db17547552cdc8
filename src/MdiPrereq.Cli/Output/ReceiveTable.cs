using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Results;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>What arrives, for people: a line for each as it comes, and at the end how it was listened and what to do.</summary>
internal sealed class ReceiveTable(ToolHost host) : IRecordWriter<ProbeEvidence>
{
    private readonly IAnsiConsole _console = host.OpenConsole();
    private readonly List<ProbeReception> _receptions = [];
    private readonly Dictionary<(string Port, string Remediation), ProbeArrival> _troubles = [];
    private readonly TextTable _table = new(2, ("Verdict", 9), ("Port", 8), ("From", 15), ("Try", 3), ("    ms", 6), ("What came", 20));
    private bool _any;

    public void Write(ProbeEvidence record)
    {
        if (record is ProbeReception reception) _receptions.Add(reception);
        if (record is not ProbeArrival arrival) return;
        _any = true;
        _table.Write(
            _console,
            (arrival.Verdict.ToString(), Labels.StyleOf(arrival.Verdict)),
            (PortOf(arrival), Style.Plain),
            (arrival.RemoteAddress, Style.Plain),
            (arrival.Attempt > 0 ? arrival.Attempt.ToString(CultureInfo.InvariantCulture) : "-", Style.Plain),
            ((arrival.DelayMilliseconds?.ToString("0", CultureInfo.InvariantCulture) ?? "-").PadLeft(6), Style.Plain),
            (Seen(arrival), Style.Plain));
        if (arrival.Remediation.Length > 0) _troubles.TryAdd((PortOf(arrival), arrival.Remediation), arrival);
        host.Out.Flush();
    }

    public void Dispose()
    {
        if (_any) _console.WriteLine();
        foreach (var reception in _receptions)
        {
            _console.Write(new Text(reception.Verdict.ToString(), Labels.StyleOf(reception.Verdict)));
            _console.WriteLine($"  {PortOf(reception)} {reception.Service}");
            _console.WriteParagraph(reception.Message, Style.Plain);
        }

        if (_receptions.Count > 0) _console.WriteLine();
        _console.WriteAdvice(_troubles.Values.Cast<ProbeEvidence>().Concat(_receptions.Where(reception => reception.Remediation.Length > 0))
            .Select(one => new Advice(PortOf(one), one.Remediation, one is ProbeArrival ? [one.Message] : [])));
        host.Out.Flush();
    }

    private static string PortOf(ProbeEvidence record) => PortName.Of(record.Transport, record.Port);

    private static string Seen(ProbeArrival arrival)
    {
        var notes = new List<string> { arrival.Format };
        if (arrival.SeenBy == ProbeListening.Capture) notes.Add("captured");
        if (arrival.IsTranslated) notes.Add("translated");
        if (arrival.IsCopy) notes.Add("copy");
        return string.Join(", ", notes);
    }
}
