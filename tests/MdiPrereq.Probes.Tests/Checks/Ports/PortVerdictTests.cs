using System;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Checks.Ports;

public class PortVerdictTests
{
    [Theory]
    [InlineData(Necessity.Required, State.Open, Reason.ProtocolReply, false, Verdict.Pass)]
    [InlineData(Necessity.Retired, State.Open, Reason.ProtocolReply, false, Verdict.Pass)]
    [InlineData(Necessity.Required, State.Open, Reason.UnexpectedReply, false, Verdict.Fail)]
    [InlineData(Necessity.Required, State.Filtered, Reason.TimedOut, false, Verdict.Fail)]
    [InlineData(Necessity.Required, State.NameNotResolved, Reason.NameNotResolved, false, Verdict.Fail)]
    [InlineData(Necessity.Required, State.BlockedLocally, Reason.AccessDenied, false, Verdict.Fail)]
    [InlineData(Necessity.ConditionalMultiForest, State.Filtered, Reason.TimedOut, false, Verdict.Warning)]
    [InlineData(Necessity.ConditionalVpn, State.NoReply, Reason.TimedOut, false, Verdict.Warning)]
    [InlineData(Necessity.Optional, State.Closed, Reason.ConnectionRefused, false, Verdict.Warning)]
    [InlineData(Necessity.Retired, State.Closed, Reason.ConnectionRefused, false, Verdict.Warning)]
    [InlineData(Necessity.OneOfNnr, State.Closed, Reason.ConnectionRefused, true, Verdict.Warning)]
    [InlineData(Necessity.OneOfNnr, State.Closed, Reason.ConnectionRefused, false, Verdict.Fail)]
    [InlineData(Necessity.Required, State.NotTested, Reason.NoProbeExists, false, Verdict.NotTested)]
    [InlineData(Necessity.Required, State.NotTested, Reason.InboundRow, false, Verdict.NotTested)]
    [InlineData(Necessity.Required, State.NotTested, Reason.Error, false, Verdict.NotTested)]
    [InlineData(Necessity.Required, State.NotTested, Reason.NotApplicable, false, Verdict.NotApplicable)]
    public void Follows_the_contract(Necessity necessity, State state, Reason reason, bool deviceCanBeNamed, Verdict expected) =>
        Assert.Equal(expected, PortRules.VerdictOf(necessity, ProbeOutcome.Of((state, reason)), deviceCanBeNamed));

    [Theory]
    [InlineData(299, Verdict.Pass)]
    [InlineData(-299, Verdict.Pass)]
    [InlineData(301, Verdict.Warning)]
    [InlineData(-301, Verdict.Warning)]
    public void A_clock_that_is_more_than_five_minutes_off_is_a_warning(int seconds, Verdict expected)
    {
        var outcome = ProbeOutcome.Of((State.Open, Reason.ProtocolReply)) with { ClockSkew = TimeSpan.FromSeconds(seconds) };
        Assert.Equal(expected, PortRules.VerdictOf(Necessity.Required, outcome, false));
    }

    [Fact]
    public void A_concern_is_a_warning()
    {
        var outcome = ProbeOutcome.Of((State.Open, Reason.ProtocolReply)) with { Findings = new() { Concern = "not synchronised" } };
        Assert.Equal(Verdict.Warning, PortRules.VerdictOf(Necessity.Required, outcome, false));
    }
}
