using System.CommandLine;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq nnr</c>: can a sensor on this machine name the devices it sees (Network Name Resolution)?</summary>
internal sealed class NnrCommand
{
    private const int DefaultPrefixLength = 24;

    private readonly ToolHost _host;
    private readonly RunOptions _run = new("method");
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Argument<string[]> _targets = TargetArgument.Create(
        "Host names, addresses, blocks (10.1.2.0/24) or ranges (10.1.2.10-10.1.2.50); - reads them from standard input, one a line.");

    private readonly Option<NnrMethod[]> _method = OptionParser.ListOf<NnrMethod>("--method", "Only these methods; several with commas.");

    private readonly Option<IPAddress[]> _dnsServer =
        OptionParser.Addresses("--dns-server", "The DNS servers to ask instead of this machine's own; several with commas.");

    private readonly Option<SensorType> _sensorType =
        OptionParser.OneOf("--sensor-type", "The kind of sensor; a Modern one needs no port for this.", SensorType.Classic);

    private readonly Option<bool> _summary = new("--summary")
    {
        Description = "Write how often each method fails, by subnet and in total, instead of the devices.",
    };

    private readonly Option<int> _prefixLength =
        OptionParser.Number("--prefix-length", "How long the prefix of an IPv4 subnet is, for --summary.", DefaultPrefixLength, 8, 32);

    private NnrCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var nnr = new NnrCommand(host);
        var command = new Command(
            "nnr", "Tests which devices a sensor on this machine can name, and by which method. Security tools may report it as a scan.")
        {
            nnr._targets,
            nnr._method,
            nnr._dnsServer,
            nnr._sensorType,
            nnr._summary,
            nnr._prefixLength,
        };
        nnr._run.AddTo(command);
        command.Add(nnr._output);
        command.SetAction(nnr.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var given = parsed.GetValue(_targets) ?? [];
        if (given.Length == 0)
        {
            return _host.BadUsage(
                "There is no target. Give names, addresses, blocks or ranges, such as mdiprereq nnr 10.1.2.0/24, or - for standard input.");
        }

        var summary = parsed.GetValue(_summary);
        if (!summary && parsed.GetResult(_prefixLength) is { Implicit: false })
        {
            return _host.BadUsage("--prefix-length is the length of a subnet's prefix in the summary. Give --summary too.");
        }

        var reader = new TargetReader<TargetBlock>(
            _host, (text, out block, out problem) => TargetBlock.TryParse(text, out block, out problem, ToolVocabulary.Instance));
        var blocks = reader.Read(given);
        if (_host.Stop.IsCancellationRequested) return ExitCode.Stopped;

        var options = new NnrOptions { SensorType = parsed.GetValue(_sensorType), DnsServers = parsed.GetValue(_dnsServer)! };
        if (parsed.GetValue(_method) is { Length: > 0 } methods) options = options with { Methods = methods.ToHashSet() };
        var session = new NnrSession(_host, parsed.GetValue(_output));
        var writer = summary ? session.OpenSummary(parsed.GetValue(_prefixLength)) : session.OpenDevices(blocks);
        if (blocks.Count == 0)
        {
            // Output that is read as data must be data, without records too.
            writer.Dispose();
            return reader.NothingToTest();
        }

        return reader.Judge(session.Run(blocks, _run.Apply(options, parsed, _host), writer));
    }
}
