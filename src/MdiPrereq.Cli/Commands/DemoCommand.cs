using System;
using System.CommandLine;
using System.IO;
using System.Linq;
using MdiPrereq.Cli.Output;
using MdiPrereq.Cli.Sample;
using MdiPrereq.Probing;
using MdiPrereq.Requirements;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq demo</c>: the main job against the sample network.</summary>
internal static class DemoCommand
{
    /// <summary>Loopback answers at once; only Windows takes two seconds to say that a TCP port is refused.</summary>
    private static readonly int TimeoutMilliseconds = OperatingSystem.IsWindows() ? 3000 : 1500;

    public static Command Create(ToolHost host)
    {
        var output = OutputOption.Create();
        var command = new Command("demo", "Shows what it does, on a sample network inside this program. Sends nothing beyond this machine.")
        {
            output,
        };
        command.SetAction(parsed => Run(host, parsed.GetValue(output)));
        return command;
    }

    private static int Run(ToolHost host, OutputFormat format)
    {
        using var network = new SampleNetwork();
        Introduce(network, format == OutputFormat.Table ? host.Out : host.Error);
        var plan = PortTestPlan.ForFilter(new RequirementFilter { SensorType = [SensorType.Standalone] }, workspaceIsKnown: false);
        var code = new PortTestSession(host, format).Run(new(
            [.. network.Hosts.Select(one => TargetName.Parse(one.Identity.DnsName))],
            plan.TargetRows,
            [],
            new() { Network = network, TimeoutMilliseconds = TimeoutMilliseconds })
        {
            SensorType = SensorType.Standalone,
        });
        if (format == OutputFormat.Table) host.Out.WriteLine("\nNow yours: mdiprereq test dc01.contoso.com --sensor-type Standalone");
        return code;
    }

    private static void Introduce(SampleNetwork network, TextWriter writer)
    {
        writer.WriteLine("Demonstration: tests the ports of a standalone Defender for Identity sensor against three sample hosts.");
        writer.WriteLine("They run inside this program, on the loopback interface; nothing leaves this machine.");
        writer.WriteLine();
        foreach (var host in network.Hosts) writer.WriteLine($"  {host.Identity.DnsName}  {host.Description}");
        writer.WriteLine();
    }
}
