using System;

namespace MdiPrereq.Results;

/// <summary>
/// A file does not hold results that can be read. The message is the end of a sentence; empty for a file that is nothing of the
/// kind.
/// </summary>
internal sealed class ResultFileException(ResultFileProblem problem, string message) : Exception(message)
{
    public ResultFileProblem Problem { get; } = problem;
}
