using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Cli.Output;
using MdiPrereq.Results.FirewallRules;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq rules</c>: what a firewall must allow, of results or of the port tables.</summary>
internal sealed class RulesCommand
{
    private readonly ToolHost _host;
    private readonly RowOptions _rows = new();
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Files of results, as Export-MdiResult or --output json writes them; - reads standard input. "
            + "Without a file the rows of the port table are taken, from --source to --target.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<FirewallRuleFormat[]> _format =
        OptionParser.ListOf<FirewallRuleFormat>("--format", "In which words; several with commas. Text without it.");

    private readonly Option<string[]> _source = OptionParser.Words(
        "--source",
        "Who opens the connections: for rows, and for results that do not tell it. Names, addresses, blocks, ranges.",
        "address");

    private readonly Option<string[]> _target = OptionParser.Words("--target", "Who accepts the connections of rows.", "address");

    private readonly Option<SensorType> _sensorType =
        OptionParser.OneOf("--sensor-type", "The kind of sensor whose rows are taken.", SensorType.Classic);

    private readonly Option<NnrMethod[]> _methods = OptionParser.ListOf<NnrMethod>(
        "--nnr-method",
        "The name resolution methods that are to work: Ntlm, NetBios, Rdp. All three without it; one is enough for each device.");

    private readonly Option<string> _workspace = OptionParser.Workspace("--workspace", "The workspace whose cloud service rows ask for.");

    private readonly Option<CloudEnvironment> _cloud =
        OptionParser.OneOf("--cloud", "The cloud that the workspace is in.", CloudEnvironment.Commercial);

    private readonly Option<bool> _stateless = new("--stateless")
    {
        Description = "Add rules for the answers, for firewalls that keep no state.",
    };

    private readonly Option<bool> _undo = new("--undo") { Description = "Write what takes the rules away again." };

    private bool _anyMalformed;

    private RulesCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var rules = new RulesCommand(host);
        var command = new Command("rules", "Writes the firewall rules that results, or rows of the port table, ask for. Changes nothing.")
        {
            rules._files,
            rules._format,
            rules._source,
            rules._target,
            rules._sensorType,
        };
        rules._rows.AddTo(command);
        Option[] more = [rules._methods, rules._workspace, rules._cloud, rules._stateless, rules._undo, rules._output];
        foreach (var option in more) command.Add(option);
        command.SetAction(rules.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var files = parsed.GetValue(_files)!;
        var methods = parsed.GetValue(_methods)!;
        if (methods.Contains(NnrMethod.Dns))
        {
            return _host.BadUsage(
                "Reverse DNS asks a DNS server and not the device; its row is Dns53. Give one or more of Ntlm, NetBios, Rdp.");
        }

        var filter = _rows.FilterOf(parsed, parsed.GetValue(_sensorType));
        if (files.Length == 0)
        {
            if (RowOptions.ProblemOf(filter) is { } unmatched) return _host.BadUsage(unmatched);
            if (parsed.GetValue(_source)!.Length == 0)
            {
                return _host.BadUsage(
                    "Give files of results, or --source and --target for rows that were not tested. See mdiprereq rules --help.");
            }
        }

        var (sources, targets) = (Read(parsed.GetValue(_source)!), Read(parsed.GetValue(_target)!));
        var workspace = parsed.GetValue(_workspace)!;
        var request = new FirewallRequest(new()
        {
            Sources = [.. sources.Select(source => source.Peer)],
            Targets = [.. targets.Select(target => target.Peer)],
            NnrMethods = methods.Length > 0 ? methods : RuleWording.PrimaryMethods,
            CloudHosts = workspace.Length == 0 ? [] : [.. CloudZone.Of(parsed.GetValue(_cloud)).Select(zone => zone.HostOf(workspace))],
            IsStateless = parsed.GetValue(_stateless),
            Words = ToolVocabulary.Instance,
        });
        foreach (var named in sources.Concat(targets)) request.Name(named.Peer, named.Name);
        if (files.Length == 0) foreach (var row in filter.Select()) Add(request, BagOf(row));
        foreach (var file in files) ReadFile(request, file);
        Write(request, parsed);
        return _anyMalformed ? ExitCode.BadUsage : ExitCode.Ok;
    }

    private void Write(FirewallRequest request, ParseResult parsed)
    {
        var given = parsed.GetValue(_format)!;
        IReadOnlyList<FirewallRuleFormat> formats = given.Length > 0 ? [.. given.Distinct()] : [FirewallRuleFormat.Text];
        foreach (var note in formats.SelectMany(request.LeftOut).Distinct()) _host.Error.WriteLine(note);
        var rules = formats.SelectMany(request.Rules).ToList();
        if (rules.Count == 0) _host.Error.WriteLine("There is nothing to allow: no firewall explains what was seen.");
        var output = parsed.GetValue(_output);
        if (output != OutputFormat.Table)
        {
            using var writer = RecordWriter.Open<FirewallRule>(output, _host, () => throw new InvalidOperationException());
            foreach (var rule in rules) writer.Write(rule);
            return;
        }

        foreach (var format in formats) _host.Out.Write(parsed.GetValue(_undo) ? request.UndoDocument(format) : request.Document(format));
        _host.Out.Flush();
    }

    private IReadOnlyList<NamedPeer> Read(string[] given)
    {
        var read = PeerReader.ReadAsync(given, _host.Network, ToolVocabulary.Instance, _host.Stop).GetAwaiter().GetResult();
        foreach (var wrong in read.Where(peer => peer.Problem.Length > 0)) Report(wrong.Problem);
        return [.. read.Where(peer => peer.Problem.Length == 0)];
    }

    private void ReadFile(FirewallRequest request, string file)
    {
        try
        {
            foreach (var result in ResultsOf(file)) Add(request, result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            Report($"'{file}' was not read: {e.Message.TrimEnd('.')}. Give a file that Export-MdiResult or --output json has written.");
        }
    }

    // Not by the library's reader of such files: a trimmed program has not all of their types.
    private IReadOnlyList<Func<string, object?>> ResultsOf(string file) =>
        JsonBag.Parse(file == "-" ? _host.In.ReadToEnd() : File.ReadAllText(file));

    private static Func<string, object?> BagOf(PortRequirement row) =>
        name => RecordProperties<PortRequirement>.All.FirstOrDefault(property => property.Name == name)?.GetValue(row);

    private void Add(FirewallRequest request, Func<string, object?> result)
    {
        if (request.Add(new(result)) is { } problem) Report(problem.Message);
    }

    private void Report(string problem)
    {
        _host.Error.WriteLine(problem);
        _anyMalformed = true;
    }
}
