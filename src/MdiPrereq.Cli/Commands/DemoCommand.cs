using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Cli.Output;
using MdiPrereq.Engine;
using MdiPrereq.Results;
using MdiPrereq.Results.Report;
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
        var report = new Option<string?>("--report") { Description = "Write all that is found as one page, too.", HelpName = "page.html" };
        var command = new Command("demo", "Shows what it does, on a sample network inside this program. Sends nothing beyond this machine.")
        {
            output,
            report,
        };
        command.SetAction(parsed => Run(host, parsed.GetValue(output), parsed.GetValue(report)));
        return command;
    }

    private static int Run(ToolHost host, OutputFormat format, string? page)
    {
        if (page is not null && !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(page))))
        {
            return host.BadUsage($"There is no folder for '{page}'. Give a file in a folder that exists.");
        }

        var report = page is null ? null : new ReportData();
        using var network = new SampleNetwork();
        Introduce(network, format == OutputFormat.Table ? host.Out : host.Error);
        var code = TestPorts(host, format, network, report);

        // Records of two kinds would be no table any more.
        if (format != OutputFormat.Table || code == ExitCode.Stopped) return WriteReport(host, page, report, code);
        var nameCode = AskForNames(host, network, report);
        if (nameCode == ExitCode.Stopped) return nameCode;
        var cloudCode = ReachCloud(host, network, report);
        if (cloudCode == ExitCode.Stopped) return cloudCode;
        host.Out.WriteLine();
        host.Out.WriteLine("Now yours: mdiprereq test dc01.contoso.com --sensor-type Standalone");
        host.Out.WriteLine("           mdiprereq nnr 10.1.2.0/24");
        host.Out.WriteLine("           mdiprereq cloud contoso");
        return WriteReport(host, page, report, Math.Max(code, Math.Max(nameCode, cloudCode)));
    }

    private static int WriteReport(ToolHost host, string? page, ReportData? report, int code)
    {
        if (page is null || report is null || code == ExitCode.Stopped) return code;
        report.Complete();
        try
        {
            WholeFile.Write(
                Path.GetFullPath(page),
                overwrite: true,
                writer => ReportPage.Write(writer, report, null, ReportPage.DefaultTitle, DateTime.UtcNow));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return host.BadUsage($"'{page}' could not be written: {exception.Message}");
        }

        host.Error.WriteLine($"The page is in {page}.");
        return code;
    }

    private static int TestPorts(ToolHost host, OutputFormat format, SampleNetwork network, ReportData? report)
    {
        var plan = PortTestPlan.ForFilter(new RequirementFilter { SensorType = [SensorType.Standalone] }, workspaceIsKnown: false);
        var job = new PortTestJob(plan, network.Hosts.Select(one => TargetName.Parse(one.Identity.DnsName)));
        var options = new PortTestOptions { Network = network, Words = ToolVocabulary.Instance, TimeoutMilliseconds = TimeoutMilliseconds };
        return new PortTestSession(host, format, job).Run(options, report is null ? null : report.Add);
    }

    private static int AskForNames(ToolHost host, SampleNetwork network, ReportData? report)
    {
        host.OpenConsole().WriteTitle("\nCan the sensor name these devices?\n");
        foreach (var device in network.Devices) host.Out.WriteLine($"  {device.Identity.Address}  {device.Description}");
        host.Out.WriteLine();

        IReadOnlyList<TargetBlock> blocks = [TargetBlock.Parse(SampleDevices.Range)];
        var session = new NnrSession(host, OutputFormat.Table);
        var options = new NnrOptions { Network = network, Words = ToolVocabulary.Instance, TimeoutMilliseconds = NameTimeoutMilliseconds };
        return session.Run(blocks, options, new InOrder(session.OpenDevices(blocks), session.OpenSummary(prefixLength: 24), report));
    }

    private static int ReachCloud(ToolHost host, SampleNetwork network, ReportData? report)
    {
        host.OpenConsole().WriteTitle("\nIs the cloud service reached, through the proxy?\n");
        return CloudCommand.Run(host, OutputFormat.Table, new()
        {
            WorkspaceName = SampleCloud.Workspace,
            Network = network,
            Machine = network.Cloud.Machine,
            Words = ToolVocabulary.Instance,
        }, report is null ? null : report.Add);
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
    private sealed class InOrder(IRecordWriter<NnrTestResult> devices, IRecordWriter<NnrTestResult> measure, ReportData? report)
        : IRecordWriter<NnrTestResult>
    {
        private readonly SortedList<string, NnrTestResult> _results = new(StringComparer.Ordinal);

        public void Write(NnrTestResult record) => _results.Add(record.RemoteAddress, record);

        public void Dispose()
        {
            foreach (var result in _results.Values)
            {
                devices.Write(result);
                measure.Write(result);
                report?.Add(result);
            }

            devices.Dispose();
            measure.Dispose();
        }
    }
}
