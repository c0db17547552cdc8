using System;
using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>
/// What every result of every check has in common. Flat and immutable, made of primitives, enums and strings, so that results
/// survive remoting, <c>Export-Clixml</c>, <c>ConvertTo-Json</c> and <c>Export-Csv</c>.
/// </summary>
public abstract class CheckResult
{
    private protected CheckResult()
    {
    }

    /// <summary>The one place where what all results share is filled in.</summary>
    private protected CheckResult(Origin origin, Judgement judgement)
    {
        ComputerName = origin.Target;
        RemoteAddress = origin.RemoteAddress;
        Verdict = judgement.Verdict;
        Message = judgement.Message;
        Remediation = judgement.Remediation;
        Reference = judgement.Reference;
        SourceComputer = origin.SourceComputer;
        SourceAddress = origin.SourceAddress;
        TimestampUtc = origin.Time.StartedUtc;
        ElapsedMilliseconds = origin.Time.ElapsedMilliseconds;
    }

    /// <summary>The target as it was given.</summary>
    public string ComputerName { get; internal init; } = "";

    /// <summary>The address that was tested; empty when there is none.</summary>
    public string RemoteAddress { get; internal init; } = "";

    /// <summary>What the result means for Defender for Identity.</summary>
    public Verdict Verdict { get; internal init; }

    /// <summary>One plain sentence: what was seen and what it means.</summary>
    public virtual string Message { get; internal init; } = "";

    /// <summary>What to do; empty on <see cref="Verdict.Pass"/>.</summary>
    public virtual string Remediation { get; internal init; } = "";

    /// <summary>Where this is documented (a URL).</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The machine that the check ran on.</summary>
    public string SourceComputer { get; internal init; } = "";

    /// <summary>The local address that was used; empty when nothing was sent.</summary>
    public string SourceAddress { get; internal init; } = "";

    /// <summary>When the check began, UTC.</summary>
    public DateTime TimestampUtc { get; internal init; }

    /// <summary>How long the check took, in milliseconds.</summary>
    public int ElapsedMilliseconds { get; internal init; }

    /// <summary>Whether a compliance check may not say yes with this result: something required fails, or could not be tried.</summary>
    internal virtual bool SpoilsCompliance => Verdict == Verdict.Fail;
}
