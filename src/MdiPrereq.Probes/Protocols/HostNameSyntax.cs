using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>What the name of a computer may look like (RFC 1123 section 2.1), as far as Windows keeps to it.</summary>
internal static class HostNameSyntax
{
    private const int MaxLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>
    /// A computer's name with or without its domain. Windows also allows underscores and letters beyond ASCII. Neither a wildcard nor
    /// an address is one: the last label would be a number (section 2.1 relies on that).
    /// </summary>
    public static bool IsHostName(string text)
    {
        if (text.Length is 0 or > MaxLength) return false;
        var labels = text.Split('.');
        return labels.All(IsLabel) && !labels[labels.Length - 1].All(char.IsDigit);
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= MaxLabelLength
        && label[0] != '-' && label[label.Length - 1] != '-'
        && label.All(character => char.IsLetterOrDigit(character) || character is '-' or '_');
}
