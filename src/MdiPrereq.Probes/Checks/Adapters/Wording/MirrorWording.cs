using MdiPrereq.Checks.Adapters.Traffic;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about a controller's traffic on a capture adapter.</summary>
internal sealed class MirrorWording(string adapter, string controller, TrafficCount.Tally seen, AdapterTestOptions options)
{
    public const string NotStandalone = "only a standalone sensor gets mirrored traffic; a sensor on the controller sees its own";

    public const string NoCaptureAdapter = "there is no capture adapter to listen on";

    public const string NoCounter = "this system gives no way to see all traffic of an adapter";

    private readonly int _seconds = options.Seconds;

    public string Both => $"{adapter} sees what {controller} sends and what it gets: {seen.From} and {seen.To} frames in {_seconds} s.";

    public Said OnlyFrom => (
        $"{adapter} sees what {controller} sends ({seen.From} frames in {_seconds} s), but nothing that is sent to it: "
            + "the mirror lacks the direction to the controller.",
        $"Mirror both directions of the controller's port: the frames it gets too. {MakeTraffic}");

    public Said OnlyTo => (
        $"{adapter} sees what is sent to {controller} ({seen.To} frames in {_seconds} s), but nothing that it sends: "
            + "the mirror lacks the direction from the controller.",
        $"Mirror both directions of the controller's port: the frames it sends too. {MakeTraffic}");

    private string MakeTraffic => "An idle controller may send nothing in that time: "
        + $"run {options.Words.TestPorts} against it meanwhile, or give more {options.Words.Seconds}.";

    public static string Counts(TrafficCount.Tally seen, TrafficCount all) =>
        $"{seen.From} from, {seen.To} to, {all.Frames} frames in all";

    public Said Neither(long frames) => (
        frames > 0
            ? $"{adapter} saw {frames} frames in {_seconds} s, but none from or to {controller}."
            : $"{adapter} saw no frame at all in {_seconds} s.",
        $"See whether the port of {controller} is mirrored to the port of {adapter}, "
            + $"and encapsulated mirroring (ERSPAN) unpacked before. {MakeTraffic}");

    public static Said NoAddress(string controller, string detail) => (
        $"{controller} has no address{(detail.Length > 0 ? $" ({detail})" : "")}, so its traffic cannot be told from others'.",
        "See whether the name is spelled right and whether this machine's DNS servers know it.");

    public static Said NotCounted(CountProblem problem) =>
        (problem.Why, problem.NeedsAdministrator ? "Run this in a session with administrator rights." : "See the message.");
}
