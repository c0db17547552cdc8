namespace MdiPrereq.Checks.Adapters.Traffic;

/// <summary>Why traffic could not be counted.</summary>
/// <param name="Why">The end of a sentence.</param>
/// <param name="NeedsAdministrator">Whether administrator rights would do.</param>
internal sealed record CountProblem(string Why, bool NeedsAdministrator = false);
