using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Ports;

/// <summary>What the sentences of a port result say besides the outcome.</summary>
/// <param name="Target">The target as it was given.</param>
/// <param name="Source">The local address; empty when it is not known.</param>
/// <param name="TimeoutMilliseconds">The time that the probe had.</param>
/// <param name="Words">The asker's words.</param>
internal sealed record PortScene(string Target, string Source, int TimeoutMilliseconds, Vocabulary Words);
