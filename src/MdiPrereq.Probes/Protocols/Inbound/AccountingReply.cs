namespace MdiPrereq.Protocols;

/// <summary>An Accounting-Response to our request that nothing proves.</summary>
/// <param name="HadSecret">Whether we had a secret to prove it with: then it was made with another.</param>
internal sealed record AccountingReply(bool HadSecret);
