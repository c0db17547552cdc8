namespace MdiPrereq;

/// <summary>The kind of machine that a connection goes to.</summary>
public enum Destination
{
    /// <summary>The Defender cloud service.</summary>
    CloudService,

    /// <summary>A DNS server that the sensor uses.</summary>
    DnsServer,

    /// <summary>A domain controller.</summary>
    DomainController,

    /// <summary>Any device on the network; Network Name Resolution asks it for its name.</summary>
    Device,

    /// <summary>The sensor itself: an inbound row.</summary>
    Sensor,

    /// <summary>The sensor's own machine, over loopback.</summary>
    Localhost,
}
