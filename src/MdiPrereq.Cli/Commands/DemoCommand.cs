using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;
using MdiPrereq.Sample;

namespace MdiPrereq.Cli.Commands;

/// <summary><c>mdiprereq demo</c>: the ports, the names and the cloud service of the sample network.</summary>
internal static class DemoCommand
{
    /// <summary>Loopback answers at once; only Windows takes two seconds to say that a TCP port is refused.</summary>
    private static readonly int TimeoutMilliseconds = OperatingSystem.IsWindows() ? 3000 : 1500;

    private static readonly int NameTimeoutMilliseconds = OperatingSystem.IsWindows() ? 3000 : 1000;

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
        var code = TestPorts(host, format, network);

        // Records of two kinds would be no table any more.
        if (format != OutputFormat.Table || code == ExitCode.Stopped) return code;
        var nameCode = AskForNames(host, network);
        if (nameCode == ExitCode.Stopped) return nameCode;
        var cloudCode = ReachCloud(host, network);
        if (cloudCode == ExitCode.Stopped) return cloudCode;
        host.Out.WriteLine();
        host.Out.WriteLine("Now yours: mdiprereq test dc01.contoso.com --sensor-type Standalone");
        host.Out.WriteLine("           mdiprereq nnr 10.1.2.0/24");
        host.Out.WriteLine("           mdiprereq cloud contoso");
        return Math.Max(code, Math.Max(nameCode, cloudCode));
    }

    private static int TestPorts(ToolHost host, OutputFormat format, SampleNetwork network)
    {
        var plan = PortTestPlan.ForFilter(new RequirementFilter { SensorType = [SensorType.Standalone] }, workspaceIsKnown: false);
        var job = new PortTestJob(plan, network.Hosts.Select(one => TargetName.Parse(one.Identity.DnsName)));
        return new PortTestSession(host, format, job).Run(
            new() { Network = network, Words = ToolVocabulary.Instance, TimeoutMilliseconds = TimeoutMilliseconds });
    }

    private static int AskForNames(ToolHost host, SampleNetwork network)
    {
        host.OpenConsole().WriteTitle("\nCan the sensor name these devices?\n");
        foreach (var device in network.Devices) host.Out.WriteLine($"  {device.Identity.Address}  {device.Description}");
        host.Out.WriteLine();

        IReadOnlyList<TargetBlock> blocks = [TargetBlock.Parse(SampleDevices.Range)];
        var session = new NnrSession(host, OutputFormat.Table);
        var options = new NnrOptions { Network = network, Words = ToolVocabulary.Instance, TimeoutMilliseconds = NameTimeoutMilliseconds };
        return session.Run(blocks, options, new InOrder(session.OpenDevices(blocks), session.OpenSummary(prefixLength: 24)));
    }

    private static int ReachCloud(ToolHost host, SampleNetwork network)
    {
        host.OpenConsole().WriteTitle("\nIs the cloud service reached, through the proxy?\n");
        return CloudCommand.Run(host, OutputFormat.Table, new()
        {
            WorkspaceName = SampleCloud.Workspace,
            Network = network,
            Machine = network.Cloud.Machine,
            Words = ToolVocabulary.Instance,
        });
    }

    private static void Introduce(SampleNetwork network, TextWriter writer)
    {
        writer.WriteLine("Demonstration: tests the ports of a standalone Defender for Identity sensor against three sample hosts.");
        writer.WriteLine("They run inside this program, on the loopback interface; nothing leaves this machine.");
        writer.WriteLine();
        foreach (var host in network.Hosts) writer.WriteLine($"  {host.Identity.DnsName}  {host.Description}");
        writer.WriteLine();
    }

    /// <summary>The few devices in the order in which they were introduced, and then their measure.</summary>
    private sealed class InOrder(IRecordWriter<NnrTestResult> devices, IRecordWriter<NnrTestResult> measure) : IRecordWriter<NnrTestResult>
    {
        private readonly SortedList<string, NnrTestResult> _results = new(StringComparer.Ordinal);

        public void Write(NnrTestResult record) => _results.Add(record.RemoteAddress, record);

        public void Dispose()
        {
            foreach (var result in _results.Values)
            {
                devices.Write(result);
                measure.Write(result);
            }

            devices.Dispose();
            measure.Dispose();
        }
    }
}
