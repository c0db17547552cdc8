using System;
using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>
/// Points in time as LDAP (RFC 4517 section 3.3.13) and Kerberos (RFC 4120 section 5.2.3) servers write them: whole seconds or a
/// decimal fraction, always UTC.
/// </summary>
internal static class GeneralizedTime
{
    private const int WholeSecondsLength = 14;

    /// <summary>A tick is 10^-7 seconds.</summary>
    private const int TickDigits = 7;

    public static DateTime? Read(string text)
    {
        if (text.Length <= WholeSecondsLength || text[text.Length - 1] != 'Z') return null;
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        var seconds = text.Substring(0, WholeSecondsLength);
        if (!DateTime.TryParseExact(seconds, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, Utc, out var time)) return null;
        if (time.Year == DateTime.MaxValue.Year) return null; // No clock tells it, and nothing can be added to it.

        var fraction = text.Substring(WholeSecondsLength, text.Length - WholeSecondsLength - 1);
        if (fraction.Length == 0) return time;
        if (fraction.Length == 1 || fraction[0] is not ('.' or ',')) return null;
        var digits = fraction.Substring(1, Math.Min(fraction.Length - 1, TickDigits)).PadRight(TickDigits, '0');
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? time.AddTicks(ticks) : null;
    }
}
