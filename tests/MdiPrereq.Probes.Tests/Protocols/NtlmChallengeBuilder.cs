using System;
using System.Collections.Generic;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Tests.Protocols;

/// <summary>Builds an NTLM CHALLENGE as Windows sends it: MS-NLMP 2.2.1.2, the payload behind a version.</summary>
internal sealed class NtlmChallengeBuilder
{
    public static readonly DateTime Time = new(2026, 11, 22, 12, 34, 56, DateTimeKind.Utc);

    private readonly List<byte> _pairs = [];
    private uint _flags = 0xE2898215; // what a domain member answers to our flags: target type domain, target info, version

    public string TargetName { get; init; } = "CORP";

    public int Build { get; init; } = 20348;

    public uint? TargetInfoOffset { get; init; }

    public int? TargetInfoLength { get; init; }

    /// <summary>A member of corp.test, as Windows Server 2022 orders the pairs.</summary>
    public static byte[] Member() => new NtlmChallengeBuilder()
        .Pair(2, "CORP").Pair(1, "DC1").Pair(4, "corp.test").Pair(3, "dc1.corp.test").Pair(5, "corp.test").Timestamp(Time).End().ToArray();

    public NtlmChallengeBuilder Flags(uint flags)
    {
        _flags = flags;
        return this;
    }

    public NtlmChallengeBuilder Pair(int id, string value) => Pair(id, Encoding.Unicode.GetBytes(value));

    public NtlmChallengeBuilder Pair(int id, byte[] value)
    {
        _pairs.AddRange(new ByteWriter().UInt16LittleEndian(id).UInt16LittleEndian(value.Length).Bytes(value).ToArray());
        return this;
    }

    public NtlmChallengeBuilder Timestamp(DateTime utc) => Pair(7, BitConverter.GetBytes(utc.ToFileTimeUtc()));

    public NtlmChallengeBuilder End() => Pair(0, []);

    public byte[] ToArray()
    {
        var target = (_flags & 1) != 0 ? Encoding.Unicode.GetBytes(TargetName) : Encoding.Latin1.GetBytes(TargetName);
        var infoLength = TargetInfoLength ?? _pairs.Count;
        return new ByteWriter().Ascii("NTLMSSP\0").UInt32LittleEndian(2)
            .UInt16LittleEndian(target.Length).UInt16LittleEndian(target.Length).UInt32LittleEndian(56)
            .UInt32LittleEndian(_flags).Bytes(1, 2, 3, 4, 5, 6, 7, 8).Zeros(8)
            .UInt16LittleEndian(infoLength).UInt16LittleEndian(infoLength).UInt32LittleEndian(
                TargetInfoOffset ?? (uint)(56 + target.Length))
            .Byte(10).Byte(0).UInt16LittleEndian(Build).Zeros(3).Byte(15)
            .Bytes(target).Bytes([.. _pairs]).ToArray();
    }
}
