using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>The sentences of firewall rules: why each is there, what is left to the reader.</summary>
/// <param name="methods">The name resolution methods that are to work.</param>
internal sealed class RuleWording(IReadOnlyCollection<NnrMethod> methods)
{
    public const string Title = "Firewall change request: Microsoft Defender for Identity sensor";

    public const string Silence =
        "Silence does not prove a block. Where a rule is in place already, see whether the service runs on the target.";

    /// <summary>Why a rule is there: its rows, by what was seen of them.</summary>
    public string Why(IReadOnlyList<(PortRequirement Row, int Port, State? Seen)> rows)
    {
        var seen = rows.GroupBy(one => one.Seen).OrderBy(alike => alike.Key).Select(alike => $"{Said(alike.Key)}: {Rows(alike)}");
        var nnr = rows.Any(one => one.Row.Necessity == Necessity.OneOfNnr) ? $" {NameResolution}" : "";
        return $"{string.Join("; ", seen)}.{nnr}";
    }

    public static string Reference(IEnumerable<PortRequirement> rows) =>
        string.Join(" ", rows.Select(row => row.Reference).Distinct().OrderBy(page => page, StringComparer.Ordinal));

    public static string SourceRefused(string source) =>
        $"{source} refused to send itself: allow this in its own firewall first, and test again.";

    public string NameResolution => methods.Count == PrimaryMethods.Count
        ? "Of TCP 135, UDP 137 and TCP 3389 one is enough for each device; all three are recommended."
        : "One of TCP 135, UDP 137 and TCP 3389 is enough for each device; "
            + $"chosen: {string.Join(", ", PrimaryMethods.Where(methods.Contains))}.";

    public static IReadOnlyList<NnrMethod> PrimaryMethods { get; } = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp];

    private static string Rows(IEnumerable<(PortRequirement Row, int Port, State? Seen)> rows) => string.Join(", ", rows
        .Select(one => (one.Port, Text: $"{PortName.Of(one.Row.Transport, one.Port)} {one.Row.Service} ({one.Row.Id})"))
        .Distinct()
        .OrderBy(one => one.Port).ThenBy(one => one.Text, StringComparer.Ordinal)
        .Select(one => one.Text));

    private static string Said(State? seen) => seen switch
    {
        null => "Needed as documented, not tested",
        State.Filtered => "No answer (Filtered)",
        State.NoReply => "No reply (NoReply)",
        State.Unreachable => "A firewall forbids it (AdministrativelyProhibited)",
        _ => "The machine that sends refuses it itself (BlockedLocally)",
    };
}
