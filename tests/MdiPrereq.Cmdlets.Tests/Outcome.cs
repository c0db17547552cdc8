using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>All that a script gave, stream by stream; the error that ended it, if one did, is the last of the errors.</summary>
internal sealed record Outcome
{
    public IReadOnlyList<PSObject> Output { get; init; } = [];

    public IReadOnlyList<ErrorRecord> Errors { get; init; } = [];

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public IReadOnlyList<string> Verbose { get; init; } = [];

    public IReadOnlyList<ProgressRecord> Progress { get; init; } = [];

    /// <summary>Whether an error ended it.</summary>
    public bool Ended { get; init; }

    /// <summary>The values of one property, as text and in the order of the output.</summary>
    public IEnumerable<string> Each(string property) => Output.Select(one => $"{one.Properties[property]?.Value}");

    /// <summary>The objects of a type of ours.</summary>
    public IReadOnlyList<T> Of<T>() => [.. Output.Select(one => one.BaseObject).OfType<T>()];
}
