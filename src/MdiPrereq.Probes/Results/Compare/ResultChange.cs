using System;

namespace MdiPrereq;

/// <summary>What changed between two sets of results, for one source, target and row.</summary>
public sealed class ResultChange
{
    internal ResultChange()
    {
    }

    /// <summary>How it changed.</summary>
    public ResultChangeKind Change { get; internal init; }

    /// <summary>The machine that the check ran on.</summary>
    public string SourceComputer { get; internal init; } = "";

    /// <summary>The target as it was given.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The row, such as <c>Ldap389 (TCP 389)</c>, <c>Name resolution</c> or <c>Cloud Tls</c>.</summary>
    public string Check { get; internal init; } = "";

    /// <summary>The earlier verdict; null for what is new.</summary>
    public Verdict? Before { get; internal init; }

    /// <summary>The later verdict; null for what is gone.</summary>
    public Verdict? After { get; internal init; }

    /// <summary>
    /// Whether a run that watches for it may not say that all is as it was: something broke, or what is new fails, or what was tested could
    /// not be tried.
    /// </summary>
    public bool IsWorse { get; internal init; }

    /// <summary>When the earlier result was made, UTC; null for what is new.</summary>
    public DateTime? BeforeUtc { get; internal init; }

    /// <summary>When the later result was made, UTC; null for what is gone.</summary>
    public DateTime? AfterUtc { get; internal init; }

    /// <summary>In plain words, what changed.</summary>
    public string Message { get; internal init; } = "";

    /// <summary>What to do, as the later result says it; empty when there is nothing.</summary>
    public string Remediation { get; internal init; } = "";

    /// <summary>Where it is documented (a URL).</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The change in one line, for test names and logs.</summary>
    /// <returns>For example <c>Broken: SENSOR1 to dc02 Ldap389 (TCP 389)</c>.</returns>
    public override string ToString() => $"{Change}: {SourceComputer} to {ComputerName} {Check}";
}
