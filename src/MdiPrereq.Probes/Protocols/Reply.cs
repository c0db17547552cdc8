namespace MdiPrereq.Protocols;

/// <summary>The judgement of received bytes by an <see cref="Exchange"/>.</summary>
internal sealed class Reply
{
    private static readonly Findings Nothing = new();

    private Reply(ReplyKind kind, Findings findings, string whyForeign, bool startTls, object? carried)
    {
        Kind = kind;
        Findings = findings;
        WhyForeign = whyForeign;
        StartTls = startTls;
        Carried = carried;
    }

    public static Reply Incomplete { get; } = Begun(null);

    public ReplyKind Kind { get; }

    public Findings Findings { get; }

    /// <summary>What is wrong with a foreign reply, as the end of a sentence: "it answered, but …".</summary>
    public string WhyForeign { get; }

    /// <summary>The server now expects a TLS handshake on this connection (RDP).</summary>
    public bool StartTls { get; }

    /// <summary>What was read, as the <see cref="Exchange{TAnswer}"/> says; a refusal or a beginning may tell something too.</summary>
    public object? Carried { get; }

    public static Reply Answer(Findings findings, bool startTls = false, object? carried = null) =>
        new(ReplyKind.Answer, findings, "", startTls, carried);

    public static Reply Foreign(string why, object? carried = null) => new(ReplyKind.Foreign, Nothing, why, false, carried);

    /// <summary>An incomplete reply of which something can be told already.</summary>
    public static Reply Begun(object? carried) => new(ReplyKind.Incomplete, Nothing, "", false, carried);
}
