using System;
using System.Collections.Generic;

namespace MdiPrereq.Fuzz;

/// <summary>Makes inputs out of others. The same seed makes the same inputs.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostSteps = 8;

    /// <summary>Long inputs are slow to try: one in so many.</summary>
    private const int OneIsLongOf = 64;

    /// <summary>Bytes at which lengths, counts and texts turn.</summary>
    private static readonly byte[] Turning =
        [0x00, 0x01, 0x02, 0x04, 0x09, 0x0A, 0x0D, 0x10, 0x20, 0x2A, 0x2E, 0x30, 0x3A, 0x3F, 0x40, 0x41, 0x5C, 0x61, 0x7F, 0x80, 0x81, 0x84, 0xBF, 0xC0, 0xFE, 0xFF];

    private static readonly uint[] Numbers = [0, 1, 2, 0x7F, 0x80, 0xFF, 0x100, 0x3FFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    /// <summary>An input made of one of the pool, perhaps with parts of another.</summary>
    public byte[] Make(IReadOnlyList<byte[]> pool, IReadOnlyList<byte[]> words, int maxLength)
    {
        var input = new List<byte>(pool[Next(pool.Count)]);
        for (var steps = 1 + Next(MostSteps); steps > 0; steps--) Change(input, pool, words);
        if (Next(OneIsLongOf) == 0) Lengthen(input, words, maxLength);
        if (input.Count > maxLength) input.RemoveRange(maxLength, input.Count - maxLength);
        return [.. input];
    }

    private void Change(List<byte> input, IReadOnlyList<byte[]> pool, IReadOnlyList<byte[]> words)
    {
        var at = Next(input.Count + 1);
        switch (Next(13))
        {
            case 0 when at < input.Count:
                input[at] ^= (byte)(1 << Next(8));
                break;
            case 1 when at < input.Count:
                input[at] = (byte)Next(256);
                break;
            case 2 when at < input.Count:
                input[at] = Turning[Next(Turning.Length)];
                break;
            case 3 when at < input.Count:
                input[at] = (byte)(input[at] + Next(33) - 16);
                break;
            case 4:
                Overwrite(input, at, Number());
                break;
            case 5:
                input.InsertRange(at, Number());
                break;
            case 6:
                for (var count = 1 + Next(16); count > 0; count--) input.Insert(at, (byte)Next(256));
                break;
            case 7:
                input.RemoveRange(at, Math.Min(Next(32), input.Count - at));
                break;
            case 8:
                input.RemoveRange(at, input.Count - at);
                break;
            case 9:
                input.InsertRange(at, Part(input));
                break;
            case 10:
                input.InsertRange(at, Part(pool[Next(pool.Count)]));
                break;
            case 11 when words.Count > 0:
                input.InsertRange(at, words[Next(words.Count)]);
                break;
            default:
                Overwrite(input, at, Part(pool[Next(pool.Count)]));
                break;
        }
    }

    /// <summary>Repeats a part until the input is as long as it may be: what costs too much shows itself so.</summary>
    private void Lengthen(List<byte> input, IReadOnlyList<byte[]> words, int maxLength)
    {
        var part = words.Count > 0 && Next(3) == 0 ? words[Next(words.Count)] : Part(input, 1 + Next(24));
        if (part.Length == 0) part = [Turning[Next(Turning.Length)]];
        var at = Next(input.Count + 1);
        var more = new byte[Math.Max(0, maxLength - input.Count)];
        for (var i = 0; i < more.Length; i++) more[i] = part[i % part.Length];
        input.InsertRange(at, more);
    }

    private byte[] Number()
    {
        var number = Next(3) == 0 ? (uint)_random.NextInt64(1L << 32) : Numbers[Next(Numbers.Length)];
        var bytes = BitConverter.GetBytes(number)[..(1 << Next(3))];
        if (Next(2) == 0) Array.Reverse(bytes);
        return bytes;
    }

    private byte[] Part(IReadOnlyList<byte> bytes, int most = 64)
    {
        if (bytes.Count == 0) return [];
        var at = Next(bytes.Count);
        var part = new byte[1 + Next(Math.Min(most, bytes.Count - at))];
        for (var i = 0; i < part.Length; i++) part[i] = bytes[at + i];
        return part;
    }

    private static void Overwrite(List<byte> input, int at, byte[] bytes)
    {
        for (var i = 0; i < bytes.Length && at + i < input.Count; i++) input[at + i] = bytes[i];
    }
}
