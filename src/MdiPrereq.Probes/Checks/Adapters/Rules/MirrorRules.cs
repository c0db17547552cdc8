using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Whether a controller's traffic is really mirrored into the capture adapter: what it sends and what it gets.</summary>
internal static class MirrorRules
{
    public static Question Ask(Subject? subject) =>
        new("MirroredTraffic", "frames both from and to the controller", LearnPage.PortMirroring, subject);

    public static Finding Judge(
        Question question, string controller, TrafficCount count, TrafficCount.Tally seen, AdapterTestOptions options)
    {
        var seconds = options.Seconds;
        var makeTraffic = "An idle controller may send nothing in that time: "
            + $"run {options.Words.TestPorts} against it meanwhile, or give more {options.Words.Seconds}.";
        var actual = $"{seen.From} from, {seen.To} to, {count.Frames} frames in all";
        var adapter = question.Subject!.Adapter.Name;
        return (seen.From > 0, seen.To > 0) switch
        {
            (true, true) => question.Pass(
                actual,
                $"{adapter} sees what {controller} sends and what it gets: {seen.From} and {seen.To} frames in {seconds} s."),
            (true, false) => question.Fail(
                actual,
                $"{adapter} sees what {controller} sends ({seen.From} frames in {seconds} s), but nothing that is sent to it: "
                    + "the mirror lacks the direction to the controller.",
                $"Mirror both directions of the controller's port: the frames it gets too. {makeTraffic}"),
            (false, true) => question.Fail(
                actual,
                $"{adapter} sees what is sent to {controller} ({seen.To} frames in {seconds} s), but nothing that it sends: "
                    + "the mirror lacks the direction from the controller.",
                $"Mirror both directions of the controller's port: the frames it sends too. {makeTraffic}"),
            _ => question.Fail(
                actual,
                count.Frames > 0
                    ? $"{adapter} saw {count.Frames} frames in {seconds} s, but none from or to {controller}."
                    : $"{adapter} saw no frame at all in {seconds} s.",
                $"See whether the port of {controller} is mirrored to the port of {adapter}, "
                    + $"and encapsulated mirroring (ERSPAN) unpacked before. {makeTraffic}"),
        };
    }

    public static Finding NoAddress(Question question, string controller, string detail) => question.Fail(
        "no address",
        $"{controller} has no address{(detail.Length > 0 ? $" ({detail})" : "")}, so its traffic cannot be told from others'.",
        "See whether the name is spelled right and whether this machine's DNS servers know it.");

    public static Finding NotCounted(Question question, CountProblem problem) => question.NotTested(
        problem.Why, problem.NeedsAdministrator ? "Run this in a session with administrator rights." : "See the message.");

    public static Finding NotStandalone(Question question) =>
        question.NotApplicable("only a standalone sensor gets mirrored traffic; a sensor on the controller sees its own");
}
