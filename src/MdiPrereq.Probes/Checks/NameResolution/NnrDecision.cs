namespace MdiPrereq.Checks.NameResolution;

/// <summary>What a sensor takes for a device's name. Its sentences are made when they are read, so that results stay small.</summary>
/// <param name="ResolvedName">The name; empty when nothing gave one.</param>
/// <param name="ResolvedBy">Which kind of method gave it.</param>
/// <param name="Conflict">Whether names disagree: those of primary methods, or that of reverse DNS with the device that has it.</param>
/// <param name="Verdict">What that means.</param>
internal sealed record NnrDecision(string ResolvedName, ResolvedBy ResolvedBy, bool Conflict, Verdict Verdict);
