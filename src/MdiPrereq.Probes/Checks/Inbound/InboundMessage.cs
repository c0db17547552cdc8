using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Inbound;

/// <summary>A message of an inbound row's protocol.</summary>
/// <param name="Format">What it is, such as <c>RADIUS Accounting-Request</c> or <c>syslog (RFC 5424)</c>.</param>
/// <param name="Marker">The marker that it carries, if it is a probe of the row; null otherwise.</param>
/// <param name="StrangeRow">The row that its marker names, if that is another; empty otherwise.</param>
internal sealed record InboundMessage(string Format, ProbeMarker? Marker, string StrangeRow = "")
{
    /// <summary>Reads what came for a row.</summary>
    /// <returns>Null when it is not of the row's protocol.</returns>
    public static InboundMessage? In(InboundRow row, byte[] data, int offset, int count)
    {
        if (FormatOf(row, data, offset, count) is not { } format) return null;
        var marker = ProbeMarker.Find(data, offset, count);
        return marker is null || marker.Row == row.Id ? new(format, marker) : new(format, null, marker.Row);
    }

    private static string? FormatOf(InboundRow row, byte[] data, int offset, int count) => row.IsRadius
        ? RadiusPacket.Read(data, offset, count)?.Name
        : SyslogMessage.Read(data, offset, count)?.Name;
}
