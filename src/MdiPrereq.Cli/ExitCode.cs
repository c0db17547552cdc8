namespace MdiPrereq.Cli;

/// <summary>What the tool tells the script that runs it.</summary>
internal static class ExitCode
{
    /// <summary>Nothing that is required fails.</summary>
    public const int Ok = 0;

    /// <summary>Something that is required fails, or could not be tested for an error.</summary>
    public const int RequirementFails = 1;

    /// <summary>The command line makes no sense, or one of the targets does not.</summary>
    public const int BadUsage = 2;

    /// <summary>Stopped by Ctrl+C: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Stopped = 130;
}
