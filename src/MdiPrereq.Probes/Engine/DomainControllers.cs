using System.Collections.Generic;

namespace MdiPrereq.Engine;

/// <summary>What came of the search for a domain's controllers.</summary>
/// <param name="Names">Their host names, best first.</param>
internal sealed record DomainControllers(IReadOnlyList<string> Names)
{
    /// <summary>Why there are none; empty when there are.</summary>
    public string Problem { get; init; } = "";

    /// <summary>Whether the domain's name made no sense, so that nothing was asked.</summary>
    public bool NameIsWrong { get; init; }

    /// <summary>Why there may be others that are not among them, to be said aloud; empty when these are all.</summary>
    public string Notice { get; init; } = "";
}
