using System;

namespace MdiPrereq.Results.Compare;

/// <summary>What is kept of a result to compare it: little, since there may be millions.</summary>
/// <param name="verdict">Its verdict.</param>
/// <param name="spoils">Whether a compliance check may not say yes with it.</param>
/// <param name="timeUtc">When it was made.</param>
/// <param name="clock">The clock's difference in seconds; NaN when no time was told.</param>
/// <param name="traits">The values of <see cref="ResultTraits"/>.</param>
internal readonly struct ResultState(Verdict verdict, bool spoils, DateTime timeUtc, float clock, string[] traits)
{
    // Clocks of a network are a few seconds apart, and what is measured trembles. Five minutes are allowed.
    private const double ClockMoves = 60;

    private readonly byte _verdict = (byte)verdict;

    public bool Spoils { get; } = spoils;

    public float Clock { get; } = clock;

    public DateTime TimeUtc { get; } = timeUtc;

    public string[] Traits { get; } = traits;

    public Verdict Verdict => (Verdict)_verdict;

    /// <summary>Whether it was tried and came to an end: only of such can be said that they broke or were repaired.</summary>
    public bool WasTested => Verdict is Verdict.Pass or Verdict.Warning or Verdict.Fail;

    public bool ClockMovedFrom(ResultState earlier) => Math.Abs(Clock - earlier.Clock) > ClockMoves;
}
