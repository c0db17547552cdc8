namespace MdiPrereq.Protocols;

/// <summary>How the end of a syslog message is found in a stream (RFC 6587).</summary>
internal enum SyslogFramed
{
    /// <summary>Its length stands before it (section 3.4.1).</summary>
    ByCount,

    /// <summary>A line feed stands behind it (section 3.4.2).</summary>
    ByLineFeed,
}
