using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Machine;
using Microsoft.Win32;

namespace MdiPrereq.Tests.Windows;

/// <summary>The sensor's local ports: who listens, and what Windows Firewall has for them.</summary>
[SupportedOSPlatform("windows")]
internal static class ListenerCases
{
    private const string Rules = @"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules";
    private const string Sensor = @"SYSTEM\CurrentControlSet\Services\AATPSensor";

    // As Windows writes a rule.
    private const string Rule =
        @"v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1813|App=C:\Program Files\Azure Advanced Threat Protection Sensor\2.240.18316.65180\Microsoft.Tri.Sensor.exe|Name=Microsoft Defender for Identity Sensor|";

    public static void Run()
    {
        Judge("Nothing");
        using var tcp = new TcpListener(IPAddress.Loopback, 444);
        using var tcp6 = new TcpListener(IPAddress.IPv6Loopback, 514);
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Any, 1813));
        tcp.Start();
        tcp6.Start();
        Judge("Listening");
        using (Registry.LocalMachine.CreateSubKey(Sensor)) Judge("WithSensor");
        WriteRule(Rule);
        Judge("WithRule");
        WriteRule(Rule.Replace("Active=TRUE", "Active=FALSE"));
        Judge("WithRuleOff");
        Registry.LocalMachine.DeleteSubKeyTree(Sensor);
        Registry.LocalMachine.DeleteSubKeyTree(Rules);
    }

    private static void WriteRule(string rule)
    {
        using var rules = Registry.LocalMachine.CreateSubKey(Rules);
        rules.SetValue("{5A0A4C1D-8B0B-4E1E-9B75-6D7D0A5B3C11}", rule);
        rules.SetValue(
            "RemoteDesktop-UserMode-In-TCP", "v2.30|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=3389|Name=@FirewallAPI.dll,-28775|");
    }

    private static void Judge(string name)
    {
        foreach (
            var row in PortCatalog.Rows.Where(
                row => row.Catalog == Catalog.Current && row.SensorType == SensorType.Standalone && row.Direction != Direction.Outbound))
        {
            var judged = LocalRules.Judge(row, LocalView.Of(row));
            Console.WriteLine(
                string.Join(
                    '\t',
                    "local",
                    name,
                    row.Id,
                    row.Transport,
                    judged.Outcome.State,
                    judged.Verdict,
                    judged.Outcome.Findings.Evidence,
                    judged.Message));
        }
    }
}
