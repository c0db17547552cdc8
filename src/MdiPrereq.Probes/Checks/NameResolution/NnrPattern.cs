using System.Collections.Concurrent;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// A device's result but for its names. A network has few that differ, and a run may keep a result for each of its tens of thousands of
/// devices, so the same pattern is kept once.
/// </summary>
/// <param name="Methods">What the methods came to, without names.</param>
/// <param name="Decision">The decision; its name only where no method gave it.</param>
/// <param name="NamedBy">The method whose name was taken for the device's.</param>
/// <param name="SensorType">The kind of sensor that the test was made for.</param>
/// <param name="Saved">The file that the result was restored from; null for one of this session.</param>
internal sealed record NnrPattern(
    MethodOutcomes Methods, NnrDecision Decision, NnrMethod? NamedBy, SensorType SensorType, ISavedProperties? Saved)
{
    private static readonly ConcurrentDictionary<NnrPattern, NnrPattern> Known = new();

    /// <summary>The kind of machine that the result is about.</summary>
    public Destination Destination =>
        Saved?.Text(nameof(Destination)).Length > 0 ? Saved.Get<Destination>(nameof(Destination)) : Destination.Device;

    public static NnrPattern Of(MethodOutcomes methods, NnrDecision decision, SensorType sensorType, ISavedProperties? saved = null)
    {
        NnrMethod? namedBy = decision.ResolvedName.Length == 0 ? null
            : decision.ResolvedName == methods.Ntlm.Name ? NnrMethod.Ntlm
            : decision.ResolvedName == methods.NetBios.Name ? NnrMethod.NetBios
            : decision.ResolvedName == methods.Rdp.Name ? NnrMethod.Rdp
            : decision.ResolvedName == methods.Dns.Name ? NnrMethod.Dns
            : null;
        var bare = new MethodOutcomes(Bare(methods.Ntlm), Bare(methods.NetBios), Bare(methods.Rdp), Bare(methods.Dns));
        var pattern = new NnrPattern(bare, namedBy is null ? decision : decision with { ResolvedName = "" }, namedBy, sensorType, saved);

        // What tells of one device is not worth looking up again.
        var isOfMany = saved is null && pattern.Decision.ResolvedName.Length == 0
            && IsOfMany(bare.Ntlm) && IsOfMany(bare.NetBios) && IsOfMany(bare.Rdp) && IsOfMany(bare.Dns);
        return isOfMany ? Known.GetOrAdd(pattern, pattern) : pattern;
    }

    private static MethodOutcome Bare(MethodOutcome outcome) => outcome switch
    {
        { HasName: false } => outcome,
        { MistakenFor.Length: > 0 } => outcome with { Name = "" },
        _ => MethodOutcome.Of(outcome.State, outcome.Reason, outcome.Why),
    };

    private static bool IsOfMany(MethodOutcome outcome) => outcome.Why.Length == 0 || outcome.Equals(MethodOutcome.NotChosen);
}
