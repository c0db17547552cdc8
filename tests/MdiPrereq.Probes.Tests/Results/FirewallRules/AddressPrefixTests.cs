using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Numerics;
using MdiPrereq.Results.FirewallRules;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>Addresses become blocks only where the block holds exactly them.</summary>
public class AddressPrefixTests
{
    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0", 256)]
    [InlineData("10.0.0.1, 10.0.0.2/31, 10.0.0.4", "10.0.0.1", 4)]
    [InlineData("255.255.255.255", "255.255.255.255", 1)]
    [InlineData("0.0.0.0/0", "0.0.0.0", 1L << 32)]
    [InlineData("fd77::/120", "fd77::", 256)]
    [InlineData("fd77::ffff, fd77::1:0", "fd77::ffff", 2)]
    public void A_range_is_the_fewest_blocks_that_are_exactly_it(string blocks, string first, long count) =>
        Assert.Equal(blocks, string.Join(", ", AddressPrefix.Cover([AddressRange.Of(IPAddress.Parse(first), count)])));

    [Fact]
    public void Random_addresses_are_in_the_blocks_and_no_others()
    {
        var random = new Random(5);
        for (var i = 0; i < 200; i++)
        {
            var wanted = Enumerable.Range(0, random.Next(1, 60)).Select(_ => random.Next(0, 64)).ToHashSet();
            var blocks = AddressPrefix.Cover(wanted.Select(one => AddressRange.Of(new IPAddress([10, 0, 0, (byte)one])))).Select(block => IPNetwork.Parse(block.Cidr)).ToList();
            for (var one = 0; one < 256; one++)
            {
                Assert.Equal(wanted.Contains(one) ? 1 : 0, blocks.Count(block => block.Contains(new IPAddress([10, 0, 0, (byte)one]))));
            }
        }
    }

    [Fact]
    public void Masks_are_written_in_dots()
    {
        Assert.Equal("255.255.255.254", new AddressPrefix(false, new BigInteger(0x0A000000), 31).Mask);
        Assert.Equal("255.255.0.0", new AddressPrefix(false, new BigInteger(0x0A000000), 16).Mask);
    }

    [Theory]
    [InlineData("fe80::1%3", "fe80::1")]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1")]
    public void What_only_one_machine_knows_of_an_address_falls_away(string address, string written) =>
        Assert.Equal(written, AddressPrefix.Cover([AddressRange.Of(IPAddress.Parse(address))]).Single().ToString());
}
