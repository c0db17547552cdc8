namespace MdiPrereq;

/// <summary>The ways in which a sensor asks for a device's name (Network Name Resolution).</summary>
public enum NnrMethod
{
    /// <summary>NTLM over RPC, TCP 135: a primary method.</summary>
    Ntlm,

    /// <summary>NetBIOS node status, UDP 137: a primary method.</summary>
    NetBios,

    /// <summary>The certificate behind RDP, TCP 3389: a primary method.</summary>
    Rdp,

    /// <summary>Reverse DNS: asked only when no primary method answers, or when they disagree.</summary>
    Dns,
}
