using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Engine;

namespace MdiPrereq.Commands;

/// <summary>
/// Sends what comes in to a Defender for Identity sensor, RADIUS accounting and syslog, from the machine that it comes from: harmless
/// messages with a marker, by which the other end knows them.
/// </summary>
[Cmdlet(VerbsCommunications.Send, "MdiProbe", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(ProbeSending))]
[OutputType(typeof(bool))]
public sealed class SendMdiProbeCommand : ProbeCommand<ProbeSending>
{
    private const string FilterSet = "Filter";
    private const string RequirementSet = "Requirement";

    private readonly List<PortRequirement> _requirements = [];
    private SendRun? _run;
    private byte[]? _secret;

    /// <summary>The sensors: names or addresses.</summary>
    [Parameter(
        Mandatory = true, Position = 0, ParameterSetName = FilterSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = RequirementSet)]
    [AddressProperty("ComputerName", "DNSHostName", "IPAddress", "IPv4Address")]
    [Alias("DNSHostName", "CN", "IPAddress", "IPv4Address", "HostName", "Name")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? ComputerName { get; set; }

    /// <summary>The rows, as <c>Get-MdiRequiredPort</c> gives them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RequirementSet, ValueFromPipeline = true)]
    public PortRequirement[] Requirement { get; set; } = [];

    /// <summary>Only the rows with these ids; wildcards allowed.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequirementIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only rows of these transports.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    public Transport[]? Transport { get; set; }

    /// <summary>The port for RADIUS accounting.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int RadiusPort { get; set; } = InboundRows.DefaultRadiusPort;

    /// <summary>The port for syslog.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int SyslogPort { get; set; } = InboundRows.DefaultSyslogPort;

    /// <summary>The secret that the sensor and its RADIUS clients share.</summary>
    [Parameter]
    [ValidateNotNull]
    public SecureString? SharedSecret { get; set; }

    /// <summary>Wants the sensor's reply to RADIUS accounting, and the proof in it.</summary>
    [Parameter]
    public SwitchParameter ExpectReply { get; set; }

    /// <summary>The formats of syslog, by turns.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public SyslogFormat[] SyslogFormat { get; set; } = [.. SendOptions.AllFormats];

    /// <summary>How many probes for each row.</summary>
    [Parameter]
    [ValidateRange(1, SendOptions.MaxAttempts)]
    public int Attempts { get; set; } = SendOptions.DefaultAttempts;

    /// <summary>The time for the probes of one row, and for what comes back, in milliseconds.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = ProbeOptions.DefaultTimeoutMilliseconds;

    /// <summary>The local address to send from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceAddress { get; set; }

    private protected override string Activity => "Sending probes to sensors";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _secret = SharedSecret is { Length: > 0 } secret ? SecretBytes.Of(secret) : null;
        if (_secret is null && (ExpectReply || SharedSecret is not null)) ThrowTerminatingError(Errors.NoSharedSecret());
        if (ParameterSetName == FilterSet) Begin(new() { Id = Id, Transport = Transport });
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RequirementSet) _requirements.AddRange(Requirement);
        else SendToTargets();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == RequirementSet)
        {
            Begin(new() { Requirement = _requirements });
            SendToTargets();
        }

        if (_run is not null) WriteRest();
        else if (Quiet) WriteObject(false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
            if (_secret is not null) Array.Clear(_secret, 0, _secret.Length);
        }

        base.Dispose(disposing);
    }

    private void Begin(InboundRows wanted)
    {
        wanted = wanted with { RadiusPort = RadiusPort, SyslogPort = SyslogPort };
        foreach (var error in UnmatchedRows.In(wanted)) WriteInputError(error);
        var rows = wanted.Select();
        if (rows.Count == 0) return;
        _run = new(new()
        {
            Rows = rows,
            Network = SessionHost.Current.Network,
            Words = PowerShellVocabulary.Instance,
            TimeoutMilliseconds = TimeoutMilliseconds,
            SourceAddress = ParseSourceAddress(SourceAddress),
            Attempts = Attempts,
            SharedSecret = _secret,
            ExpectReply = ExpectReply,
            Formats = [.. SyslogFormat.Distinct()],
        });
        Open(_run.Window);
    }

    private void SendToTargets()
    {
        if (_run is null) return;
        var targets = new List<TargetName>();
        foreach (var name in ComputerName ?? [null])
        {
            if (TargetName.TryParse(name, out var target, out var problem, PowerShellVocabulary.Instance)) targets.Add(target);
            else WriteInputError(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, name);
        }

        Start(targets.Select(target => (Action)(() => _run.Start(target))));
    }
}
