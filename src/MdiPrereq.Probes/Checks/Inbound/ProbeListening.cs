namespace MdiPrereq;

/// <summary>How a machine looks for what arrives at a port.</summary>
public enum ProbeListening
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a listener of its own on the port: what it gets has passed this machine's firewall.</summary>
    Listener,

    /// <summary>
    /// By capture at the adapters, since another program has the port or for want of a right to it: what is seen has come to this
    /// machine, its firewall may still drop it.
    /// </summary>
    Capture,

    /// <summary>Both: what is captured and never gets to the listener, this machine's firewall has dropped.</summary>
    ListenerAndCapture,
}
