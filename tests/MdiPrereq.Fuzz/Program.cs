using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using MdiPrereq.Fuzz.Targets;

namespace MdiPrereq.Fuzz;

/// <summary>The fuzzer's command line; docs/fuzzing.md says how it is used.</summary>
internal static class Program
{
    private const int DefaultSeconds = 5;

    private const string Usage =
        """
        dotnet run --project tests/MdiPrereq.Fuzz -c Release -- [options]

          --seconds N      for each target; 5 when neither this nor --iterations is given
          --iterations N   inputs in all, shared by the targets: 100000000 for a night
          --target NAME    only this one; * and ? are wildcards
          --seed N         to repeat a run
          --jobs N         targets at once; as many as there are processors
          --list           the targets

        Exit codes: 0 nothing was found, 1 something was (the input is saved in the corpus), 2 bad usage.
        """;

    private static readonly object Output = new();

    public static int Main(string[] args)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--list") options["--list"] = "";
            else if (args[i] is "--seconds" or "--iterations" or "--target" or "--seed" or "--jobs" && i + 1 < args.Length) options[args[i]] = args[++i];
            else return Refuse($"'{args[i]}' is no option, or lacks its value.");
        }

        var targets = AllTargets.All.Where(target => Wildcard.IsMatch(target.Name, options.GetValueOrDefault("--target", "*"))).ToList();
        if (targets.Count == 0) return Refuse($"There is no target '{options["--target"]}'. See --list.");
        if (options.ContainsKey("--list"))
        {
            foreach (var target in targets) Console.WriteLine(target.Name);
            return 0;
        }

        if (!TryNumber(options, "--iterations", long.MaxValue, out var iterations) || !TryNumber(options, "--seconds", options.ContainsKey("--iterations") ? long.MaxValue : DefaultSeconds, out var seconds)
            || !TryNumber(options, "--seed", Environment.TickCount & int.MaxValue, out var seed) || !TryNumber(options, "--jobs", Environment.ProcessorCount, out var jobs))
        {
            return Refuse("Give whole numbers above zero.");
        }

        return Run(targets, seconds, iterations, (int)seed, (int)jobs);
    }

    private static int Run(List<Target> targets, long seconds, long iterations, int seed, int jobs)
    {
        var time = seconds > TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);
        var share = iterations == long.MaxValue ? iterations : Math.Max(1, iterations / targets.Count);
        Console.WriteLine($"{targets.Count} targets, seed {seed}");
        var watch = Stopwatch.StartNew();
        long inputs = 0;
        var failed = 0;
        Parallel.ForEach(targets, new() { MaxDegreeOfParallelism = Math.Min(jobs, targets.Count) }, target =>
        {
            var result = new Fuzzer(target, Limits.Release, seed).Run(time, share);
            lock (Output)
            {
                inputs += result.Inputs;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{target.Name,-22} {result.Inputs,10} inputs, {result.Kept,4} kept, at most {result.WorstMilliseconds,5:0.0} ms and {result.WorstAllocated / 1024,4} KiB"));
                if (target.Tell is { } tell) Console.WriteLine($"  {tell()}");
                if (result.Finding is not { } finding) return;
                failed++;
                Console.WriteLine($"  FAILED: {finding.Problem}");
                Console.WriteLine($"  The input is saved as {Corpus.Save(target, result.Input)}");
            }
        });
        Console.WriteLine($"{inputs} inputs in {watch.Elapsed.TotalSeconds:0} s, {failed} of {targets.Count} targets failed, seed {seed}");
        return failed > 0 ? 1 : 0;
    }

    private static bool TryNumber(Dictionary<string, string> options, string name, long otherwise, out long number)
    {
        number = otherwise;
        return !options.TryGetValue(name, out var text) || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0 && (name is "--iterations" || number <= int.MaxValue));
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
