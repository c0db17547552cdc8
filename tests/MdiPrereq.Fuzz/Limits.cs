namespace MdiPrereq.Fuzz;

/// <summary>What one call may take.</summary>
/// <param name="Milliseconds">Time. A machine that does other things is slow now and then: only an input that is always slow is reported.</param>
internal sealed record Limits(double Milliseconds)
{
    /// <summary>For a build of the library that is optimised, as the shipped one is.</summary>
    public static Limits Release { get; } = new(50);

    /// <summary>For one that is not, among other tests.</summary>
    public static Limits Debug { get; } = new(500);
}
