namespace MdiPrereq.Results;

/// <summary>
/// What a result is about, as numbers of <see cref="ResultKeys"/>: results of one key say the same thing at different times.
/// </summary>
/// <param name="Source">The machine that the check ran on.</param>
/// <param name="Target">The target as it was given.</param>
/// <param name="Row">What was checked there.</param>
internal readonly record struct ResultKey(int Source, int Target, int Row);
