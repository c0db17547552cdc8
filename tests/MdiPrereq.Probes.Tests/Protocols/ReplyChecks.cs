using System;
using System.Diagnostics;
using System.Linq;
using CsCheck;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

/// <summary>What must hold for the replies of every protocol, whatever they say.</summary>
internal static class ReplyChecks
{
    public static Reply Read(this Exchange exchange, byte[] received) => exchange.Read(received, received.Length);

    public static Findings Answer(this Exchange exchange, byte[] received)
    {
        var reply = exchange.Read(received);
        Assert.Equal((ReplyKind.Answer, ""), (reply.Kind, reply.WhyForeign));
        return reply.Findings;
    }

    public static void Refuses(this Exchange exchange, byte[] received, string why)
    {
        var reply = exchange.Read(received);
        Assert.Equal(ReplyKind.Foreign, reply.Kind);
        Assert.Contains(why, reply.WhyForeign, StringComparison.Ordinal);
    }

    /// <summary>No beginning of <paramref name="answer"/> shorter than <paramref name="needed"/> bytes may count, or throw.</summary>
    public static void RefusesEveryTruncation(this Exchange exchange, byte[] answer, bool isStream, int? needed = null)
    {
        for (var count = 0; count < (needed ?? answer.Length); count++)
        {
            // A copy of just that length: bytes behind the count must not be looked at.
            var kind = exchange.Read(answer[..count]).Kind;
            Assert.True(kind == (isStream ? ReplyKind.Incomplete : ReplyKind.Foreign), $"{kind} after {count} of {answer.Length} bytes");
        }
    }

    /// <summary>Random bytes, and mutations of a valid answer, end in some reply: no exception, and none that takes long.</summary>
    public static void SurvivesFuzzing(Func<Exchange> begin, byte[] answer)
    {
        Gen.Byte.Array[0, 600].Sample(bytes => Survives(begin(), bytes), iter: 3_000, threads: 1);

        var mutation = Gen.Select(Gen.Int[0, answer.Length - 1], Gen.Byte, Gen.Int[0, 9]).Array[1, 6];
        Gen.Select(mutation, Gen.Int[0, answer.Length], Gen.Byte.Array[0, 40]).Sample(
            (changes, cut, tail) =>
            {
                var bytes = answer.ToList();
                foreach (var (at, value, action) in changes)
                {
                    if (action == 0) bytes.Insert(Math.Min(at, bytes.Count), value);
                    else if (action == 1 && at < bytes.Count) bytes.RemoveAt(at);
                    else if (at < bytes.Count) bytes[at] = action == 2 ? (byte)0xFF : value;
                }

                if (cut < bytes.Count && cut % 4 == 0) bytes.RemoveRange(cut, bytes.Count - cut);
                if (cut % 3 == 0) bytes.AddRange(tail);
                Survives(begin(), [.. bytes]);
            },
            iter: 10_000,
            threads: 1);
    }

    private static void Survives(Exchange exchange, byte[] bytes)
    {
        var watch = Stopwatch.StartNew();
        var reply = exchange.Read(bytes);
        Assert.InRange(watch.ElapsedMilliseconds, 0, 2000);
        Assert.Equal(reply.Kind == ReplyKind.Foreign, reply.WhyForeign.Length > 0);
        foreach (var text in (string[])[reply.Findings.Evidence, reply.Findings.RemoteName, reply.Findings.Concern, reply.WhyForeign])
        {
            Assert.DoesNotContain(text, char.IsControl);
            Assert.InRange(text.Length, 0, 2_000);
        }
    }
}
