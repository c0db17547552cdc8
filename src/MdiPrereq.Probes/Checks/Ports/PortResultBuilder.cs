using System.Net;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Ports;

/// <summary>Makes the result of one row on one target; knows what all results of that target share.</summary>
internal sealed class PortResultBuilder(string computerName, PortTestOptions options)
{
    private IPAddress? _address;
    private IPAddress? _source;

    /// <summary>The address that the target's name led to; with it the local one is known that traffic to it leaves from.</summary>
    public void Locate(IPAddress address)
    {
        _address = address;
        _source = options.SourceAddress ?? options.Network.SourceAddressFor(address);
    }

    public PortTestResult Build(PortRequirement row, ProbeOutcome outcome, ProbeTime time, bool deviceCanBeNamed = false) => Build(
        row,
        PortRules.Judge(row, outcome, deviceCanBeNamed, new(
            computerName,
            _source?.ToString() ?? "",
            options.TimeoutMilliseconds,
            options.Words)),
        time);

    public PortTestResult Build(PortRequirement row, PortJudgement judgement, ProbeTime time) => new(OriginAt(time), row, judgement);

    /// <summary>The one result of a target when the kind of sensor has no row for it.</summary>
    public PortTestResult BuildNotApplicable(SensorType sensorType, Catalog catalog) =>
        new(OriginAt(ProbeTime.Now), PortRules.NotApplicable())
    {
        SensorType = sensorType,
        Catalog = catalog,
        Destination = Destination.DomainController,
        State = State.NotTested,
        Reason = Reason.NotApplicable,
    };

    private Origin OriginAt(ProbeTime time) => LocalMachine.Origin(computerName, _address, _source, time);
}
