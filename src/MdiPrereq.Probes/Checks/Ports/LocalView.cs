using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Ports;

/// <summary>What this machine has at a port.</summary>
internal sealed record LocalView(IReadOnlyList<Listener> Listeners, bool SensorInstalled, FirewallRuleState Firewall)
{
    // Microsoft.Tri.Sensor and Microsoft.Tri.Sensor.Updater.
    private const string SensorProcess = "Microsoft.Tri.Sensor";

    public PortOwner Owner
    {
        get
        {
            if (Listeners.Count == 0) return PortOwner.Nobody;
            var names = Listeners.Select(listener => listener.ProcessName).Where(name => name.Length > 0).ToList();
            if (names.Any(name => !name.StartsWith(SensorProcess, StringComparison.OrdinalIgnoreCase))) return PortOwner.Other;
            return names.Count > 0 ? PortOwner.Sensor : PortOwner.Unknown;
        }
    }

    public static LocalView Of(PortRequirement row) =>
        new(
            ListenerTable.Find(row.Transport, row.Port),
            LocalMachine.IsSensorInstalled(),
            SensorFirewallRule.Find(row.Transport, row.Port));
}
