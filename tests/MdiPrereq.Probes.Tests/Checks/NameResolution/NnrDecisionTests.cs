using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class NnrDecisionTests
{
    /// <summary>
    /// Each method's name as four words; "-" for a method that gave none, "?" for one that was not asked, "!" behind a PTR record's name
    /// that leads elsewhere, "+" between several.
    /// </summary>
    [Theory]
    [InlineData("PC1 PC1 pc1.contoso.com pc1.contoso.com", "pc1.contoso.com", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("PC1 - - -", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("- PC1 - -", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("- - pc1.contoso.com -", "pc1.contoso.com", ResolvedBy.Primary, false, Verdict.Pass)]

    // Reverse DNS has no say while the primary methods agree, not even against them.
    [InlineData("- PC1 - other.contoso.com", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("PC1 PC1 - other.contoso.com", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("- - - pc1.contoso.com", "pc1.contoso.com", ResolvedBy.Secondary, false, Verdict.Warning)]
    [InlineData("- - - -", "", ResolvedBy.None, false, Verdict.Fail)]
    [InlineData("- PC1 pc2.contoso.com -", "", ResolvedBy.None, true, Verdict.Warning)]
    [InlineData("- PC1 pc2.contoso.com ?", "", ResolvedBy.None, true, Verdict.Warning)]
    [InlineData("- PC1 pc2.contoso.com pc2.contoso.com", "pc2.contoso.com", ResolvedBy.Secondary, true, Verdict.Warning)]
    [InlineData("PC1 PC1 pc2.contoso.com pc1.contoso.com", "pc1.contoso.com", ResolvedBy.Secondary, true, Verdict.Warning)]

    // It decides for a third name too: the sensor takes what it says.
    [InlineData("- PC1 pc2.contoso.com pc3.contoso.com", "pc3.contoso.com", ResolvedBy.Secondary, true, Verdict.Warning)]

    // A NetBIOS name is the first 15 characters of the full one, which is shown.
    [InlineData("- AVERYLONGCOMPUT averylongcomputername24.contoso.com -", "averylongcomputername24.contoso.com", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("AVERYLONGCOMPUT OTHER - averylongcomputername24.contoso.com", "averylongcomputername24.contoso.com", ResolvedBy.Secondary, true, Verdict.Warning)]

    // Each agrees with the short name, and yet not with the other.
    [InlineData("averylongcomputername25 AVERYLONGCOMPUT averylongcomputername24 -", "", ResolvedBy.None, true, Verdict.Warning)]

    // The name of another device is worse than none, when reverse DNS has the say.
    [InlineData("- - - ghost.contoso.com!", "ghost.contoso.com", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("? ? ? ghost.contoso.com!", "ghost.contoso.com", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("- PC1 pc2.contoso.com ghost.contoso.com!", "ghost.contoso.com", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("- PC1 - ghost.contoso.com!", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    [InlineData("- - - a.contoso.com+b.contoso.com", "a.contoso.com, b.contoso.com", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("- A pc2.contoso.com a.contoso.com+b.contoso.com", "a.contoso.com, b.contoso.com", ResolvedBy.Secondary, true, Verdict.Fail)]
    [InlineData("A A - a.contoso.com+b.contoso.com", "A", ResolvedBy.Primary, false, Verdict.Pass)]

    // What the device itself says it is called is its own name, wherever DNS has it lead.
    [InlineData("- PC1 pc2.contoso.com pc1.contoso.com!", "pc1.contoso.com", ResolvedBy.Secondary, true, Verdict.Warning)]

    // What was not asked has not failed.
    [InlineData("? ? ? ?", "", ResolvedBy.None, false, Verdict.NotTested)]
    [InlineData("? - ? ?", "", ResolvedBy.None, false, Verdict.Fail)]
    [InlineData("? ? ? -", "", ResolvedBy.None, false, Verdict.Fail)]
    [InlineData("? PC1 ? ?", "PC1", ResolvedBy.Primary, false, Verdict.Pass)]
    public void Follows_the_sensor(string names, string resolvedName, ResolvedBy resolvedBy, bool conflict, Verdict verdict)
    {
        var outcomes = names.Split(' ');
        var methods = new MethodOutcomes(Outcome(outcomes[0]), Outcome(outcomes[1]), Outcome(outcomes[2]), Outcome(outcomes[3]));
        Assert.Equal(new(resolvedName, resolvedBy, conflict, verdict), NnrRules.Decide(methods));
    }

    [Fact]
    public void A_name_without_an_address_fails() => Assert.Equal(Verdict.Fail, NnrRules.Decide(MethodOutcomes.NameNotResolved).Verdict);

    [Theory]
    [InlineData("PC1 - - -", "The sensor can name this device PC1: NTLM over RPC says PC1; NetBIOS is closed; RDP is closed; reverse DNS is closed.", "")]
    [InlineData("- PC1 pc2 pc2", "The methods disagree; reverse DNS decides for pc2: NTLM over RPC is closed; NetBIOS says PC1; RDP says pc2; reverse DNS says pc2.", "Find out which name is right for 10.0.0.1")]
    [InlineData("- PC1 pc2 -", "The methods disagree and nothing decides between them: ", "Find out which name is right for 10.0.0.1")]
    [InlineData("- - - pc2", "Only reverse DNS names this device, pc2: ", "Reverse DNS alone names 10.0.0.1.")]
    [InlineData("- - - ghost!", "The sensor would put this device's activity down to ghost, which leads to 10.9.9.9: NTLM over RPC is closed; ", "Let 10.0.0.1 have one PTR record")]
    [InlineData("- A b c!", "The sensor would put this device's activity down to c, which leads to 10.9.9.9: ", "Let 10.0.0.1 have one PTR record")]
    [InlineData("- - - a+b", "The sensor would put this device's activity down to one of a, b: ", "Let 10.0.0.1 have one PTR record")]
    [InlineData("- - - -", "The sensor cannot name this device: ", "Nothing on 10.0.0.1 gives a name.")]
    [InlineData("? ? ? ?", "Not tested: NTLM over RPC was not asked; ", "Choose a method")]
    public void Says_what_was_seen_and_what_to_do(string names, string message, string remediation)
    {
        var outcomes = names.Split(' ');
        var methods = new MethodOutcomes(Outcome(outcomes[0]), Outcome(outcomes[1]), Outcome(outcomes[2]), Outcome(outcomes[3]));
        var result = new NnrTestResult(new("10.0.0.1", "10.0.0.1", "", "", default), methods, NnrRules.Decide(methods));
        Assert.StartsWith(message, result.Message);
        if (remediation.Length == 0) Assert.Empty(result.Remediation);
        else Assert.StartsWith(remediation, result.Remediation);
    }

    private static MethodOutcome Outcome(string name) => name switch
    {
        "?" => MethodOutcome.NotChosen,
        "-" => new(State.Closed, Reason.ConnectionRefused),
        [.., '!'] => Named(name[..^1]) with { MistakenFor = $"{name[..^1]}, which leads to 10.9.9.9" },
        _ when name.Contains('+') => Named(name.Replace("+", ", ")) with { HasSeveralNames = true, MistakenFor = $"one of {name.Replace("+", ", ")}" },
        _ => Named(name),
    };

    private static MethodOutcome Named(string name) => new(State.Open, Reason.ProtocolReply, name);
}
