namespace MdiPrereq;

/// <summary>How a syslog message is written.</summary>
public enum SyslogFormat
{
    /// <summary>As RFC 5424 has it: with a version, a full time stamp and structured data.</summary>
    Rfc5424,

    /// <summary>As RFC 3164 found it in use: BSD syslog.</summary>
    Rfc3164,
}
