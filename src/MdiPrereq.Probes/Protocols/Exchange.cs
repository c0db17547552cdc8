namespace MdiPrereq.Protocols;

/// <summary>
/// One request with its own transaction id, and the judgement of what comes back. Pure: no clock, no I/O. UDP hands over one
/// datagram; TCP hands over everything received so far, again and again until the reply is not <see cref="ReplyKind.Incomplete"/>.
/// </summary>
internal abstract class Exchange
{
    protected Exchange(byte[] request) => Request = request;

    public byte[] Request { get; }

    public Reply Read(byte[] received, int count) => Judge(new ByteReader(received, 0, count), ended: false);

    /// <summary>Judges a stream that the peer has ended: what was received is all there will ever be.</summary>
    public Reply ReadEnded(byte[] received, int count) => Judge(new ByteReader(received, 0, count), ended: true);

    /// <summary>Judges the bytes; may throw <see cref="MalformedReplyException"/> for those that break the protocol.</summary>
    protected abstract Reply Parse(ByteReader reader);

    /// <summary>The same for all there is. Most protocols tell in the message where it ends; an end before that means nothing.</summary>
    protected virtual Reply ParseEnded(ByteReader reader) => Parse(reader);

    private Reply Judge(ByteReader reader, bool ended)
    {
        try
        {
            return ended ? ParseEnded(reader) : Parse(reader);
        }
        catch (MalformedReplyException malformed)
        {
            return Reply.Foreign(malformed.Message);
        }
    }
}

/// <summary>An exchange whose replies carry more than evidence; it keeps nothing itself.</summary>
/// <typeparam name="TAnswer">What is read from a reply.</typeparam>
internal abstract class Exchange<TAnswer>(byte[] request) : Exchange(request)
    where TAnswer : class
{
    /// <summary>What a reply to such an exchange, or the outcome of its probe, carries; null when it has nothing to tell.</summary>
    public static TAnswer? AnswerIn(object? carried) => (TAnswer?)carried;

    protected static Reply Answer(Findings findings, TAnswer answer) => Reply.Answer(findings, carried: answer);
}
