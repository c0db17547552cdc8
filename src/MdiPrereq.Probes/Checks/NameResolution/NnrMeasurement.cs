using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>Counts results by subnet and method. Holds counters only: memory grows with subnets, not with devices.</summary>
internal sealed class NnrMeasurement(int prefixLength)
{
    /// <summary>Learn, health-alerts: "failing to resolve … more than 90% of the time".</summary>
    private const double AlertThresholdPercent = 90;

    /// <summary>The prefix length for IPv6 addresses: one subnet, as RFC 4291 section 2.5.4 has it.</summary>
    private const int V6PrefixLength = 64;

    private const int MaxSubnetsNamed = 20;

    private static readonly NnrMethod[] Methods = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp, NnrMethod.Dns];

    private readonly Dictionary<SubnetKey, Counters> _subnets = [];

    public void Add(NnrTestResult result) =>
        Add(result.RemoteAddress, method => result.OutcomeOf(method).WasAsked, method => result.OutcomeOf(method).HasName);

    /// <param name="address">The device's address; a name without one is nothing that a sensor would ask about.</param>
    /// <param name="asked">For each method whether it was asked.</param>
    /// <param name="named">For each method whether it gave a name.</param>
    public void Add(string address, Func<NnrMethod, bool> asked, Func<NnrMethod, bool> named)
    {
        if (!IPAddress.TryParse(address, out var parsed)) return;
        var key = SubnetKey.Of(parsed, parsed.AddressFamily == AddressFamily.InterNetwork ? prefixLength : V6PrefixLength);
        if (!_subnets.TryGetValue(key, out var counters)) _subnets.Add(key, counters = new());
        foreach (var method in Methods)
        {
            if (asked(method)) counters.Count(method, named(method));
        }
    }

    /// <summary>A row for each method in each subnet, in the order of the addresses, and then for each method in total.</summary>
    public IEnumerable<NnrMeasure> Rows()
    {
        var total = new Counters();
        var subnets = _subnets.OrderBy(subnet => subnet.Key).ToList();
        foreach (var (key, counters) in subnets.Select(subnet => (subnet.Key, subnet.Value)))
        {
            total.Add(counters);
            foreach (var method in Methods.Where(counters.HasAsked)) yield return Row(key.ToString(), method, counters, "");
        }

        foreach (var method in Methods.Where(total.HasAsked))
        {
            var failing = subnets.Where(subnet => IsFailing(subnet.Value, method)).OrderByDescending(subnet => subnet.Value.Failed(method))
                .ToList();
            var named = string.Join(", ", failing.Take(MaxSubnetsNamed).Select(subnet => subnet.Key.ToString()));
            var more = failing.Count > MaxSubnetsNamed
                ? $" and {(failing.Count - MaxSubnetsNamed).ToString(CultureInfo.InvariantCulture)} more"
                : "";
            yield return Row("Total", method, total, named + more);
        }
    }

    private static NnrMeasure Row(string subnet, NnrMethod method, Counters counters, string failingSubnets) => new()
    {
        Subnet = subnet,
        Method = method,
        Devices = counters.Devices(method),
        Resolved = counters.Devices(method) - counters.Failed(method),
        Failed = counters.Failed(method),
        FailurePercent = Math.Round(counters.FailurePercent(method), 1),
        AlertExpected = method != NnrMethod.Rdp && IsFailing(counters, method),
        FailingSubnets = failingSubnets,
        Reference = LearnPage.HealthAlerts,
    };

    private static bool IsFailing(Counters counters, NnrMethod method) => counters.FailurePercent(method) > AlertThresholdPercent;

    private sealed class Counters
    {
        private readonly Dictionary<NnrMethod, (long Devices, long Failed)> _byMethod = [];

        public long Devices(NnrMethod method) => Of(method).Devices;

        public long Failed(NnrMethod method) => Of(method).Failed;

        public bool HasAsked(NnrMethod method) => Devices(method) > 0;

        public double FailurePercent(NnrMethod method) => Devices(method) == 0 ? 0 : 100.0 * Failed(method) / Devices(method);

        public void Count(NnrMethod method, bool named) => Add(method, 1, named ? 0 : 1);

        public void Add(Counters other)
        {
            foreach (var one in other._byMethod) Add(one.Key, one.Value.Devices, one.Value.Failed);
        }

        private (long Devices, long Failed) Of(NnrMethod method) => _byMethod.TryGetValue(method, out var known) ? known : default;

        private void Add(NnrMethod method, long devices, long failed) =>
            _byMethod[method] = (Devices(method) + devices, Failed(method) + failed);
    }
}
