using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using MdiPrereq.Checks.Inbound;

namespace MdiPrereq.Commands;

/// <summary>
/// Listens on the ports that others send to, of a Defender for Identity sensor that may not be there yet: one object for each probe that
/// arrives, and at the end one for each row.
/// </summary>
[Cmdlet(VerbsCommunications.Receive, "MdiProbe", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(ProbeArrival), typeof(ProbeReception))]
[OutputType(typeof(bool))]
public sealed class ReceiveMdiProbeCommand : ProbeCommand<ProbeEvidence>
{
    /// <summary>
    /// The tag of the one record in the information stream that says that all rows are listened for: whoever starts this command in
    /// another session may send from then on.
    /// </summary>
    internal const string ListeningTag = "MdiPrereq.Listening";

    private const string FilterSet = "Filter";
    private const string RequirementSet = "Requirement";

    private readonly List<PortRequirement> _requirements = [];
    private readonly Stopwatch _listening = new();
    private ReceiveRun? _run;

    /// <summary>For how long to listen, in seconds, from when all rows are listened for.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, ReceiveOptions.MaxSeconds)]
    public int Duration { get; set; } = ReceiveOptions.DefaultSeconds;

    /// <summary>Only the rows with these ids; wildcards allowed.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequirementIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only rows of these transports.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public Transport[]? Transport { get; set; }

    /// <summary>The rows, as <c>Get-MdiRequiredPort</c> gives them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RequirementSet, ValueFromPipeline = true)]
    public PortRequirement[] Requirement { get; set; } = [];

    /// <summary>The port for RADIUS accounting.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int RadiusPort { get; set; } = InboundRows.DefaultRadiusPort;

    /// <summary>The port for syslog.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int SyslogPort { get; set; } = InboundRows.DefaultSyslogPort;

    /// <summary>The one address of this machine to listen on; all of them without it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ListenAddress { get; set; }

    /// <summary>Gives the receptions also every so many seconds, as they are until then.</summary>
    [Parameter]
    [ValidateRange(1, ReceiveOptions.MaxSeconds)]
    public int ReceptionInterval { get; set; }

    private protected override string Activity => "Listening for probes";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (ParameterSetName == FilterSet) Listen(new() { Id = Id, Transport = Transport });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RequirementSet) _requirements.AddRange(Requirement);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == RequirementSet) Listen(new() { Requirement = _requirements });
        if (_run is not null) WriteRest();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private protected override ProgressRecord ProgressNow()
    {
        var left = Math.Max(0, Duration - (int)_listening.Elapsed.TotalSeconds);
        return new(1, Activity, $"{left} s left")
        {
            PercentComplete = 100 - (int)(100L * left / Duration),
            SecondsRemaining = left,
        };
    }

    private void Listen(InboundRows wanted)
    {
        wanted = wanted with { RadiusPort = RadiusPort, SyslogPort = SyslogPort };
        foreach (var error in UnmatchedRows.In(wanted)) WriteInputError(error);
        var rows = wanted.Select();
        if (rows.Count == 0) return;
        _run = new(new()
        {
            Rows = rows,
            Duration = TimeSpan.FromSeconds(Duration),
            ListenAddress = ParseSourceAddress(ListenAddress),

            // One Boolean is about the end.
            Interval = ReceptionInterval == 0 || Quiet ? null : TimeSpan.FromSeconds(ReceptionInterval),
        });
        Open(_run.Window);
        Start(_run.Start);
        if (WaitFor(_run.Listening) is not { Length: > 0 } ports) return;
        _listening.Start();
        var said = $"Listening on {ports}.";
        WriteVerbose(said);
        WriteInformation(said, [ListeningTag]);
    }
}
