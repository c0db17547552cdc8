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
