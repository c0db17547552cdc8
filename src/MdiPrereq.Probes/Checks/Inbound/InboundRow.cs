namespace MdiPrereq.Checks.Inbound;

/// <summary>A row that comes in, and the port that the sensor listens on for it: the row's own, or the one that was given.</summary>
/// <param name="Requirement">The row.</param>
/// <param name="Port">The port.</param>
internal sealed record InboundRow(PortRequirement Requirement, int Port)
{
    public string Id => Requirement.Id;

    public Transport Transport => Requirement.Transport;

    /// <summary>Whether the row is RADIUS accounting; else it is syslog.</summary>
    public bool IsRadius => Requirement.Id == Ports.PortRow.Radius1813.Id;

    /// <summary>The port as it is written for people.</summary>
    public string PortName => Contract.PortName.Of(Transport, Port);
}
