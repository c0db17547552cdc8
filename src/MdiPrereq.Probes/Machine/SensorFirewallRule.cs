using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace MdiPrereq.Machine;

/// <summary>The sensor's own rule in the registry's list of Windows Firewall rules (MS-GPFAS section 2.2.2.19).</summary>
internal static class SensorFirewallRule
{
    public const string Name = "Microsoft Defender for Identity Sensor";

    private const string Program = @"\Microsoft.Tri.Sensor.exe";

    private static readonly string[] Keys =
    [
        @"SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\FirewallRules",
        @"SOFTWARE\Policies\Microsoft\WindowsFirewall\FirewallRules",
    ];

    public static FirewallRuleState Find(Transport transport, int port) =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) && ReadRules() is { } rules
            ? Judge(rules, transport, port)
            : FirewallRuleState.NotRead;

    internal static FirewallRuleState Judge(IEnumerable<string> rules, Transport transport, int port)
    {
        var states = rules.Select(rule => StateOf(rule, transport, port)).ToList();
        return states.Count == 0 ? FirewallRuleState.Missing : states.Max();
    }

    // v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1813|App=…|Name=…|; a field may come several times.
    private static FirewallRuleState StateOf(string rule, Transport transport, int port)
    {
        var fields = rule.Split('|').Select(field => field.Split(['='], 2)).Where(field => field.Length == 2).ToLookup(
            field => field[0],
            field => field[1],
            StringComparer.OrdinalIgnoreCase);
        var ofSensor = fields["Name"].Contains(Name, StringComparer.OrdinalIgnoreCase)
            || fields["App"].Any(app => app.EndsWith(Program, StringComparison.OrdinalIgnoreCase));
        var applies = ofSensor && Has("Action", "Allow") && Has("Dir", "In") && ForProtocol() && ForPort();
        if (!applies) return FirewallRuleState.Missing;
        return Has("Active", "TRUE") ? FirewallRuleState.Enabled : FirewallRuleState.Disabled;

        bool Has(string field, string value) => fields[field].Contains(value, StringComparer.OrdinalIgnoreCase);

        bool ForProtocol() => !fields["Protocol"].Any() || Has("Protocol", transport == Transport.Tcp
            ? "6"
            : "17") || Has("Protocol", "256");

        bool ForPort()
        {
            var ports = fields["LPort"].Concat(fields["LPort2_10"]).ToList();
            return ports.Count == 0 || ports.Any(one => Covers(one, port));
        }
    }

    private static bool Covers(string ports, int port)
    {
        var ends = ports.Split('-');
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[ends.Length - 1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && port >= first && port <= last;
    }

    [SupportedOSPlatform("windows")]
    private static List<string>? ReadRules()
    {
        try
        {
            var rules = new List<string>();
            foreach (var path in Keys)
            {
                using var key = RegistryValue.Open(path, RegistryView.Registry64);
                if (key is not null) rules.AddRange(key.GetValueNames().Select(name => key.GetValue(name)).OfType<string>());
            }

            return rules;
        }
        catch (Exception e) when (RegistryValue.IsForbidden(e))
        {
            return null;
        }
    }
}
