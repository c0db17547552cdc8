using System;
using System.CommandLine;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Cli.Output;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq receive</c>: listens where the sensor will, for what others send to it.</summary>
internal sealed class ReceiveCommand
{
    private readonly ToolHost _host;
    private readonly Option<OutputFormat> _output = OutputOption.CreateForEvidence();

    private readonly Option<int> _duration = OptionParser.Number(
        "--duration", "For how many seconds to listen.", ReceiveOptions.DefaultSeconds, 1, ReceiveOptions.MaxSeconds);

    private readonly Option<string[]> _id =
        OptionParser.Ids("--id", "Only rows with these ids: Radius1813, Syslog514; several with commas.");

    private readonly Option<Transport[]> _transport = OptionParser.ListOf<Transport>("--transport", "Only rows of this transport.");

    private readonly Option<int> _radiusPort =
        OptionParser.Number("--radius-port", "The port for RADIUS accounting.", InboundRows.DefaultRadiusPort, 1, 65535);

    private readonly Option<int> _syslogPort =
        OptionParser.Number("--syslog-port", "The port for syslog.", InboundRows.DefaultSyslogPort, 1, 65535);

    private readonly Option<IPAddress?> _listenAddress =
        OptionParser.LocalAddress("--listen-address", "The one address of this machine to listen on; all of them without it.");

    private ReceiveCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var receive = new ReceiveCommand(host);
        var command = new Command("receive", "Listens on a sensor's inbound ports, and shows each probe that arrives.")
        {
            receive._duration,
            receive._id,
            receive._transport,
            receive._radiusPort,
            receive._syslogPort,
            receive._listenAddress,
            receive._output,
        };
        command.SetAction(receive.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var wanted = new InboundRows
        {
            Id = parsed.GetValue(_id),
            Transport = parsed.GetValue(_transport),
            RadiusPort = parsed.GetValue(_radiusPort),
            SyslogPort = parsed.GetValue(_syslogPort),
        };
        if (wanted.OtherIds().FirstOrDefault() is { } other) return _host.BadUsage(InboundRows.ProblemOfOther(other));
        var rows = wanted.Select();
        if (rows.Count == 0) return _host.BadUsage(InboundRows.ProblemOfNone);

        var seconds = parsed.GetValue(_duration);
        using var run = new ReceiveRun(new()
        {
            Rows = rows,
            Duration = TimeSpan.FromSeconds(seconds),
            ListenAddress = parsed.GetValue(_listenAddress),
        });
        var format = parsed.GetValue(_output);
        return new ProbeSession(_host, format).Run(run.Window, [run.Start, SayListening], Open(format), new ReceiveTally());

        void SayListening()
        {
            var ports = run.Listening.GetAwaiter().GetResult();
            if (ports.Length > 0) _host.Error.WriteLine($"Listening on {ports}, for {seconds} s.");
        }
    }

    private IRecordWriter<ProbeEvidence> Open(OutputFormat format) => format switch
    {
        OutputFormat.Json => new MixedRecords(_host.Out),
        OutputFormat.Csv => new CsvRecords<ProbeEvidence>(_host.Out, ("Kind", record => record is ProbeArrival ? "Arrival" : "Reception")),
        _ => RecordWriter.Open(format, _host, () => new ReceiveTable(_host)),
    };
}
