using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;

namespace MdiPrereq.Results;

/// <summary>What to do about rows that fail: one firewall request for a target, not ten.</summary>
internal static class PortAdvice
{
    /// <summary>The advice for results, in their order: one for those of a target that show the same and mean the same.</summary>
    public static IEnumerable<Advice> From(IEnumerable<PortTestResult> results) => results
        .GroupBy(result => (
            result.ComputerName,
            result.Verdict,
            Remedy: IsOfNetwork(result) ? Remedy(result, "these ports", "the service") : result.Remediation))
        .Select(group => Of([.. group]));

    private static Advice Of(IReadOnlyList<PortTestResult> results)
    {
        var first = results[0];
        var ports = PortsOf(results);
        var service = results.All(result => result.Service == first.Service) ? first.Service : "the service";
        var remediation = IsOfNetwork(first) ? Remedy(first, ports, service) : first.Remediation;
        return new($"{first.ComputerName}: {ports}", remediation, [.. Seen(results)]);
    }

    /// <summary>
    /// Whether a result's state and reason alone say what to do; not so for a row on the sensor's own machine, or of the cloud service.
    /// </summary>
    internal static bool IsOfNetwork(PortTestResult result) =>
        result.Remediation == Remedy(result, PortName.Of(result.Transport, result.Port), result.Service);

    private static string Remedy(PortTestResult result, string ports, string service) =>
        PortRemedy.Of(result.State, result.Reason, ports, service, result.ComputerName, result.SourceAddress);

    /// <summary>
    /// What was seen, once for rows that saw the same. Where nothing answered, messages differ only in the names of port and protocol.
    /// </summary>
    private static IEnumerable<string> Seen(IReadOnlyList<PortTestResult> results)
    {
        foreach (var same in results.GroupBy(result =>
            (result.State, result.Reason, result.Necessity, Said: result.State == State.Open ? result.Message : "")))
        {
            var one = same.First();
            var example = same.Any(other => other.Message != one.Message) ? $", such as {PortName.Of(one.Transport, one.Port)}" : "";
            yield return results.Count == 1 ? one.Message : $"{PortsOf(same)}{example}: {one.Message}";
        }
    }

    private static string PortsOf(IEnumerable<PortTestResult> results) =>
        PortName.Of(results.Select(result => (result.Transport, result.Port)));
}
