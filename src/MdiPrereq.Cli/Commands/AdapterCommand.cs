using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq adapter</c>: are a sensor's adapters, offloads, team and capture driver right?</summary>
internal sealed class AdapterCommand
{
    private const string HowToWriteFacts =
        "Write them with mdiprereq adapter --pass-facts, or Test-MdiCaptureAdapter -PassFacts | ConvertTo-Json.";

    private readonly ToolHost _host;
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Option<SensorType> _sensorType = OptionParser.OneOf("--sensor-type", "The kind of sensor.", SensorType.Classic);

    private readonly Option<string[]> _name = OptionParser.Words(
        "--name",
        "The adapters to test, by name; * and ? are wildcards. Without it they are found by their shape.",
        "name");

    private readonly Option<string[]> _domain =
        OptionParser.Words("--monitored-domain", "The domains that a Standalone sensor monitors.", "domain");

    private readonly Option<string[]> _controller =
        OptionParser.Words(
            "--monitored-domain-controller",
            "Controllers whose traffic should be mirrored to this machine; it is counted. Needs administrator rights.",
            "host");

    private readonly Option<int> _seconds =
        OptionParser.Number("--seconds", "How long mirrored traffic is counted.", AdapterTestOptions.DefaultSeconds, 1, 3600);

    private readonly Option<string?> _facts = new("--facts")
    {
        Description = "Judge the facts in this file, or with - those on standard input, instead of this machine's.",
        HelpName = "file.json",
    };

    private readonly Option<bool> _passFacts = new("--pass-facts")
    {
        Description = "Write this machine's facts as JSON, for --facts elsewhere, and judge nothing.",
    };

    private AdapterCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var adapter = new AdapterCommand(host);
        var command = new Command(
            "adapter", "Tests whether a sensor's adapters, offloads, team and capture driver are right, and its traffic mirrored.")
        {
            adapter._sensorType,
            adapter._name,
            adapter._domain,
            adapter._controller,
            adapter._seconds,
            adapter._facts,
            adapter._passFacts,
            adapter._output,
        };
        command.SetAction(adapter.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var file = parsed.GetValue(_facts);
        var names = parsed.GetValue(_controller)!;
        if (parsed.GetValue(_passFacts))
        {
            return file is null ? PassFacts() : _host.BadUsage("--pass-facts reads this machine, --facts a file. Give one of them.");
        }

        if (file is not null && names.Length > 0)
        {
            return _host.BadUsage(
                "Mirrored traffic is counted on this machine, not in facts. Give --facts or --monitored-domain-controller.");
        }

        var controllers = new List<TargetName>();
        foreach (var name in names)
        {
            if (!TargetName.TryParse(name, out var target, out var problem, ToolVocabulary.Instance)) return _host.BadUsage(problem);
            controllers.Add(target);
        }

        if (!TryReadFacts(file, out var facts, out var unreadable)) return _host.BadUsage(unreadable);
        var options = new AdapterTestOptions
        {
            SensorType = parsed.GetValue(_sensorType),
            Names = parsed.GetValue(_name)!,
            MonitoredDomains = [.. parsed.GetValue(_domain)!.Select(domain => domain.TrimEnd('.'))],
            Seconds = parsed.GetValue(_seconds),
            Network = _host.Network,
            Words = ToolVocabulary.Instance,
        };
        var adapters = facts.SelectMany(server => server.Adapters).ToList();
        foreach (var name in options.Names.Where(name => !adapters.Any(adapter => AdapterRoles.IsNamed(adapter, name))))
        {
            var present = adapters.Where(adapter => adapter.IsNetworkCard()).Select(adapter => adapter.Name);
            return _host.BadUsage($"There is no adapter '{name}'. There are: {string.Join(", ", present)}.");
        }

        using var run = new AdapterRun(options);
        var starts = facts.Select(server => (Action)(() => run.StartFacts(server))).ToList();
        if (controllers.Count > 0) starts.Add(() => run.StartTraffic(facts[0], controllers));
        var format = parsed.GetValue(_output);
        var writer = RecordWriter.Open(format, _host, () => new AdapterTable(_host));
        return new ProbeSession(_host, format).Run(run.Window, starts, writer, new RunTally("check"));
    }

    private int PassFacts()
    {
        var facts = FactReader.ForThisMachine().Read();
        using var writer = new JsonArray(_host.Out);
        writer.Write(facts.Server);
        foreach (var adapter in facts.Adapters) writer.Write(adapter);
        return ExitCode.Ok;
    }

    private bool TryReadFacts(string? file, out IReadOnlyList<ServerFacts> facts, out string problem)
    {
        problem = "";
        facts = [];
        if (file is null)
        {
            facts = [FactReader.ForThisMachine().Read()];
            return true;
        }

        try
        {
            var bags = JsonBag.Parse(file == "-" ? _host.In.ReadToEnd() : File.ReadAllText(file));
            if (bags.Count > 0 && bags.All(SavedFacts.IsFact)) facts = SavedFacts.Parse(bags);
            else problem = $"'{file}' holds no facts. {HowToWriteFacts}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            problem = $"The facts in '{file}' could not be read: {e.Message}";
        }

        return problem.Length == 0;
    }
}
