using System;
using System.Collections.Generic;
using MdiPrereq.Checks.Adapters;

namespace MdiPrereq;

/// <summary>
/// What the operating system knows of the machine as a whole; see <see cref="AdapterFact"/>. Null is what was not readable.
/// </summary>
public sealed record ServerFact
{
    internal ServerFact()
    {
    }

    /// <summary>What kind of fact this is: <c>Server</c>.</summary>
    public string FactKind { get; } = SavedFacts.ServerKind;

    /// <summary>The machine.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>When the facts were read, UTC.</summary>
    public DateTime TimestampUtc { get; internal init; }

    /// <summary><c>Windows</c>, <c>Linux</c> or <c>Other</c>.</summary>
    public string OperatingSystem { get; internal init; } = "";

    /// <summary>Its name and version.</summary>
    public string OperatingSystemVersion { get; internal init; } = "";

    /// <summary>Who made the machine, real or virtual, such as <c>VMware, Inc.</c></summary>
    public string? Manufacturer { get; internal init; }

    /// <summary>The machine's model.</summary>
    public string? Model { get; internal init; }

    /// <summary>The DNS suffixes that are tried for short names.</summary>
    public IReadOnlyList<string>? DnsSuffixSearchList { get; internal init; }

    /// <summary>Whether the service of a Defender for Identity sensor v2.x (<c>AATPSensor</c>) is there.</summary>
    public bool? SensorInstalled { get; internal init; }

    /// <summary>Whether the Npcap driver is there.</summary>
    public bool? NpcapInstalled { get; internal init; }

    /// <summary>Npcap's version.</summary>
    public string? NpcapVersion { get; internal init; }

    /// <summary>Npcap's edition: <c>Npcap</c> or <c>Npcap OEM</c>.</summary>
    public string? NpcapEdition { get; internal init; }

    /// <summary>Npcap's option <c>AdminOnly</c>; null when it is not set.</summary>
    public int? NpcapAdminOnly { get; internal init; }

    /// <summary>Npcap's option <c>WinPcapCompatible</c>; null when it is not set.</summary>
    public int? NpcapWinPcapCompatible { get; internal init; }

    /// <summary>Npcap's value <c>LoopbackSupport</c>. It is always 1 since 0.9983 and says nothing about the installer's option.</summary>
    public int? NpcapLoopbackSupport { get; internal init; }

    /// <summary>The loopback adapter that Npcap was told to make; empty when there is none.</summary>
    public string? NpcapLoopbackAdapter { get; internal init; }

    /// <summary>Whether WinPcap is there.</summary>
    public bool? WinPcapInstalled { get; internal init; }

    /// <summary>WinPcap's version.</summary>
    public string? WinPcapVersion { get; internal init; }

    /// <summary>Services that network card vendors' teaming software installs, of those we know.</summary>
    public IReadOnlyList<string>? VendorTeamServices { get; internal init; }

    /// <summary>Why the capture driver could not be looked at; empty when it was.</summary>
    public string CaptureDriverProblem { get; internal init; } = "";

    /// <summary>The machine in one line.</summary>
    /// <returns>For example <c>SENSOR01: Microsoft Windows 10.0.20348</c>.</returns>
    public override string ToString() => $"{ComputerName}: {OperatingSystemVersion}";
}
