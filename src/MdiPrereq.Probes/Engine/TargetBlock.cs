using System.Diagnostics.CodeAnalysis;
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using MdiPrereq.Contract;

namespace MdiPrereq.Engine;

/// <summary>One or many targets: a name, an address, a CIDR block or a range. Blocks are counted out one by one, never held.</summary>
internal sealed class TargetBlock
{
    private const int WidestV4Prefix = 8;
    private const int WidestV6Prefix = 104;

    /// <summary>Two IPv6 addresses and what stands between them.</summary>
    private const int MaxText = 128;

    private readonly TargetName? _single;
    private readonly byte[] _first = [];

    private TargetBlock(TargetName single)
    {
        _single = single;
        Count = 1;
    }

    private TargetBlock(byte[] first, long count)
    {
        _first = first;
        Count = count;
    }

    public long Count { get; }

    /// <summary>Reads a target as a user gives it.</summary>
    /// <param name="text">A name, an address, <c>10.1.2.0/24</c> or <c>10.1.2.10-10.1.2.50</c>.</param>
    /// <param name="block">The targets; null when the text makes no sense.</param>
    /// <param name="problem">What is wrong and what to give instead; empty when nothing is.</param>
    /// <param name="words">The asker's words; only the problem has any.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out TargetBlock? block, out string problem, Vocabulary? words = null)
    {
        var given = (text ?? "").Trim();
        var slash = given.IndexOf('/');
        var dash = given.IndexOf('-');
        block = null;
        if (given.Length > MaxText) slash = dash = -1; // No block is so long; what it is, a name's reader says.
        if (slash > 0 && !given.Contains("://")) return TryParseCidr(given, slash, out block, out problem);
        if (dash > 0 && IsAddress(given.Substring(0, dash).Trim(), out var first))
        {
            return TryParseRange(given, first!, given.Substring(dash + 1).Trim(), out block, out problem);
        }

        if (!TargetName.TryParse(given, out var single, out problem, words)) return false;
        block = new(single);
        return true;
    }

    /// <summary>Reads a target that is known to be right.</summary>
    /// <exception cref="ArgumentException">It is not.</exception>
    public static TargetBlock Parse(string text) =>
        TryParse(text, out var block, out var problem) ? block : throw new ArgumentException(problem, nameof(text));

    public IEnumerable<TargetName> Targets()
    {
        if (_single is not null)
        {
            yield return _single;
            yield break;
        }

        var address = (byte[])_first.Clone();
        for (long i = 0; i < Count; i++)
        {
            yield return TargetName.Of(new IPAddress(address));
            Increment(address);
        }
    }

    private static bool TryParseCidr(string given, int slash, out TargetBlock? block, out string problem)
    {
        block = null;
        var prefixText = given.Substring(slash + 1);
        if (!IsAddress(given.Substring(0, slash).Trim(), out var address) || !TryParseNumber(prefixText, out var prefix)
            || prefix > address!.Length * 8)
        {
            problem = $"'{given}' is not a block of addresses. Give an address and a prefix length, such as 10.1.2.0/24.";
            return false;
        }

        var widest = address.Length == 4 ? WidestV4Prefix : WidestV6Prefix;
        if (prefix < widest)
        {
            problem = $"'{given}' is too wide: no block may be wider than /{widest}. Give the subnets that are in use.";
            return false;
        }

        AddressBits.ClearHostBits(address, prefix);
        if (IsUnspecified(address))
        {
            problem = ProblemOfUnspecified(given);
            return false;
        }

        problem = "";
        block = new(address, 1L << ((address.Length * 8) - prefix));
        return true;
    }

    private static bool TryParseRange(string given, byte[] first, string lastText, out TargetBlock? block, out string problem)
    {
        block = null;

        // 10.1.2.10-50 is short for 10.1.2.10-10.1.2.50.
        if (first.Length == 4 && TryParseNumber(lastText, out var lastByte) && lastByte <= 255)
        {
            lastText = $"{first[0]}.{first[1]}.{first[2]}.{lastByte}";
        }

        if (!IsAddress(lastText, out var last) || last!.Length != first.Length)
        {
            problem = $"'{given}' is not a range of addresses. Give the first and the last, such as 10.1.2.10-10.1.2.50.";
            return false;
        }

        if (IsUnspecified(first))
        {
            problem = ProblemOfUnspecified(given);
            return false;
        }

        var distance = Distance(first, last);
        if (distance is null)
        {
            problem = $"The range '{given}' ends before it begins, or is wider than a /{WidestV4Prefix} block. "
                + "Give the lower address first.";
            return false;
        }

        problem = "";
        block = new(first, distance.Value + 1);
        return true;
    }

    private static bool IsAddress(string text, out byte[]? bytes)
    {
        bytes = TargetName.TryParse(text, out var target, out _) ? target.Address?.GetAddressBytes() : NetworkAddress(text);
        return bytes is not null;
    }

    // No addresses of hosts, yet who writes 0.0.0.0/0 is to hear that the block is too wide.
    private static byte[]? NetworkAddress(string text) =>
        text is "0.0.0.0" or "::" ? IPAddress.Parse(text).GetAddressBytes() : null;

    // Many systems take a connection to 0.0.0.0 for one to themselves.
    private static bool IsUnspecified(byte[] address) => Array.TrueForAll(address, octet => octet == 0);

    private static string ProblemOfUnspecified(string given) =>
        $"'{given}' begins with the unspecified address, which is no host's. Give the subnets that are in use.";

    private static bool TryParseNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    /// <summary>How far the last address is from the first; null when it is before it, or too far.</summary>
    private static long? Distance(byte[] first, byte[] last)
    {
        long distance = 0;
        for (var i = 0; i < first.Length; i++)
        {
            distance = (distance << 8) + last[i] - first[i];
            if (Math.Abs(distance) >= 1L << 40) return null;
        }

        return distance is >= 0 and < 1L << 24 ? distance : null;
    }

    private static void Increment(byte[] address)
    {
        for (var i = address.Length - 1; i >= 0 && ++address[i] == 0; i--)
        {
        }
    }
}
