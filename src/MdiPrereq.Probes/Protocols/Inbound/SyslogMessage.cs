namespace MdiPrereq.Protocols;

/// <summary>What a syslog message is, by its head: enough to tell it from what is none.</summary>
/// <param name="Format">RFC 5424 when a version stands behind the priority; otherwise RFC 3164, which allows nearly anything there.</param>
/// <param name="Priority">Facility times 8 plus severity: 0 to 191.</param>
internal sealed record SyslogMessage(SyslogFormat Format, int Priority)
{
    /// <summary>Facility 23 and severity 7 (RFC 5424 section 6.2.1).</summary>
    private const int MaxPriority = (23 * 8) + 7;

    private const int MaxPriorityDigits = 3;

    /// <summary>What such a message is called.</summary>
    public string Name => Format == SyslogFormat.Rfc5424 ? "syslog (RFC 5424)" : "syslog (RFC 3164)";

    /// <summary>
    /// Reads a message's head: <c>&lt;priority&gt;</c> (RFC 5424 section 6.2.1, RFC 3164 section 4.1.1), and whether
    /// <c>1 </c>, the version, and a time stamp or <c>-</c> stand behind it (RFC 5424 section 6).
    /// </summary>
    /// <returns>Null when it has no priority: RFC 3164 would have it be syslog all the same, but so would be whatever comes.</returns>
    public static SyslogMessage? Read(byte[] data, int offset, int count)
    {
        if (count == 0) return null;
        var reader = new ByteReader(data, offset, count);
        if (reader.ReadByte() != '<' || ReadPriority(reader) is not { } priority) return null;
        return new(HasVersion(reader) ? SyslogFormat.Rfc5424 : SyslogFormat.Rfc3164, priority);
    }

    private static int? ReadPriority(ByteReader reader)
    {
        var priority = 0;
        for (var digits = 0; reader.Remaining > 0; digits++)
        {
            var next = reader.ReadByte();
            if (next == '>') return digits > 0 && priority <= MaxPriority ? priority : null;

            // Neither more digits than the highest has, nor a zero before others.
            if (next is < (byte)'0' or > (byte)'9' || digits == MaxPriorityDigits || (digits > 0 && priority == 0)) return null;
            priority = (priority * 10) + next - '0';
        }

        return null;
    }

    private static bool HasVersion(ByteReader reader) =>
        reader.Remaining >= 3
        && reader.ReadByte() == '1'
        && reader.ReadByte() == ' '
        && reader.ReadByte() is (byte)'-' or (>= (byte)'0' and <= (byte)'9');
}
