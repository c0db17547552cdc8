namespace MdiPrereq.Contract;

/// <summary>What a result is about, and where, when and for how long it was come by.</summary>
/// <param name="Target">The target as it was given.</param>
/// <param name="RemoteAddress">The address that was tested; empty when there is none.</param>
/// <param name="SourceComputer">The machine that the check ran on.</param>
/// <param name="SourceAddress">The local address that was used; empty when nothing was sent.</param>
/// <param name="Time">When the check began and how long it took.</param>
internal readonly record struct Origin(string Target, string RemoteAddress, string SourceComputer, string SourceAddress, ProbeTime Time);
