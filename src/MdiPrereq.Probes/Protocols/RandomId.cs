using System;
using System.Linq;
using System.Security.Cryptography;

namespace MdiPrereq.Protocols;

/// <summary>Transaction ids that cannot be guessed from outside (RFC 5452 section 4.3 for DNS, good manners for the rest).</summary>
internal static class RandomId
{
    /// <summary>Random numbers are drawn in such heaps: the generator costs more for each call than for each byte.</summary>
    private const int PoolSize = 1024;

    [ThreadStatic]
    private static byte[]? _pool;

    [ThreadStatic]
    private static int _left;

    public static ushort UInt16() => (ushort)UInt32();

    public static uint UInt32()
    {
        if (_left == 0)
        {
            _pool = Bytes(PoolSize);
            _left = PoolSize;
        }

        _left -= sizeof(uint);
        return BitConverter.ToUInt32(_pool!, _left);
    }

    /// <summary>
    /// From 2^30 to 2^31 - 1: never negative where it is signed, and always four octets in BER, so that a request has one size.
    /// </summary>
    public static int Int31() => (int)((UInt32() & 0x7FFFFFFF) | 0x40000000);

    /// <summary>Capital letters, for ids that must be text.</summary>
    public static string Letters(int count) => new([.. Bytes(count).Select(value => (char)('A' + (value % 26)))]);

    public static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        using var generator = RandomNumberGenerator.Create();
        generator.GetBytes(bytes);
        return bytes;
    }
}
