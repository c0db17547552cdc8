using System.Linq;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>
/// Text for comments and descriptions. What a firewall's command line might take for more than text becomes an underscore: it keeps to the
/// letters that no product gives a meaning to, wherever they stand. That a name is unreadable harms nobody; its address is beside it.
/// </summary>
internal static class PlainText
{
    private const int MaxLength = 1000;

    public static string Of(string text, int maxLength = MaxLength)
    {
        var plain = string.Concat(text.Take(maxLength + 1).Select(character => IsPlain(character) ? character : '_'));
        return plain.Length > maxLength ? plain.Substring(0, maxLength - 3).TrimEnd() + "..." : plain;
    }

    private static bool IsPlain(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
            or ' ' or '.' or ',' or ':' or ';' or '(' or ')' or '/' or '=' or '-' or '_';
}
