using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Inbound;

namespace MdiPrereq.Remoting;

/// <summary>What is to be sent to a sensor, as parameters of both ends' commands.</summary>
/// <param name="targets">Names and addresses by which the senders reach the sensor.</param>
/// <param name="wanted">The rows.</param>
/// <param name="sending">More parameters of the sender.</param>
/// <param name="rowTime">How long the probes of one row take, replies included.</param>
internal sealed class InboundPlan(
    IReadOnlyList<string> targets, InboundRows wanted, IReadOnlyDictionary<string, object> sending, TimeSpan rowTime)
{
    public IReadOnlyList<string> Targets => targets;

    public IReadOnlyList<InboundRow> Rows { get; } = wanted.Select();

    public TimeSpan RowTime => rowTime;

    public Dictionary<string, object> ForReceiver(TimeSpan duration) => new(ForBoth())
    {
        ["Duration"] = (int)duration.TotalSeconds,
        ["ReceptionInterval"] = 1,
    };

    public Dictionary<string, object> ForSender()
    {
        var parameters = new Dictionary<string, object>(ForBoth()) { ["ComputerName"] = targets.ToArray() };
        foreach (var one in sending) parameters[one.Key] = one.Value;
        return parameters;
    }

    // Words, and no values of our types: the other end may have another version of them.
    private Dictionary<string, object> ForBoth() => new()
    {
        ["Id"] = Rows.Select(row => row.Id).Distinct().ToArray(),
        ["Transport"] = Rows.Select(row => row.Transport.ToString()).Distinct().ToArray(),
        ["RadiusPort"] = wanted.RadiusPort,
        ["SyslogPort"] = wanted.SyslogPort,
    };
}
