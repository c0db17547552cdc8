using System;
using System.CommandLine;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq send</c>: sends what comes in to a sensor, from where it comes from.</summary>
internal sealed class SendCommand
{
    private readonly ToolHost _host;
    private readonly SecretOption _secret;
    private readonly Option<OutputFormat> _output = OutputOption.CreateForEvidence();

    private readonly Argument<string[]> _targets =
        TargetArgument.Create("The sensors: host names or addresses; - reads them from standard input, one a line.");

    private readonly Option<string[]> _id =
        OptionParser.Ids("--id", "Only rows with these ids: Radius1813, Syslog514; several with commas.");

    private readonly Option<Transport[]> _transport = OptionParser.ListOf<Transport>("--transport", "Only rows of this transport.");

    private readonly Option<int> _radiusPort =
        OptionParser.Number("--radius-port", "The port for RADIUS accounting.", InboundRows.DefaultRadiusPort, 1, 65535);

    private readonly Option<int> _syslogPort =
        OptionParser.Number("--syslog-port", "The port for syslog.", InboundRows.DefaultSyslogPort, 1, 65535);

    private readonly Option<bool> _expectReply = new("--expect-reply")
    {
        Description = "Want the sensor's reply to RADIUS accounting, and the shared secret's proof in it.",
    };

    private readonly Option<SyslogFormat[]> _format =
        OptionParser.ListOf<SyslogFormat>("--syslog-format", "Only these formats of syslog; both by turns without it.");

    private readonly Option<int> _attempts = OptionParser.Number(
        "--attempts", "How many probes for each row.", SendOptions.DefaultAttempts, 1, SendOptions.MaxAttempts);

    private readonly Option<int> _timeout = OptionParser.Number(
        "--timeout", "Milliseconds for the probes of one row, and for what comes back.",
        ProbeOptions.DefaultTimeoutMilliseconds, 100, 300_000);

    private readonly Option<IPAddress?> _sourceAddress =
        OptionParser.LocalAddress("--source-address", "The address of this machine to send from.");

    private SendCommand(ToolHost host) => (_host, _secret) = (host, new(host));

    public static Command Create(ToolHost host)
    {
        var send = new SendCommand(host);
        var command = new Command("send", "Sends harmless RADIUS accounting and syslog messages with a marker to a sensor.")
        {
            send._targets,
            send._id,
            send._transport,
            send._radiusPort,
            send._syslogPort,
        };
        send._secret.AddTo(command);
        command.Add(send._expectReply);
        command.Add(send._format);
        command.Add(send._attempts);
        command.Add(send._timeout);
        command.Add(send._sourceAddress);
        command.Add(send._output);
        command.SetAction(send.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var given = parsed.GetValue(_targets) ?? [];
        if (given.Length == 0)
        {
            return _host.BadUsage("There is no target. Give the sensors, such as mdiprereq send sensor01.contoso.com.");
        }

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
        if (_secret.IsStandardInput(parsed) && given.Contains("-"))
        {
            return _host.BadUsage("Standard input cannot hold both the secret and the targets. Give one of them otherwise.");
        }

        var secret = _secret.Read(parsed, out var problem);
        if (problem.Length > 0) return _host.BadUsage(problem);
        try
        {
            if (secret is null && parsed.GetValue(_expectReply))
            {
                return _host.BadUsage(
                    "Nothing proves a RADIUS reply but the shared secret. "
                        + $"Give --secret-file, or set {SecretOption.Variable}, for --expect-reply.");
            }

            var formats = parsed.GetValue(_format)!;
            return Send(given, parsed.GetValue(_output), new()
            {
                Rows = rows,
                Network = _host.Network,
                Words = ToolVocabulary.Instance,
                TimeoutMilliseconds = parsed.GetValue(_timeout),
                SourceAddress = parsed.GetValue(_sourceAddress),
                Attempts = parsed.GetValue(_attempts),
                SharedSecret = secret,
                ExpectReply = parsed.GetValue(_expectReply),
                Formats = formats.Length > 0 ? [.. formats.Distinct()] : SendOptions.AllFormats,
            });
        }
        finally
        {
            if (secret is not null) Array.Clear(secret);
        }
    }

    private int Send(string[] given, OutputFormat format, SendOptions options)
    {
        var reader = new TargetReader<TargetName>(
            _host, (text, out target, out problem) => TargetName.TryParse(text, out target, out problem, ToolVocabulary.Instance));
        var targets = reader.Read(given);
        if (_host.Stop.IsCancellationRequested) return ExitCode.Stopped;
        var writer = RecordWriter.Open<ProbeSending>(format, _host, () => new SendTable(_host));
        if (targets.Count == 0)
        {
            // Output that is read as data must be data, without records too.
            writer.Dispose();
            return reader.NothingToTest();
        }

        using var run = new SendRun(options);
        var starts = targets.Select(target => (Action)(() => run.Start(target)));
        return reader.Judge(new ProbeSession(_host, format).Run(
            run.Window, starts, writer, new RunTally("row"), (long)targets.Count * options.Rows.Count));
    }
}
