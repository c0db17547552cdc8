using System;
using System.Collections.Generic;

namespace MdiPrereq.Fuzz;

/// <summary>One entry by which bytes that others wrote come into the library.</summary>
/// <param name="Name">Its name, and that of its folder in the corpus.</param>
/// <param name="Deliver">
/// Hands an input over: whole, and to an exchange in growing pieces too. Each function is one call of the library and gives what the
/// library said, so that inputs which make it say something new can be kept. What is done before the function is called is not measured.
/// </param>
internal sealed record Target(string Name, Func<byte[], IEnumerable<Func<string>>> Deliver)
{
    /// <summary>Inputs of which the parser understands something: recorded replies, examples of the documentation.</summary>
    public IReadOnlyList<byte[]> Seeds { get; init; } = [];

    /// <summary>Words that mean something to the parser.</summary>
    public IReadOnlyList<byte[]> Words { get; init; } = [];

    /// <summary>The exceptions that the entry documents; any other is a defect.</summary>
    public IReadOnlyList<Type> Documented { get; init; } = [];

    /// <summary>The longest input that can reach the entry.</summary>
    public int MaxLength { get; init; } = 64 * 1024;

    /// <summary>What one call may allocate, in bytes.</summary>
    public long MaxAllocated { get; init; } = 1024 * 1024;

    /// <summary>What there is to be told at the end of a run besides the counts that every target has.</summary>
    public Func<string>? Tell { get; init; }

    public override string ToString() => Name;
}
