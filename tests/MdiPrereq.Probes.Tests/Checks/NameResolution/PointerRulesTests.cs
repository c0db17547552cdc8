using System;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

/// <summary>What PTR records name a device, and whether that is this device or another.</summary>
public class PointerRulesTests
{
    private static readonly IPAddress Device = IPAddress.Parse("10.1.2.7");

    /// <summary>Each pointer as name=addresses; "?" where they could not be asked, ">" before the name behind an alias.</summary>
    [Theory]
    [InlineData("pc7.contoso.test=10.1.2.7", "pc7.contoso.test", "", "")]
    [InlineData("pc7.contoso.test=10.9.9.9+10.1.2.7", "pc7.contoso.test", "", "")]
    [InlineData("pc9.contoso.test=10.9.9.9", "pc9.contoso.test", "which leads to 10.9.9.9", "pc9.contoso.test, which leads to 10.9.9.9")]
    [InlineData("pc9.contoso.test=10.9.9.1+10.9.9.2+10.9.9.3+10.9.9.4", "pc9.contoso.test", "which leads to 10.9.9.1, 10.9.9.2, 10.9.9.3 and 1 more", "pc9.contoso.test, which leads to 10.9.9.1, 10.9.9.2, 10.9.9.3 and 1 more")]

    // The sensor is not known to ask the way back, so it takes the name; that it is another's is not known either.
    [InlineData("pc7.contoso.test=", "pc7.contoso.test", "which has no address, so that nothing confirms it", "")]
    [InlineData("pc7.contoso.test=?", "pc7.contoso.test", "whose address could not be asked for, so that nothing confirms it", "")]

    // Two hosts have had this address, or one host has two names: which of them the sensor takes, and whose it is, is chance.
    [InlineData("a.contoso.test=10.1.2.7 b.contoso.test=10.1.2.7", "a.contoso.test, b.contoso.test", "several PTR records", "one of a.contoso.test, which leads back; b.contoso.test, which leads back")]
    [InlineData("a.contoso.test=10.1.2.7 b.contoso.test=10.9.9.9", "a.contoso.test, b.contoso.test", "several PTR records", "one of a.contoso.test, which leads back; b.contoso.test, which leads to 10.9.9.9")]
    [InlineData("a.contoso.test=10.1.2.7 a.fabrikam.test=10.9.9.9", "a.contoso.test, a.fabrikam.test", "several PTR records", "one of a.contoso.test, which leads back; a.fabrikam.test, which leads to 10.9.9.9")]

    // Names of one host are as one name, and that which is no alias is shown.
    [InlineData("a.contoso.test=>fs1.contoso.test+10.1.2.7 fs1.contoso.test=10.1.2.7", "fs1.contoso.test", "and, of the same host, a.contoso.test", "")]
    [InlineData("a.contoso.test=>x.contoso.test+10.1.2.7 b.contoso.test=>X.contoso.test+10.1.2.7", "a.contoso.test", "and, of the same host, b.contoso.test", "")]
    [InlineData("a.contoso.test= a.fabrikam.test=10.1.2.7", "a.fabrikam.test", "and, of the same host, a.contoso.test", "")]
    [InlineData("a.contoso.test=>fs1.contoso.test+10.1.2.7 b.contoso.test=10.1.2.7 fs1.contoso.test=10.1.2.7", "a.contoso.test, b.contoso.test, fs1.contoso.test", "several PTR records", "one of a.contoso.test, which leads back; b.contoso.test, which leads back; fs1.contoso.test, which leads back")]
    public void Names_what_the_sensor_would_take_and_whom_it_would_be_taken_for(string pointers, string name, string why, string mistakenFor)
    {
        var outcome = PointerRules.Judge(Device, [.. pointers.Split(' ').Select(Parse)]);
        Assert.Equal((State.Open, Reason.ProtocolReply, name, why, mistakenFor), (outcome.State, outcome.Reason, outcome.Name, outcome.Why, outcome.MistakenFor));
        Assert.Equal(why == "several PTR records", outcome.HasSeveralNames);
    }

    [Fact]
    public void Names_beyond_those_that_were_asked_are_counted()
    {
        var outcome = PointerRules.Judge(Device, [Parse("a.contoso.test=10.1.2.7")], 52);
        Assert.Equal(("a.contoso.test, 52 more", "one of a.contoso.test, which leads back; 52 more"), (outcome.Name, outcome.MistakenFor));
    }

    [Fact]
    public void An_answer_that_was_cut_blames_nobody()
    {
        var outcome = PointerRules.Judge(Device, [Parse("a.contoso.test=10.9.9.9") with { WhyCut = "cut off" }], 0, "there may be other names");
        Assert.Equal(("a.contoso.test", ""), (outcome.Name, outcome.MistakenFor));
        Assert.Equal("which leads to 10.9.9.9, as far as can be told: the answer is cut off; there may be other names", outcome.Why);
    }

    private static Pointer Parse(string text)
    {
        var parts = text.Split('=');
        if (parts[1] == "?") return new(parts[0], null, parts[0]);
        var values = parts[1].Split('+', StringSplitOptions.RemoveEmptyEntries);
        var alias = values.FirstOrDefault(value => value[0] == '>')?[1..];
        return new(parts[0], [.. values.Where(value => value[0] != '>').Select(IPAddress.Parse)], alias ?? parts[0]);
    }
}
