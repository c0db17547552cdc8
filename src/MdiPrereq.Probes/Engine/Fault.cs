using System;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Engine;

/// <summary>A defect of ours, or of what we run on, as the outcome of what it kept from being tested.</summary>
internal static class Fault
{
    /// <summary>The fault in a few words, as the end of a sentence; it names the exception's type.</summary>
    public static string Describe(Exception fault) =>
        $"a fault of this program, {fault.GetType().Name} ({SafeText.Clean(fault.Message.TrimEnd('.'))})";

    /// <summary>The outcome of a probe that could not be made, or not be judged.</summary>
    public static ProbeOutcome ToOutcome(Exception fault) => ProbeOutcome.Of((State.NotTested, Reason.Error), Describe(fault));
}
