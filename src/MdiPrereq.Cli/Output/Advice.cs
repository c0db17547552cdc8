using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// What to do about failed rows, said once where several ports of a target want the same: one firewall request, not ten.
/// </summary>
/// <param name="ComputerName">The target.</param>
/// <param name="Ports">The ports that it is about, in one phrase.</param>
/// <param name="Remediation">What to do.</param>
/// <param name="Seen">What was seen, each sentence once, with the ports that it is about unless it is about all.</param>
internal sealed record Advice(string ComputerName, string Ports, string Remediation, IReadOnlyList<string> Seen)
{
    // Characters that no message holds: SafeText escapes them.
    private const string PortMark = "\u0001";
    private const string ServiceMark = "\u0002";

    public static IEnumerable<Advice> From(IEnumerable<PortTestResult> failed) => failed
        .GroupBy(result => (result.ComputerName, Template: TemplateOf(result.Remediation, result)))
        .Select(group => new Advice(group.Key.ComputerName, PortsOf(group), Fill(group.Key.Template, group), SeenBy([.. group])));

    private static List<string> SeenBy(IReadOnlyCollection<PortTestResult> results)
    {
        var sentences = results
            .SelectMany(result => SentencesOf(TemplateOf(result.Message, result)), (Result, Sentence) => (Result, Sentence))
            .GroupBy(one => one.Sentence, one => one.Result);
        return [.. sentences.Select(group => (group.Count() == results.Count ? "" : $"{PortsOf(group)}: ") + Fill(group.Key, group))];
    }

    private static IEnumerable<string> SentencesOf(string text) => text.TrimEnd('.').Split(". ").Select(sentence => sentence + ".");

    // Two sentences are the same when they differ only in the port and in the service that it belongs to.
    private static string TemplateOf(string text, PortTestResult result) => text
        .Replace(Labels.PortOf(result.Transport, result.Port), PortMark, StringComparison.Ordinal)
        .Replace($"whether {result.Service} ", $"whether {ServiceMark} ", StringComparison.Ordinal);

    private static string Fill(string template, IEnumerable<PortTestResult> results)
    {
        var services = results.Select(result => result.Service).Distinct().ToList();
        return template
            .Replace(PortMark, PortsOf(results), StringComparison.Ordinal)
            .Replace(ServiceMark, services.Count == 1 ? services[0] : "the service", StringComparison.Ordinal);
    }

    private static string PortsOf(IEnumerable<PortTestResult> results) =>
        Labels.PortsOf(results.Select(result => (result.Transport, result.Port)));
}
