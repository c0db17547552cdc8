using System;
using System.Linq;
using MdiPrereq.Fuzz;
using MdiPrereq.Fuzz.Targets;
using Xunit;

namespace MdiPrereq.Tests.Fuzzing;

/// <summary>
/// The fuzzer's targets, each with its corpus and then for a second with inputs of its own making. docs/fuzzing.md says how to run it
/// longer.
/// </summary>
public class FuzzTests
{
    private const int Seed = 20261125;

    public static TheoryData<string> Names => [.. AllTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_that_others_wrote_breaks_stalls_or_bloats_a_parser(string name)
    {
        var result = new Fuzzer(
            AllTargets.All.Single(target => target.Name == name), Limits.Debug, Seed).Run(TimeSpan.FromSeconds(1), long.MaxValue);
        if (result.Finding is { } finding)
        {
            Assert.Fail($"{finding.Problem} Input: {Convert.ToHexString(result.Input)[..Math.Min(400, result.Input.Length * 2)]}");
        }
        Assert.True(result.Inputs > 1);
    }

    [Fact]
    public void There_is_a_target_for_each_entry_and_a_name_for_each_target()
    {
        Assert.InRange(AllTargets.All.Count, 35, int.MaxValue);
        Assert.Equal(AllTargets.All.Count, AllTargets.All.Select(target => target.Name).Distinct().Count());
        Assert.All(AllTargets.All, target => Assert.NotEmpty(target.Seeds));
    }

    /// <summary>
    /// A part repeated eight times as often may take eight times as much, and half of that again for lists that grow by doubling.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Work_grows_no_faster_than_the_input(string name)
    {
        var target = AllTargets.All.Single(one => one.Name == name);
        var shorter = target.MaxLength / 8;
        foreach (var seed in target.Seeds.Take(3))
        {
            foreach (var part in target.Words.Append([.. seed.Take(24)]).Where(part => part.Length > 0))
            {
                var few = Allocates(target, Repeat(seed, part, shorter));
                var many = Allocates(target, Repeat(seed, part, target.MaxLength));
                Assert.True(
                    many <= (12 * few) + (64 * 1024),
                    $"{few} bytes of memory for {shorter}, {many} for {target.MaxLength}: {Convert.ToHexString(part)}");
            }
        }

        static byte[] Repeat(byte[] seed, byte[] part, int length) =>
            [.. seed.Concat(Enumerable.Repeat(part, length / part.Length).SelectMany(one => one)).Take(length)];
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        byte[][] pool = [[1, 2, 3], [4, 5, 6, 7, 8]];
        var (one, other) = (new Mutator(7), new Mutator(7));
        for (var i = 0; i < 500; i++) Assert.Equal(one.Make(pool, [], 65536), other.Make(pool, [], 65536));
    }

    [Fact]
    public void A_parser_that_throws_stalls_or_bloats_is_found()
    {
        Assert.Contains(
            "NotSupportedException",
            Find(bytes => bytes.Length > 40 ? throw new NotSupportedException("x") : ""),
            StringComparison.Ordinal);
        Assert.Contains(
            "KiB allocated", Find(bytes => bytes.Length > 40 ? $"{new byte[2 * 1024 * 1024].Length}" : ""), StringComparison.Ordinal);
        Assert.Contains(" ms", Find(bytes =>
        {
            if (bytes.Length > 40) System.Threading.Thread.Sleep(20);
            return "";
        }), StringComparison.Ordinal);
        Assert.Null(Find(bytes => bytes.Length > 40 ? throw new FormatException() : ""));
    }

    private static long Allocates(Target target, byte[] input)
    {
        long sum = 0;
        foreach (var delivery in target.Deliver(input))
        {
            sum += Allocated.By(() =>
            {
                try
                {
                    delivery();
                }
                catch (Exception e) when (target.Documented.Contains(e.GetType()))
                {
                    // Refused: that too may take no more.
                }
            });
        }

        return sum;
    }

    private static string? Find(Func<byte[], string> call) =>
        new Fuzzer(
            new Target("test", Input.OfBytes(call)) { Documented = [typeof(FormatException)] },
            new Limits(10),
            1).Run(TimeSpan.FromSeconds(30), 2_000).Finding?.Problem;
}
