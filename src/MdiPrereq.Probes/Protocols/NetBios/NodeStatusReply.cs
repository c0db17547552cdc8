using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Protocols;

/// <summary>A node's name table and hardware address: the answer to a node status request (RFC 1002 section 4.2.18).</summary>
internal sealed class NodeStatusReply
{
    private const int MacSize = 6;

    /// <summary>The name by which a Samba domain controller gives itself away.</summary>
    private const string SambaController = "__SAMBA__";

    private NodeStatusReply(IReadOnlyList<NetBiosName> names, byte[] mac)
    {
        Names = names;

        // Samba's nmbd sends zeros; its domain controller (4.17.12) sends what happens to lie in its memory.
        var hasNone = mac.All(value => value == 0) || names.Any(name => name.Text == SambaController);
        ComputerName = (Unique(NetBiosSuffix.Workstation) ?? Unique(NetBiosSuffix.FileServer))?.Text ?? "";
        MacAddress = hasNone ? "" : BitConverter.ToString(mac);
    }

    public IReadOnlyList<NetBiosName> Names { get; }

    /// <summary>As "00-11-22-33-44-55"; empty when the node gives none.</summary>
    public string MacAddress { get; }

    /// <summary>The computer's name; empty when the table has none that it holds.</summary>
    public string ComputerName { get; }

    /// <summary>The domain or workgroup that the computer is in; empty when it does not say.</summary>
    public string GroupName => Names
        .FirstOrDefault(name => name.IsGroup && name.IsHeld && !name.IsPermanent && name.Suffix == NetBiosSuffix.Workstation)?.Text ?? "";

    /// <summary>Only domain controllers register these for their domain; a member and a workgroup computer look the same.</summary>
    public bool IsDomainController => Names.Any(name => name.IsHeld && name.Text == GroupName
        && name.Suffix is NetBiosSuffix.DomainControllers or NetBiosSuffix.DomainMasterBrowser);

    /// <summary>Reads the RDATA: a count, that many names, and statistics that begin with the hardware address.</summary>
    public static NodeStatusReply Read(ByteReader data)
    {
        var count = data.ReadByte();
        if (count * NetBiosName.Size > data.Remaining)
        {
            throw new MalformedReplyException($"it announces {count} NetBIOS names, which {data.Remaining} bytes cannot hold");
        }

        var names = new NetBiosName[count];
        for (var index = 0; index < count; index++) names[index] = NetBiosName.Read(data);
        return new(names, data.Remaining >= MacSize ? data.ReadBytes(MacSize) : []);
    }

    /// <summary>IIS registers <c>IS~</c> and the computer's name as a unique workstation name too; that names a service.</summary>
    private NetBiosName? Unique(byte suffix) => Names.FirstOrDefault(name =>
        !name.IsGroup && name.IsHeld && name.Suffix == suffix && name.Text.Length > 0
        && !name.Text.StartsWith("IS~", StringComparison.Ordinal));
}
