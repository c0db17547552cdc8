using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Contract;
using Spectre.Console;

namespace MdiPrereq.Cli.Output;

/// <summary>What was sent, for people: a line for each row of each sensor as it ends, and then what was seen and what to do.</summary>
internal sealed class SendTable(ToolHost host) : IRecordWriter<ProbeSending>
{
    private readonly IAnsiConsole _console = host.OpenConsole();
    private readonly List<ProbeSending> _sendings = [];
    private readonly TextTable _table = new(2, ("Verdict", 9), ("Sensor", 20), ("Port", 9), ("Service", 8), ("Sent", 4), ("State", 11));

    public void Write(ProbeSending record)
    {
        _sendings.Add(record);
        _table.Write(
            _console,
            (record.Verdict.ToString(), Labels.StyleOf(record.Verdict)),
            (record.ComputerName, Style.Plain),
            (PortName.Of(record.Transport, record.Port), Style.Plain),
            (record.Service, Style.Plain),
            (record.Attempts.ToString(CultureInfo.InvariantCulture), Style.Plain),
            (record.State.ToString(), Style.Plain));
        host.Out.Flush();
    }

    public void Dispose()
    {
        if (_sendings.Count > 0) _console.WriteLine();
        _console.WriteAdvice(
            _sendings.Where(one => one.Remediation.Length > 0), one => $"{one.ComputerName} {PortName.Of(one.Transport, one.Port)}");
        host.Out.Flush();
    }
}
