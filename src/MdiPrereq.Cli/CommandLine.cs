using System.CommandLine;
using MdiPrereq.Cli.Commands;

namespace MdiPrereq.Cli;

/// <summary>From arguments to an exit code.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        Tests the network ports that Microsoft Defender for Identity sensors need, by speaking each protocol: only an answer
        of the right service counts. Sends no credential and changes nothing.

        Examples:
          mdiprereq demo                                       see what it does, on a built-in sample network
          mdiprereq check --workspace contoso                  everything that a sensor on this machine needs
          mdiprereq ports --sensor-type Standalone             the ports that must be open, and from where to where
          mdiprereq test dc01.contoso.com dc02.contoso.com     are they open, from this machine?
          mdiprereq test - --output csv < hosts.txt            the same for a list of hosts
          mdiprereq nnr 10.1.2.0/24                            can the sensor name these devices (name resolution)?
          mdiprereq nnr 10.1.0.0/16 --summary                  which methods fail in which subnets
          mdiprereq adapter --sensor-type Standalone           are this machine's adapters and capture driver right?
          mdiprereq cloud contoso                              is the cloud service reached, as the sensor will?
          mdiprereq receive --duration 300                     what others send to this machine: RADIUS accounting, syslog
          mdiprereq send sensor01.contoso.com                  send such messages to a sensor, from where they come from
          mdiprereq inbound sensor.json vpn01.json             what both saw, joined: what works, and where the rest is blocked
          mdiprereq rules results.json --format Nftables       what a firewall must allow, of what a test found
          mdiprereq test dc01.contoso.com -o html > page.html  the same as one page for people; -o junit for a pipeline
          mdiprereq compare before.json after.json             what changed between two files of -o results
          mdiprereq report *.json > page.html                  one page of the files of all machines

        Exit codes: 0 nothing required fails, 1 something does, 2 bad usage, 130 stopped by Ctrl+C.
        """;

    public static int Run(string[] args, ToolHost host)
    {
        var root = new RootCommand(Description)
        {
            PortsCommand.Create(host),
            TestCommand.Create(host),
            NnrCommand.Create(host),
            AdapterCommand.Create(host),
            CloudCommand.Create(host),
            RulesCommand.Create(host),
            ReceiveCommand.Create(host),
            SendCommand.Create(host),
            InboundCommand.Create(host),
            CheckCommand.Create(host),
            CompareCommand.Create(host),
            ReportCommand.Create(host),
            DemoCommand.Create(host),
        };

        // An argument that begins with @ is a slip here and no file of arguments.
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return host.BadUsage(ProblemOf(parsed, args[0]));

        return parsed.Invoke(new()
        {
            Output = host.Out,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    private static string ProblemOf(ParseResult parsed, string firstArgument)
    {
        if (parsed.CommandResult.Command is not RootCommand)
        {
            return $"{parsed.Errors[0].Message.TrimEnd('.')}. See mdiprereq {parsed.CommandResult.Command.Name} --help.";
        }

        // The library says only that a command is missing.
        var kind = firstArgument.StartsWith('-') ? "option" : "command";
        return $"There is no {kind} '{firstArgument}'. "
            + "Give one of the commands check, ports, test, nnr, adapter, cloud, receive, send, inbound, rules, compare, report or demo. "
            + "See mdiprereq --help.";
    }
}
