using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// tests/MdiPrereq.Windows under Wine: the real Windows readers on .NET's win-x64 runtime, with registry keys as servers have them. As
/// root it runs in a network namespace with a management and a capture adapter.
/// </summary>
public sealed class Wine : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-wine-").FullName;
    private readonly string _namespace = string.Create(CultureInfo.InvariantCulture, $"mdi-wine-{Environment.ProcessId}");

    /// <summary>Why there is no Wine here; empty when the program ran.</summary>
    public string Missing { get; private set; } = "";

    public bool HasNamespace { get; private set; }

    /// <summary>The lines that the program printed, field by field.</summary>
    public IReadOnlyList<string[]> Lines { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        if (WineRun.Program is null)
        {
            Missing = WineRun.NotInstalled;
            return;
        }

        var (published, publishOutput) = await Machine.RunAsync(
            "dotnet", "publish", "tests/MdiPrereq.Windows", "--configuration", "Release", "--output", Path.Combine(_folder, "program"), "--nologo");
        Assert.True(published == 0, publishOutput);
        HasNamespace = Machine.Find("ip") is not null && OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && await SetUpAsync();

        // Wine without mscoree loads no assembly, so it is left alone.
        string[] through = HasNamespace ? ["ip", "netns", "exec", _namespace] : [];
        var run = await WineRun.StartAsync(
            _folder, through, Path.Combine(_folder, "program", "MdiPrereq.Windows.exe"), "adapters", "listeners", "proxy", "role");
        Assert.True(run.ExitCode == 0, run.Errors);
        Lines = [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r').Split('\t'))];
    }

    public async ValueTask DisposeAsync()
    {
        if (HasNamespace) await Machine.RunAsync("ip", "netns", "delete", _namespace);
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Wine's services write to their prefix until they end.
        }
    }

    private async Task<bool> SetUpAsync()
    {
        string[] commands =
        [
            $"netns add {_namespace}",
            $"-netns {_namespace} link set dev lo up",
            $"-netns {_namespace} link add mgmt type veth peer name mgmt-port",
            $"-netns {_namespace} link add cap type veth peer name cap-port",
            $"-netns {_namespace} link set dev mgmt-port up",
            $"-netns {_namespace} link set dev cap-port up",
            $"-netns {_namespace} link set dev mgmt up",
            $"-netns {_namespace} link set dev cap up",
            $"-netns {_namespace} address add 10.0.0.5/24 dev mgmt",
            $"-netns {_namespace} address add 10.10.0.10/32 dev cap",
            $"-netns {_namespace} route add default via 10.0.0.1",
        ];
        foreach (var command in commands)
        {
            var (exitCode, _) = await Machine.RunAsync("ip", command.Split(' '));
            if (exitCode != 0) return false;
        }

        return true;
    }
}

public class WineTests(Wine wine) : IClassFixture<Wine>
{
    private const string Driver = "CaptureDriver";

    [Fact]
    public void The_windows_reader_lists_the_adapters_with_addresses_and_prefix_lengths()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var adapters = wine.Lines.Where(line => line[0] == "adapter").ToDictionary(line => line[1]);
        Assert.Contains("127.0.0.1/8", adapters["lo"][4]);
        Assert.SkipUnless(wine.HasNamespace, "without root there is no namespace with known adapters");
        Assert.Contains("10.0.0.5/24", adapters["mgmt"][4]);
        Assert.Equal("10.0.0.1", adapters["mgmt"][5]);
        Assert.Contains("10.0.0.0/24", adapters["mgmt"][6]);
        Assert.Contains("10.10.0.10/32", adapters["cap"][4]);
        Assert.Equal("", adapters["cap"][5]);
        Assert.Equal("Up", adapters["cap"][3]);
    }

    [Theory]
    [InlineData("WinNT", "Workstation False False False")]
    [InlineData("ServerNT", "MemberServer False False False")]
    [InlineData("LanmanNT", "DomainController False False False")]
    [InlineData("WithFederation", "DomainController True False False")]
    [InlineData("Neighbours", "True")]
    public void The_windows_reader_says_what_the_machine_is(string what, string said)
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        Assert.Equal(said, string.Join(' ', wine.Lines.Single(line => line[0] == what).Skip(1)));
    }

    // What is neither right nor beside the point, as Check=Verdict:Actual.
    [Theory]
    [InlineData("Right")]
    [InlineData("AdminOnly", "NpcapAdminOnly=Fail:1")]
    [InlineData("AdminOnlyMissing")]
    [InlineData("NotWinPcapCompatible", "NpcapWinPcapCompatible=Fail:0")]
    [InlineData("WinPcapCompatibleMissing", "NpcapWinPcapCompatible=Fail:missing")]
    [InlineData("LoopbackAdapter", @"NpcapLoopbackAdapter=Fail:\Device\{0F9E3F2B-2D56-4F1A-9C5B-0123456789AB}")]
    [InlineData("LoopbackSupportOff")]
    [InlineData("OldNpcap", "CaptureDriverVersion=Fail:0.9997")]
    [InlineData("NewNpcap")]
    [InlineData("NpcapAsNpf")]
    [InlineData("WinPcap", Driver + "=Fail:WinPcap 4.1.0.2980")]
    [InlineData("BothDrivers", Driver + "=Warning:Npcap OEM 1.00 and WinPcap 4.1.0.2980")]
    [InlineData("NoDriver", Driver + "=Warning:none")]
    [InlineData("NoDriverWithSensor", Driver + "=Fail:none")]
    [InlineData("LsoOn", "LargeSendOffload=Warning:LSO v1 IPv4 off, LSO v2 IPv4 on, LSO v2 IPv6 off")]
    [InlineData("LsoV1On", "LargeSendOffload=Warning:LSO v1 IPv4 on, LSO v2 IPv4 off, LSO v2 IPv6 off")]
    [InlineData("LsoIPv6On", "LargeSendOffload=Warning:LSO v1 IPv4 off, LSO v2 IPv4 off, LSO v2 IPv6 on")]
    [InlineData("LsoOnByDefault", "LargeSendOffload=Warning:LSO v1 IPv4 off, LSO v2 IPv4 on, LSO v2 IPv6 off")]
    [InlineData("LocalizedNames", "LargeSendOffload=Warning:LSO v1 IPv4 off, LSO v2 IPv4 on, LSO v2 IPv6 off")]
    [InlineData("LsoOnOnHyperV")]
    [InlineData("RscOn", "ReceiveSegmentCoalescing=Warning:RSC IPv4 on, RSC IPv6 off")]
    [InlineData("Team")]
    [InlineData("VendorTeam")]
    [InlineData("Modern")]
    public void The_registry_of_a_server_is_judged(string name, params string[] wrong)
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var results = Results(name);
        Assert.NotEmpty(results);
        Assert.Equal(
            wrong,
            results.Where(result => result.Verdict is "Warning" or "Fail" or "NotTested").Select(
                result => $"{result.Check}={result.Verdict}:{result.Actual}"));
    }

    [Fact]
    public void A_team_is_seen_by_its_component_and_its_members_by_what_is_bound_to_them()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        Assert.Contains("Microsoft's multiplexor", Result("Team", "NicTeam").Actual);
        Assert.Equal("Fail", Result("TeamWithWinPcap", "NicTeam").Verdict);
        Assert.StartsWith("members ", Result("TeamMember", "NicTeam").Actual);
        Assert.Contains("iANSMiniport", Result("VendorTeam", "NicTeam").Actual);
        Assert.Equal(("Pass", "no team"), (Result("Right", "NicTeam").Verdict, Result("Right", "NicTeam").Actual));
    }

    [Fact]
    public void A_team_that_cannot_be_seen_never_passes()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        Assert.Equal("NotTested", Result("VendorCard", "NicTeam").Verdict);
        Assert.Contains("cannot tell", Result("VendorCard", "NicTeam").Message);
    }

    [Fact]
    public void What_the_registry_lacks_is_not_tested()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        foreach (var check in new[] { "LargeSendOffload", "ReceiveSegmentCoalescing", "NicTeam" })
        {
            Assert.Equal("NotTested", Result("NoDriverKey", check).Verdict);
            Assert.Contains("no network class", Result("NoDriverKey", check).Message);
        }
    }

    [Fact]
    public void A_disabled_capture_adapter_is_found_by_its_configuration()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var connected = Results("DisabledCapture").Single(
            result => result.Check == "Connected" && result.Adapter == "Spiegelport für Überwachung");
        Assert.Equal(("Fail", "disabled or not present"), (connected.Verdict, connected.Actual));
        Assert.Equal(
            "Pass",
            Results("DisabledCapture").Single(
                result => result.Check == "PrefixLength" && result.Adapter == "Spiegelport für Überwachung").Verdict);
    }

    [Fact]
    public void A_standalone_sensors_adapters_are_found_by_their_shape()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        Assert.SkipUnless(wine.HasNamespace, "without root there is no namespace with known adapters");
        Assert.Equal("cap", Result("Standalone", "CaptureAdapter").Actual);
        Assert.Equal("mgmt", Result("Standalone", "ManagementAdapter").Actual);
        Assert.Equal("Pass", Results("Standalone").Single(result => result.Check == "PrefixLength" && result.Adapter == "cap").Verdict);
        Assert.Equal("Pass", Results("Standalone").Single(result => result.Check == "NotRoutable" && result.Adapter == "cap").Verdict);
        Assert.Equal("Pass", Results("Standalone").Single(result => result.Check == "NoGateway" && result.Adapter == "cap").Verdict);
    }

    // The way out by the proxy settings of the registry, as proxy (or nothing), source, verdict and reason.
    [Theory]
    [InlineData("Nothing", "", "None", "Pass", "Works")]
    [InlineData("Direct", "", "None", "Pass", "Works")]
    [InlineData("Manual", "http://proxy.contoso.com:8080", "WinInetLocalService", "Pass", "Works")]
    [InlineData("Bypassed", "", "WinInetLocalService", "Pass", "Works")]
    [InlineData("BySchemes", "http://b:8443", "WinInetLocalService", "Pass", "Works")]
    [InlineData("Script", "", "WinInetLocalService", "Warning", "ProxyScript")]
    [InlineData("AutoDetect", "", "None", "Pass", "Works")]
    [InlineData("SensorOnly", "http://proxy.contoso.com:8080", "WinInetLocalService", "Warning", "AccountsDiffer")]
    [InlineData("UpdaterOnly", "", "None", "Warning", "AccountsDiffer")]
    [InlineData("Truncated", "", "WinInetLocalService", "Warning", "SettingsUnreadable")]
    [InlineData("Random", "", "WinInetLocalService", "Warning", "SettingsUnreadable")]
    [InlineData("Empty", "", "WinInetLocalService", "Warning", "SettingsUnreadable")]
    [InlineData("WrongType", "", "WinInetLocalService", "Warning", "SettingsUnreadable")]
    [InlineData("UserOnly", "", "None", "Warning", "ProxyNotSeenBySensor")]
    [InlineData("WinHttpOnly", "", "None", "Warning", "ProxyNotSeenBySensor")]
    [InlineData("PerMachine", "http://proxy.contoso.com:8080", "WinInetMachine", "Pass", "Works")]
    [InlineData("PerMachineOff", "", "None", "Pass", "Works")]
    [InlineData("SensorConfiguration", "http://own.contoso.com:8080", "SensorConfiguration", "Pass", "Works")]
    [InlineData("SensorWithoutProxy", "http://proxy.contoso.com:8080", "WinInetLocalService", "Pass", "Works")]
    [InlineData("SensorMalformed", "", "None", "Warning", "SettingsUnreadable")]
    [InlineData("SensorWithoutFile", "", "None", "Warning", "SettingsUnreadable")]
    public void The_registry_tells_the_sensors_way_out(string name, params string[] way)
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var line = wine.Lines.Single(line => line[0] == "way" && line[1] == name);
        Assert.Equal(way, line[2..6]);
        Assert.DoesNotContain("c2VjcmV0", string.Join(' ', line));
    }

    [Fact]
    public void WinHttp_reads_and_writes_the_same_settings_as_we_read()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var compared = wine.Lines.Where(line => line[0] is "readers" or "writers").ToList();
        Assert.Equal(7, compared.Count);
        Assert.All(compared, line => Assert.Equal(line[1], line[2]));
    }

    [Fact]
    public void The_machines_root_certificates_are_read()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        Assert.Equal("read", wine.Lines.Single(line => line[0] == "roots")[1]);
    }

    [Fact]
    public void Traffic_that_cannot_be_seen_is_not_tested_and_says_why()
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var traffic = wine.Lines.Where(line => line[0] == "traffic").ToList();
        Assert.NotEmpty(traffic);
        Assert.All(traffic, line => Assert.Equal("NotTested", line[2]));
        Assert.All(traffic, line => Assert.Matches("^Not tested: .{20}", line[4]));
    }

    // Wine 8 gives no owner of a socket (process 0), which must not be taken for the sensor.
    [Theory]
    [InlineData("Nothing", "Updater444", "Tcp", "Closed", "Pass", "free for its updater")]
    [InlineData("Listening", "Updater444", "Tcp", "Open", "Warning", "yet something listens on TCP 444")]
    [InlineData("WithSensor", "Updater444", "Tcp", "Open", "Pass", "something listens on TCP 444")]
    [InlineData("Listening", "Syslog514", "Tcp", "Open", "Warning", "whose it is could not be read")]
    [InlineData("Nothing", "Syslog514", "Udp", "Closed", "NotTested", "no sensor is installed here")]
    [InlineData("WithSensor", "Syslog514", "Udp", "Closed", "Warning", "nothing listens on UDP 514")]
    [InlineData("Listening", "Radius1813", "Udp", "Open", "Warning", "whose it is could not be read")]
    [InlineData("WithSensor", "Radius1813", "Udp", "Open", "Warning", "no firewall rule \"Microsoft Defender for Identity Sensor\"")]
    [InlineData("WithRule", "Radius1813", "Udp", "Open", "Warning", "rule \"Microsoft Defender for Identity Sensor\" is on")]
    [InlineData("WithRuleOff", "Radius1813", "Udp", "Open", "Warning", "rule \"Microsoft Defender for Identity Sensor\" is off")]
    public void A_local_port_tells_its_owner_and_its_firewall_rule(
        string name, string id, string transport, string state, string verdict, string says)
    {
        Assert.SkipWhen(wine.Missing.Length > 0, wine.Missing);
        var line = wine.Lines.Single(one => one[0] == "local" && one[1] == name && one[2] == id && one[3] == transport);
        Assert.Equal((state, verdict), (line[4], line[5]));
        Assert.Contains(says, line[7]);
    }

    private List<(string Check, string Adapter, string Verdict, string Actual, string Message)> Results(string name) =>
    [
        .. wine.Lines.Where(line => line[0] == "result" && line[1] == name)
            .Select(line => (Check: line[2], Adapter: line[3], Verdict: line[4], Actual: line[5], Message: line[6])),
    ];

    private (string Check, string Adapter, string Verdict, string Actual, string Message) Result(string name, string check) =>
        Results(name).First(result => result.Check == check);
}
