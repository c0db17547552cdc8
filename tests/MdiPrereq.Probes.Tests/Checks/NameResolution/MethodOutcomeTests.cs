using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class MethodOutcomeTests
{
    [Fact]
    public void Takes_the_name_of_a_verified_answer()
    {
        var outcome = MethodOutcome.Of(Answer("PC1"));
        Assert.Equal((State.Open, Reason.ProtocolReply, "PC1", ""), (outcome.State, outcome.Reason, outcome.Name, outcome.Why));
        Assert.True(outcome.HasName);
    }

    [Fact]
    public void Says_why_an_answer_gave_none()
    {
        Assert.Equal("no NTLM challenge", MethodOutcome.Of(Answer("", "no NTLM challenge")).Why);
        var farm = Answer("") with { Certificate = new() { Subject = "CN=*.contoso.com" } };
        Assert.Equal("its certificate is for something else: CN=*.contoso.com", MethodOutcome.Of(farm).Why);
    }

    [Theory]
    [InlineData("*.contoso.com")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST.localdomain")]
    [InlineData("10.0.0.1")]
    [InlineData("fe80::1")]
    public void Refuses_a_name_that_any_device_could_have(string name)
    {
        var outcome = MethodOutcome.Of(Answer(name));
        Assert.False(outcome.HasName);
        Assert.Contains($"'{name}'", outcome.Why);
    }

    [Fact]
    public void Keeps_what_was_seen_instead_of_an_answer()
    {
        var outcome = MethodOutcome.Of(ProbeOutcome.Of((State.Open, Reason.UnexpectedReply), "an SSH banner"));
        Assert.Equal(
            (State.Open, Reason.UnexpectedReply, "an SSH banner", false), (outcome.State, outcome.Reason, outcome.Why, outcome.HasName));
    }

    [Fact]
    public void Never_believes_a_name_in_an_answer_that_was_not_verified()
    {
        var outcome = ProbeOutcome.Of((State.Open, Reason.UnexpectedReply)) with { Findings = new() { RemoteName = "LIAR" } };
        Assert.False(MethodOutcome.Of(outcome).HasName);
    }

    [Fact]
    public void Keeps_a_bare_outcome_once() => Assert.Same(
        MethodOutcome.Of(ProbeOutcome.Of((State.Filtered, Reason.TimedOut))),
        MethodOutcome.Of(ProbeOutcome.Of((State.Filtered, Reason.TimedOut))));

    [Theory]
    [InlineData(State.Filtered, true, true)]
    [InlineData(State.NoReply, true, true)]
    [InlineData(State.Unreachable, true, true)]
    [InlineData(State.BlockedLocally, true, true)]
    [InlineData(State.Closed, true, false)]
    [InlineData(State.Open, true, false)]
    [InlineData(State.NotTested, false, false)]
    public void Tells_ports_to_be_opened_from_devices_to_be_mended(State state, bool wasAsked, bool isUnreached)
    {
        var outcome = new MethodOutcome(state, Reason.TimedOut);
        Assert.Equal((wasAsked, isUnreached), (outcome.WasAsked, outcome.IsUnreached));
    }

    private static ProbeOutcome Answer(string name, string evidence = "") =>
        ProbeOutcome.Of((State.Open, Reason.ProtocolReply)) with { Findings = new() { RemoteName = name, Evidence = evidence } };
}
