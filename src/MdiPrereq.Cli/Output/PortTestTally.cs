using System.Collections.Generic;

namespace MdiPrereq.Cli.Output;

/// <summary>Counts port tests, of which a target has many: "3 targets, 39 checks: …".</summary>
internal sealed class PortTestTally() : RunTally("check")
{
    private readonly HashSet<string> _targets = [];

    protected override string Subject => $"{Count(_targets.Count, "target")}, {base.Subject}";

    public override void Add(CheckResult result)
    {
        _targets.Add(result.ComputerName);
        base.Add(result);
    }
}
