using System.Collections.Generic;

namespace MdiPrereq.Results;

/// <summary>What to do about something that is wrong, said once for all results that want the same.</summary>
/// <param name="Subject">What it is about: a target and its ports, devices, a check.</param>
/// <param name="Remediation">What to do.</param>
/// <param name="Seen">What was seen.</param>
internal sealed record Advice(string Subject, string Remediation, IReadOnlyList<string> Seen);
