using System;
using System.Collections.Generic;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>
/// Makes DNS messages that are mostly right: any code and flags, records of all kinds, names whole and compressed, now and then a
/// length, class or octet that is not. Mutated messages are refused by any reader nearly always; these are what two can differ about.
/// </summary>
internal sealed class DnsMessageMaker
{
    private const int MaxRecords = 12;
    private const int MaxMessage = 0x3FFF;
    private const int OneIsOddOf = 200;

    private static readonly int[] Types = [1, 1, 2, 5, 6, 12, 12, 16, 28, 28, 33, 33, 41, 65280];
    private static readonly string[] Labels =
        ["a", "fs1", "PC7", "_ldap", "_tcp", "contoso", "test", "10", "in-addr", "arpa", "xn--gre-6ka8i", "a-b", "_"];

    private readonly Random _random;
    private readonly ByteWriter _message = new();
    private readonly List<int> _names = [];

    private DnsMessageMaker(int seed) => _random = new(seed);

    /// <summary>The same seed makes the same message.</summary>
    public static byte[] Make(int seed) => new DnsMessageMaker(seed).Make();

    private bool IsOdd => _random.Next(OneIsOddOf) == 0;

    private byte[] Make()
    {
        var counts = new[] { _random.Next(MaxRecords), _random.Next(3), _random.Next(3) };
        var truncated = _random.Next(8) == 0 ? 0x0200 : 0;
        var code = _random.Next(3) == 0 ? _random.Next(16) : 0;
        _message.UInt16BigEndian(_random.Next(0x10000)).UInt16BigEndian(0x8000 | truncated | (_random.Next(32) << 4) | code)
            .UInt16BigEndian(1).UInt16BigEndian(counts[0]).UInt16BigEndian(counts[1]).UInt16BigEndian(counts[2] + (IsOdd ? 1 : 0));
        Name();
        _message.UInt16BigEndian(Types[_random.Next(Types.Length)]).UInt16BigEndian(1);
        foreach (var count in counts)
        {
            for (var record = 0; record < count && _message.Length < MaxMessage; record++) Record();
        }

        if (IsOdd) _message.Byte(_random.Next(256));
        return _message.ToArray();
    }

    private void Record()
    {
        var type = Types[_random.Next(Types.Length)];
        if (type == 41 && !IsOdd) _message.Byte(0);
        else Name();
        _message.UInt16BigEndian(type).UInt16BigEndian(type == 41 ? 1232 : IsOdd ? _random.Next(5) : 1).UInt32BigEndian(TimeToLive());

        // The length stands before the data, and pointers count from the message's beginning: so the data is made where it will stand.
        var data = new ByteWriter();
        var at = _message.Length + 2;
        switch (type)
        {
            case 1:
                Octets(data, IsOdd ? 5 : 4);
                break;
            case 28:
                Octets(data, IsOdd ? 15 : 16);
                break;
            case 2 or 5 or 12:
                Name(data, at);
                break;
            case 33:
                Octets(data, 6);
                Name(data, at);
                break;
            case 6:
                Name(data, at);
                Name(data, at);
                Octets(data, 20);
                break;
            case 16:
                var length = _random.Next(40);
                data.Byte(length);
                Octets(data, length);
                break;
            case 41 when !IsOdd:
                break;
            default:
                Octets(data, _random.Next(30));
                break;
        }

        _message.UInt16BigEndian(data.Length + (IsOdd ? _random.Next(-1, 2) : 0)).Bytes(data.ToArray());
    }

    private uint TimeToLive() => _random.Next(6) switch
    {
        0 => 0,
        1 => uint.MaxValue,
        2 => (uint)_random.NextInt64(1L << 32),
        _ => (uint)_random.Next(86_400),
    };

    private void Name() => Name(_message, 0);

    /// <param name="part">What is written.</param>
    /// <param name="partAt">Where in the message it will stand.</param>
    private void Name(ByteWriter part, int partAt)
    {
        var known = _names.Count;
        for (var labels = _random.Next(5); labels > 0; labels--)
        {
            if (partAt + part.Length < MaxMessage) _names.Add(partAt + part.Length);
            var label = Label();
            part.Byte(label.Length).Bytes(label);
        }

        if (known > 0 && _random.Next(3) > 0) part.UInt16BigEndian((DnsName.PointerFlags << 8) | _names[_random.Next(known)]);
        else if (IsOdd) part.UInt16BigEndian((DnsName.PointerFlags << 8) | _random.Next(MaxMessage));
        else part.Byte(0);
    }

    private byte[] Label()
    {
        if (!IsOdd) return System.Text.Encoding.ASCII.GetBytes(Labels[_random.Next(Labels.Length)]);
        if (IsOdd) return System.Text.Encoding.UTF8.GetBytes("größe\u3042");
        var octets = new byte[1 + _random.Next(63)];
        for (var i = 0; i < octets.Length; i++) octets[i] = (byte)(_random.Next(4) == 0 ? _random.Next(256) : _random.Next('!', '~' + 1));
        return octets;
    }

    private void Octets(ByteWriter part, int count)
    {
        for (; count > 0; count--) part.Byte(_random.Next(256));
    }
}
