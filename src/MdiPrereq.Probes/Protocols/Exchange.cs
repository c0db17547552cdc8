namespace MdiPrereq.Protocols;

/// <summary>
/// One request with its own transaction id, and the judgement of what comes back. Pure: no clock, no I/O. UDP hands over one
/// datagram; TCP hands over everything received so far, again and again until the reply is not <see cref="ReplyKind.Incomplete"/>.
/// </summary>
internal abstract class Exchange
{
    protected Exchange(byte[] request) => Request = request;

    public byte[] Request { get; }

    public Reply Read(byte[] received, int count)
    {
        try
        {
            return Parse(new ByteReader(received, 0, count));
        }
        catch (MalformedReplyException malformed)
        {
            return Reply.Foreign(malformed.Message);
        }
    }

    /// <summary>Judges the bytes; may throw <see cref="MalformedReplyException"/> for those that break the protocol.</summary>
    protected abstract Reply Parse(ByteReader reader);
}
