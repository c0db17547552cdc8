using System;
using System.Linq;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Checks.Inbound;

/// <summary>What was seen, and what it means, as the objects that a user gets.</summary>
internal static class ReceiveResults
{
    public static ProbeArrival Arrival(Sighting seen, InboundRow row, string holder)
    {
        var origin = LocalMachine.Origin(
            seen.Remote.Address.ToString(), seen.Remote.Address, seen.Local.Address, new(seen.Utc, 0));
        return new(origin, row.Requirement, row.Port, ReceiveRules.Judge(seen, row, holder))
        {
            Marker = seen.Marker?.Id ?? "",
            Attempt = seen.Marker?.Attempt ?? 0,
            Format = seen.Message.Format,
            RemotePort = seen.Remote.Port,
            SentFromAddress = seen.Marker?.Sender.Address.ToString() ?? "",
            SentFromPort = seen.Marker?.Sender.Port ?? 0,
            SentToAddress = seen.Marker?.Target.Address.ToString() ?? "",
            SentToPort = seen.Marker?.Target.Port ?? 0,
            SentUtc = seen.Marker?.SentUtc,
            DelayMilliseconds = seen.Delay?.TotalMilliseconds,
            IsTranslated = seen.IsSourceTranslated || seen.IsTargetTranslated,
            IsCopy = seen.IsCopy,
            SeenBy = seen.SeenBy,
        };
    }

    public static ProbeReception Reception(ReceptionFacts facts, ReceiveOptions options, ProbeTime time)
    {
        var seconds = (int)Math.Round(time.ElapsedMilliseconds / 1000.0);
        return Of(facts, options, time, ReceiveRules.Judge(facts, seconds), ReceiveWording.Hindrance(facts));
    }

    /// <summary>The reception of a row whose listening ended by a fault.</summary>
    public static ProbeReception Faulted(InboundRow row, ReceiveOptions options, Exception fault)
    {
        var said = ReceiveWording.Faulted(Fault.Describe(fault));
        var judgement = new Judgement(Verdict.NotTested, "", said, "", row.Requirement.Reference);
        return Of(new(row, ProbeListening.None), options, ProbeTime.Now, judgement, said);
    }

    private static ProbeReception Of(
        ReceptionFacts facts, ReceiveOptions options, ProbeTime time, Judgement judgement, string hindrance) =>
        new(LocalMachine.Origin(LocalMachine.Name, null, options.ListenAddress, time), facts.Row.Requirement, facts.Row.Port, judgement)
        {
            Listening = facts.Listening,
            Hindrance = hindrance,
            Holder = facts.Holder,
            IsFirewallSeen = facts.IsFirewallSeen,
            SensorFirewallRule = RuleOf(facts.Row),
            Addresses = string.Join(", ", LocalMachine.Addresses().Select(address => BareAddress.Of(address)).Distinct()),
            Probes = facts.Probes,
            Messages = facts.Messages,
            Strangers = facts.Strangers,
            Withheld = facts.Withheld,
            Dropped = facts.Dropped,
            BlockedHere = facts.BlockedHere,
            BlockedSenders = facts.BlockedSenders,
        };

    private static string RuleOf(InboundRow row)
    {
        var state = SensorFirewallRule.Find(row.Transport, row.Port);
        return state == FirewallRuleState.NotRead ? "Unknown" : state.ToString();
    }
}
