using System;
using MdiPrereq.Contract;
using MdiPrereq.Protocols;

namespace MdiPrereq;

/// <summary>One row of a Defender for Identity port table, for one transport.</summary>
public sealed class PortRequirement
{
    internal PortRequirement()
    {
    }

    /// <summary>The row's stable identifier. A row that is documented for TCP and UDP gives two objects with the same Id.</summary>
    public string Id { get; internal init; } = "";

    /// <summary>The kind of sensor that the row is for.</summary>
    public SensorType SensorType { get; internal init; }

    /// <summary>The protocol's name as the documentation has it.</summary>
    public string Service { get; internal init; } = "";

    /// <summary>The transport protocol.</summary>
    public Transport Transport { get; internal init; }

    /// <summary>The destination port, 1 to 65535.</summary>
    public int Port { get; internal init; }

    /// <summary>Who opens the connection, as the documentation has it.</summary>
    public string From { get; internal init; } = "";

    /// <summary>Who accepts the connection, as the documentation has it.</summary>
    public string To { get; internal init; } = "";

    /// <summary>The kind of machine that accepts the connection.</summary>
    public Destination Destination { get; internal init; }

    /// <summary>The direction, seen from the sensor.</summary>
    public Direction Direction { get; internal init; }

    /// <summary>How badly the port is needed.</summary>
    public Necessity Necessity { get; internal init; }

    /// <summary>What to know about this row; empty when there is nothing.</summary>
    public string Note { get; internal init; } = "";

    /// <summary>The edition of the table that the row is from.</summary>
    public Catalog Catalog { get; internal init; }

    /// <summary>The document that the row was taken from.</summary>
    public string Source { get; internal init; } = "";

    /// <summary>The date of that document, UTC.</summary>
    public DateTime SourceDate { get; internal init; }

    /// <summary>The page that documents the row today (a URL).</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>What to speak on the port; null where nothing can be spoken from the sensor.</summary>
    internal PortProtocol? Protocol { get; init; }

    /// <summary>The row in one line, for test names and logs.</summary>
    /// <returns>For example <c>Ldap389 (TCP 389)</c>.</returns>
    public override string ToString() => $"{Id} ({PortName.Of(Transport, Port)})";
}
