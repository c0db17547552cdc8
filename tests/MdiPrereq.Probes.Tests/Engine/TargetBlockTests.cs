using System;
using System.Linq;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class TargetBlockTests
{
    [Theory]
    [InlineData("10.1.2.0/24", 256, "10.1.2.0", "10.1.2.255")]
    [InlineData(" 10.1.2.0/24 ", 256, "10.1.2.0", "10.1.2.255")]
    [InlineData("10.1.2.77/24", 256, "10.1.2.0", "10.1.2.255")]
    [InlineData("10.1.2.77/31", 2, "10.1.2.76", "10.1.2.77")]
    [InlineData("10.1.2.77/32", 1, "10.1.2.77", "10.1.2.77")]
    [InlineData("10.1.2.0/23", 512, "10.1.2.0", "10.1.3.255")]
    [InlineData("10.1.2.10-10.1.2.50", 41, "10.1.2.10", "10.1.2.50")]
    [InlineData("10.1.2.10 - 10.1.2.50", 41, "10.1.2.10", "10.1.2.50")]
    [InlineData("10.1.2.10-50", 41, "10.1.2.10", "10.1.2.50")]
    [InlineData("10.1.2.10-10", 1, "10.1.2.10", "10.1.2.10")]
    [InlineData("10.1.2.250-10.1.3.5", 12, "10.1.2.250", "10.1.3.5")]
    [InlineData("10.255.255.255-11.0.0.0", 2, "10.255.255.255", "11.0.0.0")]
    [InlineData("2001:db8::/126", 4, "2001:db8::", "2001:db8::3")]
    [InlineData("2001:db8::ffff-2001:db8::1:1", 3, "2001:db8::ffff", "2001:db8::1:1")]
    [InlineData("[2001:db8::10]", 1, "2001:db8::10", "2001:db8::10")]
    [InlineData("10.1.2.3", 1, "10.1.2.3", "10.1.2.3")]
    public void Counts_out_blocks_and_ranges(string text, int count, string first, string last)
    {
        var targets = Parse(text).Targets().ToList();
        Assert.Equal(count, Parse(text).Count);
        Assert.Equal(count, targets.Count);
        Assert.Equal((first, last), (targets[0].HostName, targets[^1].HostName));
        Assert.Equal(count, targets.Select(target => target.HostName).Distinct().Count());
        Assert.All(targets, target => Assert.Equal(target.HostName, target.Address!.ToString()));
    }

    [Theory]
    [InlineData("web-01")]
    [InlineData("web-01.contoso.com")]
    [InlineData("10-fileserver")]
    [InlineData("pc-10.1.2.3.contoso.com")]
    [InlineData("a-b-c")]
    [InlineData("localhost")]
    public void Leaves_names_with_hyphens_alone(string text)
    {
        var target = Assert.Single(Parse(text).Targets());
        Assert.Equal((text, null), (target.Given, target.Address));
    }

    [Theory]
    [InlineData("10.0.0.0/7", "too wide")]
    [InlineData("10.0.0.0/0", "too wide")]
    [InlineData("0.0.0.0/0", "too wide")]
    [InlineData("::/0", "too wide")]
    [InlineData("2001:db8::/64", "no block may be wider than /104")]
    [InlineData("0.0.0.0/24", "unspecified")]
    [InlineData("0.0.0.0-0.0.0.9", "unspecified")]
    [InlineData("10.1.2.0/33", "not a block")]
    [InlineData("2001:db8::/129", "not a block")]
    [InlineData("10.1.2.0/", "not a block")]
    [InlineData("10.1.2.0/-1", "not a block")]
    [InlineData("10.1.2.0/2x", "not a block")]
    [InlineData("10.1.2.0/24/24", "not a block")]
    [InlineData("10.1.2/24", "not a block")]
    [InlineData("010.1.2.0/24", "not a block")]
    [InlineData("dc01/24", "not a block")]
    [InlineData("10.1.2.0/255.255.255.0", "not a block")]
    [InlineData("10.1.2.50-10.1.2.10", "ends before it begins")]
    [InlineData("10.1.2.50-10", "ends before it begins")]
    [InlineData("10.0.0.0-11.0.0.0", "wider than a /8")]
    [InlineData("10.1.2.10-300", "not a range")]
    [InlineData("10.1.2.10-", "not a range")]
    [InlineData("10.1.2.10-dc01", "not a range")]
    [InlineData("10.1.2.10-2001:db8::1", "not a range")]
    [InlineData("10.1.2.1-10.1.2.3-10.1.2.5", "not a range")]
    [InlineData("10.0.0.300", "IPv4")]
    [InlineData("https://dc01/24", "URL")]
    [InlineData("/24", "dc01")]
    [InlineData("", "empty")]
    [InlineData(null, "empty")]
    public void Refuses_what_makes_no_sense_and_says_what_to_give(string? text, string partOfProblem)
    {
        Assert.False(TargetBlock.TryParse(text, out var block, out var problem));
        Assert.Null(block);
        if (text != "/24") Assert.Contains(partOfProblem, problem);
        Assert.EndsWith(".", problem);
    }

    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("2001:db8::/104")]
    [InlineData("10.0.0.0-10.255.255.255")]
    public void The_widest_block_costs_nothing_until_it_is_counted_out(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var block = Parse(text);
        var first = block.Targets().Take(3).Count();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal((1L << 24, 3), (block.Count, first));
    }

    [Fact]
    public void Can_be_counted_out_again()
    {
        var block = Parse("10.1.2.0/30");
        Assert.Equal(block.Targets().Select(target => target.HostName), block.Targets().Select(target => target.HostName));
    }

    private static TargetBlock Parse(string text)
    {
        Assert.True(TargetBlock.TryParse(text, out var block, out var problem), problem);
        return block!;
    }
}
