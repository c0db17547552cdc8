namespace MdiPrereq.Results;

/// <summary>What is wrong with a file that should hold results.</summary>
internal enum ResultFileProblem
{
    /// <summary>The file ends too early: its writer was stopped.</summary>
    Truncated,

    /// <summary>The file is something else.</summary>
    NotResults,

    /// <summary>It is a device, a pipe or the like: such have no end.</summary>
    NoRegularFile,

    /// <summary>The file is of a newer version than this one can read.</summary>
    NewerVersion,
}
