namespace MdiPrereq.Protocols;

/// <summary>How received bytes were judged.</summary>
internal enum ReplyKind
{
    /// <summary>A true beginning of an answer; more is needed (streams only).</summary>
    Incomplete,

    /// <summary>An answer in the right protocol that matches our request.</summary>
    Answer,

    /// <summary>Anything else: another protocol, another transaction, a lie.</summary>
    Foreign,
}

/// <summary>The judgement of received bytes by an <see cref="Exchange"/>.</summary>
internal sealed class Reply
{
    private static readonly Findings Nothing = new();

    private Reply(ReplyKind kind, Findings findings, string whyForeign, bool startTls)
    {
        Kind = kind;
        Findings = findings;
        WhyForeign = whyForeign;
        StartTls = startTls;
    }

    public static Reply Incomplete { get; } = new(ReplyKind.Incomplete, Nothing, "", false);

    public ReplyKind Kind { get; }

    public Findings Findings { get; }

    /// <summary>What is wrong with a foreign reply, as the end of a sentence: "it answered, but …".</summary>
    public string WhyForeign { get; }

    /// <summary>The server now expects a TLS handshake on this connection (RDP).</summary>
    public bool StartTls { get; }

    public static Reply Answer(Findings findings, bool startTls = false) => new(ReplyKind.Answer, findings, "", startTls);

    public static Reply Foreign(string why) => new(ReplyKind.Foreign, Nothing, why, false);
}
