using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>Targets that are the exchanges of a protocol.</summary>
internal static class ExchangeTarget
{
    /// <summary>In how many pieces a stream comes.</summary>
    private const int Pieces = 6;

    /// <summary>No text of a reply is longer: names are cut at 256 characters, and few stand in one sentence.</summary>
    private const int LongestText = 2_000;

    /// <summary>A datagram comes whole, and is no longer than the buffer that waits for it.</summary>
    public static Target Datagram(string name, Func<Exchange> begin, IReadOnlyList<byte[]> seeds, Action<Reply>? use = null) =>
        new(name, bytes => Deliver(begin, bytes, [bytes.Length], ended: false, use))
    {
        Seeds = seeds,
        MaxLength = 2048,
    };

    /// <summary>
    /// A stream comes in pieces, and each time all that has come so far is read again, until the reply is a whole one. In the end it is
    /// read as a stream that the other side has closed.
    /// </summary>
    public static Target Stream(string name, Func<Exchange> begin, IReadOnlyList<byte[]> seeds, Action<Reply>? use = null) =>
        new(name, bytes => Deliver(begin, bytes, Cuts(bytes), ended: true, use)) { Seeds = seeds };

    private static IEnumerable<Func<string>> Deliver(Func<Exchange> begin, byte[] bytes, int[] counts, bool ended, Action<Reply>? use)
    {
        var exchange = begin();
        foreach (var count in counts) yield return () => Say(exchange.Read(bytes, count), use);
        if (ended) yield return () => Say(exchange.ReadEnded(bytes, bytes.Length), use);
    }

    /// <summary>Where the pieces end: by the bytes themselves, so that an input is always cut the same way.</summary>
    private static int[] Cuts(byte[] bytes)
    {
        var seed = bytes.Length;
        foreach (var value in bytes.Take(64)) seed = unchecked((seed * 31) + value);
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Pieces).Select(_ => random.Next(bytes.Length + 1)).Order(), bytes.Length];
    }

    private static string Say(Reply reply, Action<Reply>? use)
    {
        if (reply.Kind == ReplyKind.Answer) use?.Invoke(reply);
        if (reply.Kind == ReplyKind.Foreign && reply.WhyForeign.Length == 0) throw new InvalidOperationException("A foreign reply without a reason.");
        foreach (var text in (string[])[reply.WhyForeign, reply.Findings.Evidence, reply.Findings.RemoteName, reply.Findings.Concern])
        {
            if (text.Length > LongestText) throw new InvalidOperationException($"A text of {text.Length} characters.");
            if (text.Any(char.IsControl)) throw new InvalidOperationException("A control character in a text.");
        }

        return $"{reply.Kind} {reply.WhyForeign} {reply.Findings.Evidence} {reply.Findings.Concern}";
    }
}
