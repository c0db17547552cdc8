using System;
using System.Diagnostics;
using System.Linq;

namespace MdiPrereq.Fuzz;

/// <summary>What is wrong with how an input was taken.</summary>
internal sealed record Finding(string Problem);

/// <summary>Hands inputs to a target and sees what they take.</summary>
internal sealed class Judge(Target target, Limits limits)
{
    /// <summary>How often a slow call is made again before it is believed.</summary>
    private const int Repeats = 6;

    /// <summary>The most that a call took, in milliseconds.</summary>
    public double WorstMilliseconds { get; private set; }

    /// <summary>The most that a call allocated, in bytes.</summary>
    public long WorstAllocated { get; private set; }

    /// <returns>What is wrong, or null, and a number for what the target said.</returns>
    public (Finding? Finding, int Said) Try(byte[] input)
    {
        var said = new HashCode();
        var index = 0;
        foreach (var delivery in target.Deliver(input))
        {
            var took = Measure(delivery);
            for (var repeat = 0; took.Problem is null && IsTooMuch(took) && repeat < Repeats; repeat++) took = Least(took, Again(input, index));
            index++;
            if ((took.Problem ?? WhatIsTooMuch(took)) is { } problem) return (new($"{problem} in call {index}, of an input of {input.Length} bytes"), 0);
            (WorstMilliseconds, WorstAllocated) = (Math.Max(WorstMilliseconds, took.Milliseconds), Math.Max(WorstAllocated, took.Allocated));
            said.Add(took.Said);
        }

        return (null, said.ToHashCode());
    }

    private Call Measure(Func<string> delivery)
    {
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        string said;
        try
        {
            said = delivery();
        }
        catch (Exception e) when (target.Documented.Contains(e.GetType()))
        {
            said = e.Message;
        }
        catch (Exception e)
        {
            return new(0, 0, 0, $"{e.GetType().Name}: {e.Message} {FirstOwnFrame(e)}");
        }

        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, GC.GetAllocatedBytesForCurrentThread() - allocatedBefore, Shape(said), null);
    }

    /// <summary>The same call on a fresh parser, brought to the same point: what an exchange has seen before may matter.</summary>
    private Call Again(byte[] input, int index)
    {
        var deliveries = target.Deliver(input).ToList();
        for (var before = 0; before < index; before++) Measure(deliveries[before]);
        return Measure(deliveries[index]);
    }

    private bool IsTooMuch(Call call) => WhatIsTooMuch(call) is not null;

    private string? WhatIsTooMuch(Call call)
    {
        if (call.Allocated > target.MaxAllocated) return $"{call.Allocated / 1024} KiB allocated";
        return call.Milliseconds > limits.Milliseconds ? $"{call.Milliseconds:0} ms" : null;
    }

    private static Call Least(Call one, Call other) => one with
    {
        Milliseconds = Math.Min(one.Milliseconds, other.Milliseconds),
        Allocated = Math.Min(one.Allocated, other.Allocated),
    };

    private static string FirstOwnFrame(Exception exception) =>
        exception.StackTrace?.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Contains("MdiPrereq", StringComparison.Ordinal)) ?? "";

    /// <summary>What was said without its numbers and names, which differ for ever: the letters of its beginning.</summary>
    private static int Shape(string said)
    {
        const int Letters = 48;
        var shape = new HashCode();
        var count = 0;
        foreach (var character in said)
        {
            if (!char.IsAsciiLetter(character)) continue;
            shape.Add(character);
            if (++count == Letters) break;
        }

        return shape.ToHashCode();
    }

    /// <summary>What one call took, and the problem with it when it threw.</summary>
    private sealed record Call(double Milliseconds, long Allocated, int Said, string? Problem);
}
