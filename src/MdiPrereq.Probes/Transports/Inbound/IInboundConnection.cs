namespace MdiPrereq.Transports;

/// <summary>What is made of a connection that came in. Called by one thread at a time.</summary>
internal interface IInboundConnection
{
    /// <summary>More came. The buffer is the listener's and soon holds something else.</summary>
    /// <returns>Whether more is wanted.</returns>
    bool Receive(byte[] buffer, int count);

    /// <summary>Nothing more comes.</summary>
    void End();
}
