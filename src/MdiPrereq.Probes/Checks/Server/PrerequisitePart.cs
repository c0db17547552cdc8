namespace MdiPrereq;

/// <summary>A part of the test of a whole server; each is a check of its own too.</summary>
public enum PrerequisitePart
{
    /// <summary>The rows of the port table: domain controllers, DNS servers, this machine's own rows.</summary>
    Port,

    /// <summary>Network Name Resolution: whether devices can be named.</summary>
    Nnr,

    /// <summary>The way to the cloud service.</summary>
    CloudService,

    /// <summary>Adapters, their offloads, and the capture driver.</summary>
    CaptureAdapter,
}
