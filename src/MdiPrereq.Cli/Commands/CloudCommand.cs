using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Net;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Cli.Output;
using MdiPrereq.Machine;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq cloud</c>: does this machine reach the cloud service the way the sensor will?</summary>
internal sealed class CloudCommand
{
    private readonly ToolHost _host;
    private readonly Option<OutputFormat> _output = OutputOption.Create();

    private readonly Argument<string> _workspace = new("workspace")
    {
        Description = "The name of the workspace, as the portal shows it in Settings, Identities, About.",
    };

    private readonly Option<CloudEnvironment> _cloud =
        OptionParser.OneOf("--cloud", "The cloud that the workspace is in.", CloudEnvironment.Commercial);

    private readonly Option<string?> _proxy = new("--proxy")
    {
        Description = "The proxy to go through, such as http://proxy.contoso.com:8080, in place of the one that is set.",
        HelpName = "address",
    };

    private readonly Option<string?> _proxyUser = new("--proxy-user")
    {
        Description = "The user name for a proxy that asks for one. The password is the first line of standard input.",
        HelpName = "name",
    };

    private readonly Option<bool> _noProxy = new("--no-proxy") { Description = "Go direct, whatever is set." };

    private readonly Option<string[]> _root = new("--root-thumbprint")
    {
        Description = "SHA-1 thumbprints of roots to accept beside the service's own.",
        HelpName = "thumbprint",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<int> _timeout = OptionParser.Number(
        "--timeout",
        "Milliseconds for one connection with all that is said on it.",
        CloudTestOptions.CloudTimeoutMilliseconds,
        100,
        300_000);

    private CloudCommand(ToolHost host) => _host = host;

    public static Command Create(ToolHost host)
    {
        var cloud = new CloudCommand(host);
        var command = new Command("cloud", "Tests step by step whether this machine reaches the cloud service the way the sensor will.")
        {
            cloud._workspace,
            cloud._cloud,
            cloud._proxy,
            cloud._proxyUser,
            cloud._noProxy,
            cloud._root,
            cloud._timeout,
            cloud._output,
        };
        command.SetAction(cloud.Run);
        return command;
    }

    /// <summary>Tests one workspace and writes the steps.</summary>
    public static int Run(ToolHost host, OutputFormat format, CloudTestOptions options, Action<CheckResult>? also = null)
    {
        using var run = new CloudRun(options);
        Action start = () => run.Start(options.WorkspaceName, options.Cloud);
        var writer = RecordWriter.Open(format, host, () => new CloudTable(host));
        return new ProbeSession(host, format, also).Run(run.Window, [start], writer, new RunTally("step"));
    }

    private int Run(ParseResult parsed)
    {
        var workspace = parsed.GetValue(_workspace)!;
        if (!Workspace.TryParse(workspace, out _, out var problem)) return _host.BadUsage(problem);

        var thumbprints = new List<string>();
        foreach (var given in parsed.GetValue(_root)!)
        {
            if (!Thumbprint.TryParse(given, out var thumbprint, out problem)) return _host.BadUsage(problem);
            thumbprints.Add(thumbprint);
        }

        var address = parsed.GetValue(_proxy);
        var user = parsed.GetValue(_proxyUser);
        var direct = parsed.GetValue(_noProxy);
        if (direct && (address ?? user) is not null)
        {
            return _host.BadUsage("--no-proxy goes direct. Leave it out, or --proxy and --proxy-user.");
        }

        ProxyAddress? proxy = null;
        if (address is not null && !ProxyAddress.TryParse(address, out proxy, out problem)) return _host.BadUsage(problem);
        if (proxy?.Credential is not null)
        {
            return _host.BadUsage("The proxy's address holds a user name. Give it with --proxy-user, and the password on standard input.");
        }

        // Not an option: others on this machine can read a command line.
        var credential = user is null ? null : new NetworkCredential(user, _host.In.ReadLine() ?? "");
        return Run(_host, parsed.GetValue(_output), new()
        {
            WorkspaceName = workspace,
            Cloud = parsed.GetValue(_cloud),
            Way = new(proxy, direct, credential),
            RootThumbprints = thumbprints,
            TimeoutMilliseconds = parsed.GetValue(_timeout),
            Network = _host.Network,
            Machine = _host.Machine,
            Words = ToolVocabulary.Instance,
        });
    }
}
