using System.Collections.Generic;
using System.Globalization;

namespace MdiPrereq.Protocols;

/// <summary>The dialects that we offer: SMB 2.0.2 to 3.0.2. 3.1.1 would take negotiate contexts (MS-SMB2 2.2.3.1).</summary>
internal static class SmbDialect
{
    public static IReadOnlyList<int> Offered { get; } = [0x0202, 0x0210, 0x0300, 0x0302];

    /// <summary>0x0302 is "3.0.2", 0x0210 is "2.1".</summary>
    public static string ToText(int dialect)
    {
        var text = string.Format(CultureInfo.InvariantCulture, "{0:X}.{1:X}.{2:X}", dialect >> 8, (dialect >> 4) & 0xF, dialect & 0xF);
        return dialect is 0x0210 or 0x0300 ? text.Substring(0, 3) : text;
    }
}
