using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Whether a controller's traffic is really mirrored into the capture adapter: what it sends and what it gets.</summary>
internal static class MirrorRules
{
    public static Finding Judge(
        Question question, string controller, TrafficCount count, TrafficCount.Tally seen, AdapterTestOptions options)
    {
        var wording = new MirrorWording(question.Subject!.Adapter.Name, controller, seen, options);
        var actual = MirrorWording.Counts(seen, count);
        return (seen.From > 0, seen.To > 0) switch
        {
            (true, true) => question.Pass(actual, wording.Both),
            (true, false) => question.Fail(actual, wording.OnlyFrom),
            (false, true) => question.Fail(actual, wording.OnlyTo),
            _ => question.Fail(actual, wording.Neither(count.Frames)),
        };
    }

    public static Finding NoAddress(Question question, string controller, string detail) =>
        question.Fail("no address", MirrorWording.NoAddress(controller, detail));

    public static Finding NotCounted(Question question, CountProblem problem) => question.NotTested(MirrorWording.NotCounted(problem));

    /// <summary>Why no controller's traffic can be looked for; null when it can.</summary>
    public static Finding? WhyNot(AdapterTestOptions options, int captures)
    {
        var question = AdapterQuestions.MirroredTraffic;
        return options.SensorType != SensorType.Standalone ? question.NotApplicable(MirrorWording.NotStandalone)
            : captures == 0 ? NotCounted(question, new(MirrorWording.NoCaptureAdapter))
            : options.Counter is null ? NotCounted(question, new(MirrorWording.NoCounter))
            : null;
    }
}
