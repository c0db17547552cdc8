using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace MdiPrereq.Protocols;

/// <summary>
/// A domain name (RFC 1035 section 3.1), kept as it stands on the wire. As text, labels are UTF-8 where they are valid UTF-8 (Active
/// Directory's DNS allows it), and octets that are not printable, dots within a label and backslashes are <c>\DDD</c> (section 5.1),
/// so that two different names never look the same and the text can be parsed back.
/// </summary>
internal sealed class DnsName : IEquatable<DnsName>
{
    /// <summary>The first bits of a pointer (RFC 1035 section 4.1.4).</summary>
    public const int PointerFlags = 0xC0;

    private const int MaxWireLength = 255;
    private const int MaxLabelLength = 63;

    /// <summary>A name has at most 127 labels, so that more pointers than that serve no purpose but to keep a reader busy.</summary>
    private const int MaxPointers = 127;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _wire;

    private DnsName(byte[] wire) => _wire = wire;

    public static DnsName Root { get; } = new([0]);

    public bool IsRoot => _wire.Length == 1;

    /// <summary>Parses a name such as <c>_ldap._tcp.dc._msdcs.contoso.com</c>, with or without the final dot.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out DnsName? name)
    {
        name = text == "." ? Root : null;
        if (name is not null) return true;

        var wire = new ByteWriter();
        var label = new List<byte>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] == '.')
            {
                if (!TryAppend(wire, label)) return false;
                at++;
            }
            else if (!TryReadOctets(text, ref at, label) || label.Count > MaxLabelLength || wire.Length >= MaxWireLength)
            {
                return false;
            }
        }

        if (label.Count > 0 && !TryAppend(wire, label)) return false;
        if (wire.Length is 0 or >= MaxWireLength) return false;
        name = new(wire.Byte(0).ToArray());
        return true;
    }

    public static DnsName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException($"'{SafeText.Clean(text)}' is not a DNS name.");

    /// <summary>Reads a name; <paramref name="message"/> spans the whole message, since compression points back into it (4.1.4).</summary>
    /// <param name="message">Stands at the name, and behind it afterwards.</param>
    /// <param name="work">What it took: octets and pointers.</param>
    public static DnsName Read(ByteReader message, out int work)
    {
        // Twice the same way: to see how long the name is, and then to take it.
        var start = message.Position;
        var length = Walk(message, null, out var pointers);
        work = length + pointers;
        var wire = new byte[length];
        message.Position = start;
        Walk(message, wire, out _);
        return new(wire);
    }

    /// <returns>How long the name is.</returns>
    private static int Walk(ByteReader message, byte[]? wire, out int pointers)
    {
        var count = 0;
        var runStart = message.Position;
        var behindFirstPointer = -1;
        pointers = 0;
        while (true)
        {
            var length = message.ReadByte();
            if (length >= PointerFlags)
            {
                var target = ((length & 0x3F) << 8) | message.ReadByte();
                if (behindFirstPointer < 0) behindFirstPointer = message.Position;

                // "A prior occurance of the same name": each jump must go further back, so that no chain can loop.
                if (target >= runStart || ++pointers > MaxPointers)
                {
                    throw new MalformedReplyException("a compressed DNS name does not point backwards");
                }

                message.Position = runStart = target;
                continue;
            }

            if (length > MaxLabelLength) throw new MalformedReplyException($"a DNS label of unknown type 0x{length:X2}");
            if (count + 1 + length > MaxWireLength) throw new MalformedReplyException("a DNS name of more than 255 octets");
            if (wire is null)
            {
                message.Skip(length);
            }
            else
            {
                wire[count] = length;
                message.ReadBytes(wire, count + 1, length);
            }

            count += 1 + length;
            if (length == 0) break;
        }

        if (behindFirstPointer >= 0) message.Position = behindFirstPointer;
        return count;
    }

    public void Write(ByteWriter message) => message.Bytes(_wire);

    /// <summary>The name without its final dot; the root is a single dot. Pass it through <see cref="SafeText"/> to show it.</summary>
    public override string ToString()
    {
        if (IsRoot) return ".";
        var text = new StringBuilder(_wire.Length);
        for (var at = 0; _wire[at] != 0; at += 1 + _wire[at])
        {
            if (at > 0) text.Append('.');
            AppendLabel(text, at + 1, _wire[at]);
        }

        return text.ToString();
    }

    /// <summary>Letter case does not count (RFC 4343); length octets are below 'A' and cannot be taken for letters.</summary>
    public bool Equals(DnsName? other)
    {
        if (ReferenceEquals(this, other)) return true;
        if (other is null || other._wire.Length != _wire.Length) return false;
        for (var at = 0; at < _wire.Length; at++)
        {
            if (ToLower(_wire[at]) != ToLower(other._wire[at])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as DnsName);

    public override int GetHashCode()
    {
        var hash = 17;
        foreach (var octet in _wire) hash = unchecked((hash * 31) + ToLower(octet));
        return hash;
    }

    private static int ToLower(byte octet) => octet is >= (byte)'A' and <= (byte)'Z' ? octet | 0x20 : octet;

    private static bool TryAppend(ByteWriter wire, List<byte> label)
    {
        if (label.Count is 0 or > MaxLabelLength) return false;
        wire.Byte(label.Count).Bytes(label.ToArray());
        label.Clear();
        return true;
    }

    private static bool TryReadOctets(string text, ref int at, List<byte> octets)
    {
        if (text[at] == '\\') return TryReadEscape(text, ref at, octets);

        var count = char.IsSurrogatePair(text, at) ? 2 : 1;
        if (count == 1 && char.IsSurrogate(text[at])) return false;
        octets.AddRange(Encoding.UTF8.GetBytes(text.Substring(at, count)));
        at += count;
        return true;
    }

    /// <summary><c>\DDD</c>: an octet in decimal; <c>\X</c>: the character itself.</summary>
    private static bool TryReadEscape(string text, ref int at, List<byte> octets)
    {
        at++;
        if (at >= text.Length || text[at] > '~') return false;
        if (text[at] is < '0' or > '9')
        {
            octets.Add((byte)text[at++]);
            return true;
        }

        if (at + 3 > text.Length) return false;
        if (!byte.TryParse(text.Substring(at, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var octet)) return false;
        octets.Add(octet);
        at += 3;
        return true;
    }

    private void AppendLabel(StringBuilder text, int offset, int count)
    {
        string? unicode;
        try
        {
            unicode = StrictUtf8.GetString(_wire, offset, count);
        }
        catch (DecoderFallbackException)
        {
            unicode = null;
        }

        if (unicode is null)
        {
            for (var at = offset; at < offset + count; at++) AppendCharacter(text, (char)_wire[at], escapeFrom: '\u007F');
        }
        else
        {
            foreach (var character in unicode) AppendCharacter(text, character, escapeFrom: char.MaxValue + 1);
        }
    }

    private static void AppendCharacter(StringBuilder text, char character, int escapeFrom)
    {
        if (character is <= ' ' or '.' or '\\' or '\u007F' || character >= escapeFrom)
        {
            text.Append('\\').Append(((int)character).ToString("D3", CultureInfo.InvariantCulture));
        }
        else
        {
            text.Append(character);
        }
    }
}
