using System;

namespace MdiPrereq.Protocols;

/// <summary>
/// The CHALLENGE message of NTLM (MS-NLMP 2.2.1.2), which tells anybody who asks what the computer is called, what time it has and
/// which Windows it runs. Text has gone through <see cref="SafeText"/>; what is not given is empty or null.
/// </summary>
internal sealed record NtlmChallenge
{
    private const uint UnicodeFlag = 0x00000001;
    private const uint TargetTypeServerFlag = 0x00020000;
    private const uint TargetInfoFlag = 0x00800000;
    private const uint VersionFlag = 0x02000000;

    private const int FlagsOffset = 20;
    private const int TargetInfoOffset = 40;
    private const int VersionOffset = 48;
    private const int HeaderWithVersion = 56;

    /// <summary>TargetName: the domain, or the computer when it is in none.</summary>
    public string TargetName { get; private init; } = "";

    /// <summary>TargetName is the computer's and not a domain's.</summary>
    public bool TargetIsServer { get; private init; }

    public string NetBiosComputerName { get; private set; } = "";

    public string NetBiosDomainName { get; private set; } = "";

    public string DnsComputerName { get; private set; } = "";

    public string DnsDomainName { get; private set; } = "";

    public string DnsTreeName { get; private set; } = "";

    public DateTime? TimestampUtc { get; private set; }

    /// <summary>The version of Windows; Samba and others put one here that is not theirs, with the build 0.</summary>
    public Version? OperatingSystem { get; private init; }

    /// <summary>The best name that it gives for the computer.</summary>
    public string ComputerName =>
        DnsComputerName.Length > 0 ? DnsComputerName
        : NetBiosComputerName.Length > 0 ? NetBiosComputerName
        : TargetIsServer ? TargetName : "";

    /// <summary>The best name of its domain; empty for a computer in none, which names itself there.</summary>
    public string DomainName
    {
        get
        {
            var inNone = NetBiosDomainName.Length > 0
                && string.Equals(NetBiosDomainName, NetBiosComputerName, StringComparison.OrdinalIgnoreCase);
            return inNone ? "" : DnsDomainName.Length > 0 ? DnsDomainName : NetBiosDomainName;
        }
    }

    public static NtlmChallenge Read(ByteReader message)
    {
        var type = NtlmMessage.ReadType(message);
        if (type != NtlmMessage.Challenge) throw new MalformedReplyException($"its NTLM message is of type {type}, no challenge");

        var targetName = ReadField(message);
        message.Position = FlagsOffset;
        var flags = message.ReadUInt32LittleEndian();
        var challenge = new NtlmChallenge
        {
            TargetName = SafeText.Clean((flags & UnicodeFlag) != 0
                ? ReadUnicode(targetName, targetName.Remaining)
                : OemText.Decode(ReadAll(targetName))),
            TargetIsServer = (flags & TargetTypeServerFlag) != 0,
            OperatingSystem = (flags & VersionFlag) != 0 && message.Length >= HeaderWithVersion ? ReadVersion(message) : null,
        };

        if ((flags & TargetInfoFlag) != 0)
        {
            message.Position = TargetInfoOffset;
            challenge.ReadPairs(ReadField(message));
        }

        return challenge;
    }

    /// <summary>Length, allocated length and offset of a part of the payload. An empty part may point anywhere (2.2.1.2).</summary>
    private static ByteReader ReadField(ByteReader message)
    {
        var length = message.ReadUInt16LittleEndian();
        message.Skip(2);
        var offset = message.ReadUInt32LittleEndian();
        if (length == 0) return message.SliceAt(0, 0);
        if (offset > int.MaxValue)
        {
            throw new MalformedReplyException($"an NTLM field at {offset} points outside its {message.Length} bytes");
        }
        return message.SliceAt((int)offset, length);
    }

    private static Version ReadVersion(ByteReader message)
    {
        message.Position = VersionOffset;
        return new(message.ReadByte(), message.ReadByte(), message.ReadUInt16LittleEndian());
    }

    private static byte[] ReadAll(ByteReader field) => field.ReadBytes(field.Remaining);

    private static string ReadUnicode(ByteReader reader, int count)
    {
        if (count % 2 != 0) throw new MalformedReplyException($"a UTF-16 text of {count} bytes in its NTLM challenge");
        return reader.ReadUtf16(count);
    }

    /// <summary>AV_PAIRs (MS-NLMP 2.2.2.1): id, length, value; in any order, until the id 0.</summary>
    private void ReadPairs(ByteReader pairs)
    {
        while (pairs.Remaining > 0)
        {
            var id = pairs.ReadUInt16LittleEndian();
            var length = pairs.ReadUInt16LittleEndian();
            var start = pairs.Position;
            pairs.Skip(length);
            var end = pairs.Position;
            pairs.Position = start;
            switch (id)
            {
                case 0:
                    return;
                case 1:
                    NetBiosComputerName = SafeText.Clean(ReadUnicode(pairs, length));
                    break;
                case 2:
                    NetBiosDomainName = SafeText.Clean(ReadUnicode(pairs, length));
                    break;
                case 3:
                    DnsComputerName = SafeText.Clean(ReadUnicode(pairs, length));
                    break;
                case 4:
                    DnsDomainName = SafeText.Clean(ReadUnicode(pairs, length));
                    break;
                case 5:
                    DnsTreeName = SafeText.Clean(ReadUnicode(pairs, length));
                    break;
                case 7:
                    TimestampUtc = FileTime.ToUtc(pairs.Slice(length).ReadUInt64LittleEndian());
                    break;
            }

            pairs.Position = end;
        }
    }
}
