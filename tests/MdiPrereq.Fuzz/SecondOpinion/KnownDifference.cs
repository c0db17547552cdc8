using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Fuzz.SecondOpinion;

/// <summary>A way in which DnsClient 1.8.0 reads a message otherwise than we do, and why ours stays as it is.</summary>
/// <param name="Name">A short name, counted at the end of a run.</param>
/// <param name="Reason">Who is right, and by what.</param>
/// <param name="Follow">Makes of a line of ours what this difference alone would make of it, with their line beside it.</param>
internal sealed record KnownDifference(string Name, string Reason, Func<string, string, string> Follow)
{
    /// <summary>Stands for the data of a record of theirs whose class is not the internet's.</summary>
    public const string OtherClass = "(of another class)";

    public static IReadOnlyList<KnownDifference> All { get; } =
    [
        new(
            "class",
            "Data means what it means in its class (RFC 1035 section 3.4 has the internet's): of others we take owner, type and time alone, "
                + "DnsClient reads all as the internet's.",
            (ours, theirs) => theirs.EndsWith(OtherClass, StringComparison.Ordinal) ? ours + OtherClass : ours),
        new(
            "owner of OPT",
            "It must be the root (RFC 6891 section 6.1.2). Where it is not, we say so, DnsClient says the root.",
            (ours, theirs) => ours.Split(' ') is [var section, _, "41", .. var rest]
                && theirs.StartsWith($"{section} 2E 41 ", StringComparison.Ordinal)
                ? string.Join(' ', [section, "2E", "41", .. rest])
                : ours),
        new(
            "octets",
            "A label is octets (RFC 2181 section 11). We keep them; DnsClient puts U+FFFD in place of those that are no UTF-8, so that "
                + "different names become one.",
            (ours, theirs) => EachWord(ours, theirs, NameOctets.Replaced)),
        new(
            "punycode",
            "A name in an answer is what stands there. DnsClient shows many with labels of xn-- as the characters that these stand "
                + "for (RFC 3492), and then in lower case: another name in the DNS.",
            (ours, theirs) => EachWord(ours, theirs, NameOctets.Decoded)),
        new(
            "escapes",
            "Where a name has characters beyond ASCII, DnsClient's text escapes no backslash either, so that it cannot be read back.",
            (ours, theirs) => EachWord(ours, theirs, NameOctets.Unescaped)),
    ];

    /// <summary>The differences by which our reading becomes theirs; null when none do.</summary>
    public static IReadOnlyList<KnownDifference>? Explain(DnsReading ours, DnsReading theirs)
    {
        if (ours.Lines.Count != theirs.Lines.Count) return null;
        var found = new List<KnownDifference>();
        foreach (var (one, other) in ours.Lines.Zip(theirs.Lines))
        {
            var line = one;
            foreach (var known in All.TakeWhile(_ => line != other))
            {
                var before = line;
                line = known.Follow(line, other);
                if (line != before) found.Add(known);
            }

            if (line != other) return null;
        }

        return found;
    }

    /// <summary>A line with those words changed by which the other is different.</summary>
    private static string EachWord(string ours, string theirs, Func<string, string> change)
    {
        var (words, others) = (ours.Split(' '), theirs.Split(' '));
        return words.Length != others.Length
            ? ours
            : string.Join(' ', words.Zip(others, (word, other) => word == other || word.Length % 2 > 0 ? word : change(word)));
    }
}
