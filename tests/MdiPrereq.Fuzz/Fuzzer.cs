using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;

namespace MdiPrereq.Fuzz;

/// <summary>What came of a run against one target.</summary>
internal sealed record FuzzResult(Target Target, long Inputs, int Kept, double WorstMilliseconds, long WorstAllocated)
{
    /// <summary>Null when all is well.</summary>
    public Finding? Finding { get; init; }

    /// <summary>The input that failed.</summary>
    public byte[] Input { get; init; } = [];
}

/// <summary>
/// Tries what is known of a target, and then inputs made of that. One that makes the library say something new joins those that others
/// are made of, so that the search goes on from where it got to.
/// </summary>
internal sealed class Fuzzer(Target target, Limits limits, int seed)
{
    private const int MostKept = 1024;
    private const int TriesToShorten = 400;

    private readonly Mutator _mutator = new(seed);
    private readonly Judge _judge = new(target, limits);
    private readonly List<byte[]> _pool = [];
    private readonly HashSet<int> _heard = [];
    private long _inputs;

    public FuzzResult Run(TimeSpan time, long inputs)
    {
        foreach (var input in target.Seeds.Concat(Corpus.Of(target)).Prepend([]))
        {
            if (Try(input) is { } finding) return Failed(finding, input);
            _pool.Add(input.Length > target.MaxLength ? input[..target.MaxLength] : input);
        }

        var watch = Stopwatch.StartNew();
        while (_inputs < inputs && watch.Elapsed < time)
        {
            var input = _mutator.Make(_pool, target.Words, target.MaxLength);
            var heard = _heard.Count;
            if (Try(input) is { } finding) return Failed(finding, Shorten(input));
            if (_heard.Count > heard) Keep(input);
        }

        return Result();
    }

    private Finding? Try(byte[] input)
    {
        _inputs++;
        var (finding, said) = _judge.Try(input);
        if (finding is null) _heard.Add(said);
        return finding;
    }

    private void Keep(byte[] input)
    {
        if (_pool.Count < MostKept) _pool.Add(input);
        else _pool[_mutator.Next(MostKept)] = input;
    }

    /// <summary>Leaves out what is not needed to fail, as far as a few tries go.</summary>
    private byte[] Shorten(byte[] input)
    {
        var tries = 0;
        for (var part = input.Length / 2; part > 0; part /= 2)
        {
            for (var at = 0; at + part <= input.Length && tries < TriesToShorten;)
            {
                byte[] shorter = [.. input[..at], .. input[(at + part)..]];
                tries++;
                if (_judge.Try(shorter).Finding is not null) input = shorter;
                else at += part;
            }
        }

        return input;
    }

    private FuzzResult Failed(Finding finding, byte[] input) => Result() with { Finding = finding, Input = input };

    private FuzzResult Result() => new(target, _inputs, _pool.Count, _judge.WorstMilliseconds, _judge.WorstAllocated);
}
