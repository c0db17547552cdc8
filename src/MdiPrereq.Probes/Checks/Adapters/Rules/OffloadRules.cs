using System;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>
/// Offloads that join packets before the capture driver sees them. On VMware they cost packets; elsewhere they are worth knowing
/// of.
/// </summary>
internal static class OffloadRules
{
    public static Finding LargeSend(Subject subject, ServerFact server) => Judge(
        subject.Ask("LargeSendOffload", "off on VMware", LearnPage.KnownIssues),
        server,
        "Large Send Offload",
        "health alert \"Network configuration mismatch for sensors running on VMware\", severity High",
        $"Run Disable-NetAdapterLso -Name {subject.Quoted} (the connection drops for a moment), then restart the sensor.",
        ("LSO v1 IPv4", subject.Adapter.LsoV1IPv4),
        ("LSO v2 IPv4", subject.Adapter.LsoV2IPv4),
        ("LSO v2 IPv6", subject.Adapter.LsoV2IPv6));

    public static Finding ReceiveCoalescing(Subject subject, ServerFact server) => Judge(
        subject.Ask("ReceiveSegmentCoalescing", "off on VMware", LearnPage.HealthAlerts),
        server,
        "Receive Segment Coalescing",
        "to be turned off when the health alert \"No network traffic received from domain controller\" comes",
        $"Run Disable-NetAdapterRsc -Name {subject.Quoted} (the connection drops for a moment), then restart the sensor.",
        ("RSC IPv4", subject.Adapter.RscIPv4),
        ("RSC IPv6", subject.Adapter.RscIPv6));

    public static bool IsVMware(ServerFact server) => server.Manufacturer?.StartsWith("VMware", StringComparison.OrdinalIgnoreCase) == true;

    private static Finding Judge(
        Question question, ServerFact server, string feature, string why, string remedy, params (string Name, int? Value)[] settings)
    {
        if (question.Subject!.Adapter.DriverProblem is { Length: > 0 } problem)
        {
            return question.NotTested(problem, "Run this on the sensor's Windows machine, as a user who may read its registry.");
        }

        var known = settings.Where(setting => setting.Value is not null).ToList();
        if (known.Count == 0) return question.Pass("no such setting", $"The driver has no setting for {feature}.");
        var actual = string.Join(", ", known.Select(setting => $"{setting.Name} {(setting.Value == 0 ? "off" : "on")}"));
        if (known.All(setting => setting.Value == 0)) return question.Pass(actual, $"{feature} is off.");
        if (IsVMware(server))
        {
            return question.Warn(
                actual,
                $"{feature} is on in a virtual machine of VMware, where the sensor misses packets by it ({why}).",
                remedy);
        }

        return server.Manufacturer is null
            ? question.Warn(
                actual,
                $"{feature} is on, and whether this is a virtual machine of VMware could not be read; "
                    + $"there the sensor misses packets by it ({why}).",
                remedy)
            : question.Pass(actual, $"{feature} is on. This matters on VMware; this machine is by {server.Manufacturer} ({why}).");
    }
}
