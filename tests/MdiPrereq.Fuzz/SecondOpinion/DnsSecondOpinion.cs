using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using DnsClient;
using MdiPrereq.Fuzz.Targets;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>
/// Our DNS reader beside DnsClient's: what both accept they must read alike. What only one accepts is counted; that we refuse more is
/// the reason why the reader is our own.
/// </summary>
internal static class DnsSecondOpinion
{
    private const int QuestionsAt = 4;

    private static readonly ConcurrentDictionary<string, long> Differences = new(StringComparer.Ordinal);
    private static long _both;
    private static long _onlyOurs;
    private static long _refused;

    public static IEnumerable<Target> All =>
    [
        // DnsClient takes 4 MB for 2 KiB of pointers, and some hundreds for 64 KiB.
        new("dns-second-opinion", Deliver)
        {
            Seeds = Seeds,
            MaxLength = 2048,
            Words =
            [
                [0xC0, 12], [0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 0, 0, 1], [0, 28, 0, 1, 0, 0, 0, 60, 0, 16], [0, 0, 41, 4, 208, 1, 0, 0, 0, 0, 0],
                [0, 5, 0, 1], [0, 2, 0, 1], [0, 6, 0, 1], [0, 33, 0, 1], [0, 12, 0, 1], [0, 16, 0, 1, 0, 0, 0, 1, 0, 2, 1, 65],
            ],
            Tell = () => $"{_both} accepted by both, {_onlyOurs} refused by DnsClient alone, {_refused} by us; by known differences: "
                + string.Join(", ", Differences.Select(one => $"{one.Key} {one.Value}")),
        },
    ];

    private static IReadOnlyList<byte[]> Seeds =>
    [
        Corpus.Vector("dns-ptr-samba-udp"), Corpus.Vector("dns-ptr-missing-samba-udp"), Corpus.Vector("dns-ptr-no-zone-samba-udp"),
        Corpus.Vector("dns-ptr-empty-zone-bind-udp"), Corpus.Vector("dns-ptr-refused-bind-udp"), Corpus.Vector("dns-srv-samba-udp"),

        // www.a.test: an alias of fs1.a.test, which has an address of either kind; a.test has the server ns.a.test.
        Convert.FromHexString(
            "123481800001000300010001" + "0377777701610474657374000001" + "0001"
            + "C00C000500010000003C00060366733100" + "0366733100" + "000100010000003C00040A010207"
            + "0366733100" + "001C00010000003C001020010DB8000000000000000000000001"
            + "C010000200010000003C0005026E73C010" + "026E73C010" + "000100010000003C00040A000035"),
    ];

    /// <summary>How our reading and DnsClient's are the same: by which known differences.</summary>
    /// <exception cref="InvalidOperationException">They are not.</exception>
    public static IReadOnlyList<KnownDifference> Compare(DnsReading ours, DnsReading theirs) => KnownDifference.Explain(ours, theirs)
        ?? throw new InvalidOperationException(
            $"Read differently: {string.Join(" | ", ours.Lines)} and by DnsClient {string.Join(" | ", theirs.Lines)}");

    private static IEnumerable<Func<string>> Deliver(byte[] bytes)
    {
        // That a response must be one, and answer one question, is another target's matter.
        var message = bytes.ToArray();
        if (message.Length > QuestionsAt + 1)
        {
            message[2] = (byte)(0x80 | (message[2] & 0x87));
            (message[QuestionsAt], message[QuestionsAt + 1]) = (0, 1);
        }

        // And what is mostly right, by a seed that the input gives. What DnsClient takes to read them is not measured.
        return new[] { message, DnsMessageMaker.Make(Seed(bytes)) }.Select(Delivery);
    }

    private static Func<string> Delivery(byte[] message)
    {
        DnsReading? theirs;
        try
        {
            DnsReading.Ours(message);
            theirs = TheirsOf(message);
        }
        catch (MalformedReplyException e)
        {
            Interlocked.Increment(ref _refused);
            return () => e.Message;
        }

        if (theirs is null) return () => "refused by DnsClient";
        return () =>
        {
            var ours = DnsReading.Ours(message);
            var differences = Compare(ours, theirs);
            Interlocked.Increment(ref _both);
            foreach (var difference in differences.Distinct()) Differences.AddOrUpdate(difference.Name, 1, (_, count) => count + 1);
            return string.Join(" ", ours.Lines.Select(line => line.Split(' ')[2]));
        };
    }

    private static DnsReading? TheirsOf(byte[] message)
    {
        DnsQueryResponse response;
        try
        {
            response = DnsClientReader.Read(message);
        }
        catch (Exception)
        {
            // It documents none and throws what comes along.
            Interlocked.Increment(ref _onlyOurs);
            return null;
        }

        return DnsReading.Theirs(response);
    }

    // FNV-1a: the same in each process, as the runtime's hash codes are not.
    private static int Seed(byte[] bytes) => (int)bytes.Aggregate(2166136261, (hash, octet) => unchecked((hash ^ octet) * 16777619));
}
