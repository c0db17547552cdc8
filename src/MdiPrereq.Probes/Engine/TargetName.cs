using System.Diagnostics.CodeAnalysis;
using System;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using MdiPrereq.Contract;

namespace MdiPrereq.Engine;

/// <summary>
/// A target as a user gives it: a host name or an address. Stricter than <see cref="IPAddress.TryParse(string, out IPAddress)"/>,
/// which takes "10.1" for 10.0.0.1 and "010.0.0.1" for 8.0.0.1: a slip must not send probes to another machine.
/// </summary>
internal sealed class TargetName
{
    private const int MaxNameLength = 253;
    private const int MaxLabelLength = 63;

    /// <summary>Room for a URL or a name in another script, so that what is said of it fits; what is longer is not looked at.</summary>
    private const int MaxGiven = 1024;

    private TargetName(string given, string hostName, IPAddress? address)
    {
        Given = given;
        HostName = hostName;
        Address = address;
    }

    /// <summary>As the user wrote it, without surrounding blanks.</summary>
    public string Given { get; }

    /// <summary>What to resolve and to send where a protocol wants a name; for an address, its text.</summary>
    public string HostName { get; }

    /// <summary>Null for a name.</summary>
    public IPAddress? Address { get; }

    /// <summary>Reads a target.</summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="target">The target; null when the text makes no sense.</param>
    /// <param name="problem">What is wrong and what to give instead; empty when nothing is.</param>
    /// <param name="words">The asker's words; only the problem has any.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TargetName? target, out string problem, Vocabulary? words = null)
    {
        words ??= Vocabulary.Plain;
        var given = (text ?? "").Trim();
        target = null;
        problem = ProblemOf(given);
        if (problem.Length > 0) return false;

        if (TryParseAddress(given, words, out var address, out problem))
        {
            target = new(given, address!.ToString(), address);
            return true;
        }

        if (problem.Length > 0) return false;

        // No name is shorter in ASCII, and what is too long is not worth the work.
        if (given.Length > MaxNameLength + 1)
        {
            problem = ProblemOfLength(given.Length);
            return false;
        }

        var ascii = ToAscii(given);
        problem = ascii is null ? $"'{given}' is not a host name." : ProblemOfName(given, ascii, words);
        if (problem.Length > 0) return false;
        target = new(given, ascii!.TrimEnd('.'), null);
        return true;
    }

    /// <summary>An address as a target.</summary>
    public static TargetName Of(IPAddress address)
    {
        var text = address.ToString();
        return new(text, text, address);
    }

    /// <summary>Reads a target that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static TargetName Parse(string text) =>
        TryParse(text, out var target, out var problem) ? target : throw new ArgumentException(problem, nameof(text));

    private static string ProblemOf(string given)
    {
        if (given.Length > MaxGiven) return ProblemOfLength(given.Length);
        if (given.Length == 0) return "The name is empty. Give a host name such as dc01.contoso.com, or an address.";
        if (given.Contains("://"))
        {
            var host = Uri.TryCreate(given, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? uri.Host : "dc01.contoso.com";
            return $"'{given}' is a URL. Give the host name alone, such as {host}.";
        }

        return given.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            ? $"'{given}' holds blanks. Give one name or address for each element, such as 'dc01','dc02'."
            : "";
    }

    private static bool TryParseAddress(string given, Vocabulary words, out IPAddress? address, out string problem)
    {
        address = null;
        problem = "";
        var bare = given.StartsWith("[", StringComparison.Ordinal) && given.EndsWith("]", StringComparison.Ordinal)
            ? given.Substring(1, given.Length - 2)
            : given;
        if (bare.Contains(':'))
        {
            // The framework would take [::1]:443 for an address.
            if (bare[0] != '[' && IPAddress.TryParse(bare, out address) && address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                problem = ProblemOfAddress(given, address);
            }
            else
            {
                problem = bare.Count(c => c == ':') == 1
                    ? $"'{given}' holds a port. Give the host alone; the ports come from the table (see {words.ListRows})."
                    : $"'{given}' is not an IPv6 address.";
            }
        }
        else if (given.All(c => char.IsDigit(c) || c == '.') && given.Trim('.').Length > 0)
        {
            address = ReadDottedQuad(given);
            problem = address is null
                ? $"'{given}' is not an IPv4 address. Give four numbers from 0 to 255 without leading zeros, such as 10.0.0.10."
                : ProblemOfAddress(given, address);
        }

        if (problem.Length > 0) address = null;
        return address is not null;
    }

    private static IPAddress? ReadDottedQuad(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != 4) return null;
        var bytes = new byte[4];
        for (var i = 0; i < 4; i++)
        {
            if (parts[i].Length is 0 or > 3 || (parts[i].Length > 1 && parts[i][0] == '0')) return null;
            if (!byte.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out bytes[i])) return null;
        }

        return new(bytes);
    }

    private static string ProblemOfAddress(string given, IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        var notAHost = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast)
            || address.IsIPv6Multicast || (bytes.Length == 4 && bytes[0] is >= 224 and <= 239);
        return notAHost ? $"'{given}' is no address of a host (unspecified, multicast or broadcast)." : "";
    }

    private static string? ToAscii(string name)
    {
        if (name.All(c => c < 0x80)) return name;
        try
        {
            return new IdnMapping().GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string ProblemOfName(string given, string ascii, Vocabulary words)
    {
        var name = ascii.EndsWith(".", StringComparison.Ordinal) ? ascii.Substring(0, ascii.Length - 1) : ascii;
        if (name.Length > MaxNameLength) return ProblemOfLength(name.Length);

        // RFC 1123 section 2.1, and the underscore that Windows networks have.
        foreach (var label in name.Split('.'))
        {
            if (label.Length is 0 or > MaxLabelLength)
            {
                return $"'{given}' is not a host name: each part between dots has 1 to {MaxLabelLength} characters.";
            }

            if (label[0] == '-' || label[label.Length - 1] == '-')
            {
                return $"'{given}' is not a host name: no part of one begins or ends with a hyphen.";
            }

            if (label.FirstOrDefault(c => !IsNameCharacter(c)) is var bad and not '\0')
            {
                return bad == '/'
                    ? $"'{given}' is not a host name or address. A block of addresses is for {words.TestDevices}; here give each host."
                    : $"'{given}' is not a host name: '{bad}' cannot stand in one.";
            }
        }

        return "";
    }

    private static string ProblemOfLength(int length) => $"The name of {length} characters is too long; DNS allows {MaxNameLength}.";

    private static bool IsNameCharacter(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_';
}
