using System;
using System.Net;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Protocols;

namespace MdiPrereq.Tests.Checks.Inbound;

/// <summary>Messages as they are seen at the sensor.</summary>
internal static class Sightings
{
    public const string Format = "RADIUS Accounting-Request";

    public static readonly DateTime Time = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    private static readonly IPEndPoint Here = new(IPAddress.Parse("10.0.0.10"), 1813);

    /// <param name="id">Tells sendings apart.</param>
    /// <param name="attempt">Which try.</param>
    /// <param name="sender">The address that it is seen with.</param>
    /// <param name="seenBy">How.</param>
    /// <param name="left">The address and port that it left from; those that it is seen with when null.</param>
    /// <param name="sentTo">Where it was sent; where it came to when null.</param>
    /// <param name="delay">How long it took by the clocks, in seconds.</param>
    public static Sighting Probe(
        int id = 0,
        int attempt = 1,
        string sender = "10.0.0.5",
        ProbeListening seenBy = ProbeListening.Listener,
        string? left = null,
        string? sentTo = null,
        double delay = 0.003)
    {
        var remote = new IPEndPoint(IPAddress.Parse(sender), 40112);
        var marker = new ProbeMarker(
            $"{id:x32}",
            "Radius1813",
            attempt,
            Time.AddSeconds(-delay),
            left is null ? remote : IPEndPoint.Parse(left),
            sentTo is null ? Here : IPEndPoint.Parse(sentTo));
        return new(Time, remote, Here, new(Format, marker), seenBy);
    }

    public static Sighting Message(string sender, string strangeRow = "") =>
        new(Time, new(IPAddress.Parse(sender), 40112), Here, new(Format, null, strangeRow), ProbeListening.Listener);
}
