using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// One syslog message with a marker. Syslog has no answers, so whatever comes back is none.
/// <para>
/// Its priority is 134: facility local0, which no part of a system uses by itself, and severity informational, which wakes nobody and
/// which most receivers keep where it can be found.
/// </para>
/// </summary>
/// <param name="format">How it is written.</param>
/// <param name="framed">How its end is found; null for a datagram, which ends by itself.</param>
/// <param name="marker">The marker.</param>
/// <param name="host">This machine's name.</param>
internal sealed class SyslogExchange(SyslogFormat format, SyslogFramed? framed, ProbeMarker marker, string host)
    : Exchange(Build(format, framed, marker, host))
{
    /// <summary>Facility 16 times 8 plus severity 6 (RFC 5424 section 6.2.1).</summary>
    public const int Priority = (16 * 8) + 6;

    /// <summary>What whoever reads it in a log should know.</summary>
    private const string Text = "harmless test message, nothing to do";

    private const string Application = "MdiPrereq";

    /// <summary>RFC 5424 section 6 allows 255; a label of a name has no more than this.</summary>
    private const int MaxHost = 63;

    protected override Reply Parse(ByteReader reader) => Reply.Foreign($"syslog has no answers, and {reader.Remaining} bytes came");

    private static byte[] Build(SyslogFormat format, SyslogFramed? framed, ProbeMarker marker, string host)
    {
        var message = format == SyslogFormat.Rfc5424 ? Rfc5424(marker, HostName(host)) : Rfc3164(marker, HostName(host));
        return Encoding.ASCII.GetBytes(framed switch
        {
            SyslogFramed.ByCount => FormattableString.Invariant($"{message.Length} {message}"),
            SyslogFramed.ByLineFeed => message + "\n",
            _ => message,
        });
    }

    // PRI VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG (RFC 5424 section 6).
    private static string Rfc5424(ProbeMarker marker, string host) => FormattableString.Invariant(
        $"<{Priority}>1 {marker.SentUtc:yyyy-MM-ddTHH:mm:ss.fffZ} {host} {Application} - - - {marker} {Text}");

    // PRI TIMESTAMP HOSTNAME TAG CONTENT, in local time, with a blank for a day's missing digit (RFC 3164 section 4.1).
    private static string Rfc3164(ProbeMarker marker, string host)
    {
        var local = marker.SentUtc.ToLocalTime();
        var day = local.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
        return FormattableString.Invariant($"<{Priority}>{local:MMM} {day} {local:HH:mm:ss} {host} {Application}: {marker} {Text}");
    }

    /// <summary>The name without its domain (RFC 3164 section 4.1.2), of letters that both formats allow.</summary>
    private static string HostName(string host)
    {
        var label = new string([.. host.Split('.')[0].Where(IsOfName).Take(MaxHost)]);
        return label.Length > 0 ? label : "-";
    }

    private static bool IsOfName(char letter) =>
        letter is '-' or '_' or (>= '0' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
