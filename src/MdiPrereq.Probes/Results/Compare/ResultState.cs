using System;

namespace MdiPrereq.Results.Compare;

/// <summary>What is kept of a result to compare it: little, since there may be millions.</summary>
/// <param name="Verdict">Its verdict.</param>
/// <param name="Spoils">Whether a compliance check may not say yes with it.</param>
/// <param name="TimeUtc">When it was made.</param>
/// <param name="Clock">The clock's difference in seconds; NaN when no time was told.</param>
/// <param name="Traits">The values of <see cref="ResultTraits"/>.</param>
internal readonly record struct ResultState(Verdict Verdict, bool Spoils, DateTime TimeUtc, float Clock, string[] Traits)
{
    // Clocks of a network are a few seconds apart, and what is measured trembles. Five minutes are allowed.
    private const double ClockMoves = 60;

    /// <summary>Whether it was tried and came to an end: only of such can be said that they broke or were repaired.</summary>
    public bool WasTested => Verdict is Verdict.Pass or Verdict.Warning or Verdict.Fail;

    public bool ClockMovedFrom(ResultState earlier) => Math.Abs(Clock - earlier.Clock) > ClockMoves;
}
