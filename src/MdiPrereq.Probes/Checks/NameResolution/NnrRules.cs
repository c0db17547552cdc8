using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// The sensor's decision on a device's name (Learn, nnr-policy): the primary methods first; reverse DNS counts only when none of
/// them gives a name, or when they disagree.
/// </summary>
internal static class NnrRules
{
    private static readonly NnrDecision NoName = new("", ResolvedBy.None, false, Verdict.Fail);
    private static readonly NnrDecision NotAsked = new("", ResolvedBy.None, false, Verdict.NotTested);

    /// <summary>A sensor v3.x asks nobody.</summary>
    public static NnrDecision NotApplicable { get; } = new("", ResolvedBy.None, false, Verdict.NotApplicable);

    public static NnrDecision Decide(MethodOutcomes methods)
    {
        var names = methods.Primary.Where(method => method.HasName).Select(method => method.Name).ToList();
        if (names.Count == 0)
        {
            if (methods.Dns.HasName) return OfReverseDns(methods.Dns, false);

            // Not tested is never failed; nor is a device whose name may stand behind a probe that could not be made.
            return methods.WereAsked && !methods.AnyError ? NoName : NotAsked;
        }

        if (AllSame(names)) return new(names.Aggregate(DeviceName.Fuller), ResolvedBy.Primary, false, Verdict.Pass);

        if (!methods.Dns.HasName) return new("", ResolvedBy.None, true, Verdict.Warning);

        // Reverse DNS decides; of the names that mean the same, the fullest is shown. A name that the device itself gives is its own,
        // wherever DNS has it lead.
        var same = methods.Dns.HasSeveralNames ? [] : names.Where(name => DeviceName.AreSame(name, methods.Dns.Name)).ToList();
        return same.Count == 0
            ? OfReverseDns(methods.Dns, true)
            : new(same.Aggregate(methods.Dns.Name, DeviceName.Fuller), ResolvedBy.Secondary, true, Verdict.Warning);
    }

    /// <summary>Another device's name is worse than none: what this one does is put down to the other.</summary>
    private static NnrDecision OfReverseDns(MethodOutcome dns, bool conflict) => dns.MistakenFor.Length > 0
        ? new(dns.Name, ResolvedBy.Secondary, true, Verdict.Fail)
        : new(dns.Name, ResolvedBy.Secondary, conflict, Verdict.Warning);

    /// <summary>What there is to mend, once the sensor's decision is known.</summary>
    public static NnrTrouble TroubleOf(MethodOutcomes methods, NnrDecision decision) => decision switch
    {
        { Verdict: Verdict.Pass or Verdict.NotApplicable } => NnrTrouble.None,
        { Verdict: Verdict.NotTested } => NnrTrouble.NotTested,
        _ when methods == MethodOutcomes.NameNotResolved => NnrTrouble.NameNotResolved,
        { Conflict: true, Verdict: Verdict.Fail } =>
            methods.Primary.Any(method => method.HasName) ? NnrTrouble.ConflictAndMistaken : NnrTrouble.Mistaken,
        { Conflict: true } => NnrTrouble.Conflict,
        _ when methods.Primary.Any(method => method.IsUnreached) => NnrTrouble.Unreached,
        _ when methods.Primary.Any(method => method.State == State.Open) => NnrTrouble.Nameless,
        { ResolvedBy: ResolvedBy.Secondary } => NnrTrouble.OnlyDns,
        _ => NnrTrouble.NoMethod,
    };

    private static bool AllSame(List<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            for (var j = i + 1; j < names.Count; j++)
            {
                if (!DeviceName.AreSame(names[i], names[j])) return false;
            }
        }

        return true;
    }
}
