namespace MdiPrereq.Protocols;

/// <summary>What the sensor API, or what stands in its place, said to a ping.</summary>
/// <param name="Header">The head of the response.</param>
/// <param name="SensorVersion">The latest sensor version, as a current workspace tells it; empty when the response tells none.</param>
internal sealed record PingAnswer(HttpHeader Header, string SensorVersion);
