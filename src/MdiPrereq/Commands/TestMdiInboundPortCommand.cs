using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Security;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Remoting;

namespace MdiPrereq.Commands;

/// <summary>
/// Tests the rows that come in to a Defender for Identity sensor from both ends: has the sensor's machine listen and others send to it,
/// or joins what both ends saw before.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiInboundPort", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(PortTestResult))]
[OutputType(typeof(bool))]
public sealed class TestMdiInboundPortCommand : PSCmdlet, IDisposable
{
    private const string ObjectSet = "Object";
    private const string SessionSet = "Session";

    /// <summary>What results are called here beside their type: it gives them a view that names both ends.</summary>
    private const string ViewName = "MdiPrereq.InboundTestResult";

    private const string SameSession =
        "A session cannot both listen and send: it runs one command at a time. "
            + "Open a second one on that machine, or leave it out of -From.";

    private readonly ResultInput _input;
    private readonly InboundJoin _join = new();
    private volatile InboundConductor? _conductor;
    private long _others;
    private bool _anyResult;
    private bool _anyTrouble;

    /// <summary>Makes the command.</summary>
    public TestMdiInboundPortCommand() => _input = new(this);

    /// <summary>What both ends saw: objects of Receive-MdiProbe and Send-MdiProbe, or files of Export-MdiResult.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    /// <summary>The session on the sensor's machine; this machine without it.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNull]
    public PSSession? Session { get; set; }

    /// <summary>The sessions on the machines that send: VPN servers, syslog sources.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    public PSSession[] From { get; set; } = [];

    /// <summary>The names or addresses by which those reach the sensor; the session's computer name without it.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    public string[]? ComputerName { get; set; }

    /// <summary>Only the rows with these ids; wildcards allowed.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequirementIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only rows of these transports.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    public Transport[]? Transport { get; set; }

    /// <summary>The port for RADIUS accounting.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateRange(1, 65535)]
    public int RadiusPort { get; set; } = InboundRows.DefaultRadiusPort;

    /// <summary>The port for syslog.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateRange(1, 65535)]
    public int SyslogPort { get; set; } = InboundRows.DefaultSyslogPort;

    /// <summary>The secret that the sensor and its RADIUS clients share.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNull]
    public SecureString? SharedSecret { get; set; }

    /// <summary>Wants the sensor's reply to RADIUS accounting, and the proof in it.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    public SwitchParameter ExpectReply { get; set; }

    /// <summary>The formats of syslog, by turns.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateNotNullOrEmpty]
    public SyslogFormat[] SyslogFormat { get; set; } = [.. SendOptions.AllFormats];

    /// <summary>How many probes for each row.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [ValidateRange(1, SendOptions.MaxAttempts)]
    public int Attempts { get; set; } = SendOptions.DefaultAttempts;

    /// <summary>The time for the probes of one row, and for what comes back, in milliseconds.</summary>
    [Parameter(ParameterSetName = SessionSet)]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = ProbeOptions.DefaultTimeoutMilliseconds;

    /// <summary>Gives one Boolean: true when every row was verified from every sender, and nothing is wrong with it.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _conductor?.Dispose();
        _input.Dispose();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != ObjectSet) return;
        foreach (var one in (InputObject ?? []).SelectMany(_input.Of)) Add(one);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == ObjectSet) WriteJoined();
        else Conduct();
        if (Quiet && !Stopping) WriteObject(_anyResult && !_anyTrouble && !_input.AnyFailed);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _input.Stop();
        _conductor?.Stop();
    }

    private void Add(object one)
    {
        if (one is not ProbeEvidence evidence) _others++;
        else if (!_join.Add(evidence)) Report(Errors.Input(
            InboundRows.ProblemOfOther(evidence.RequirementId), Errors.NotInbound, ErrorCategory.InvalidData, evidence));
    }

    private void WriteJoined()
    {
        if (_others > 0) WriteWarning(InboundWording.Others(_others));
        if (!_join.HasSending)
        {
            Report(Errors.Input(InboundWording.NoSending, Errors.NothingToJoin, ErrorCategory.InvalidArgument, null));
            return;
        }

        foreach (var strays in _join.Strays()) WriteWarning(strays);
        foreach (var result in _join.Results()) Write(result);
    }

    private void Conduct()
    {
        var isWithoutSecret = SharedSecret is not { Length: > 0 };
        if (isWithoutSecret && (ExpectReply || SharedSecret is not null)) ThrowTerminatingError(Errors.NoSharedSecret());
        var wanted = new InboundRows { Id = Id, Transport = Transport, RadiusPort = RadiusPort, SyslogPort = SyslogPort };
        foreach (var error in UnmatchedRows.In(wanted)) Report(error);
        var (targets, senders) = (Targets(), Senders());
        if (wanted.Select().Count == 0 || targets.Count == 0 || senders.Count == 0) return;

        using var sensor = Session is { } session ? SessionEnd.Of(session) : SessionEnd.Here(MyInvocation.MyCommand.Module.Path);
        var plan = new InboundPlan(targets, wanted, Sending(), TimeSpan.FromMilliseconds(TimeoutMilliseconds));
        _conductor = new(sensor, senders, plan, Report, WriteWarning);
        if (Stopping) return;
        foreach (var result in _conductor.Run()) Write(result);
    }

    private Dictionary<string, object> Sending()
    {
        var parameters = new Dictionary<string, object>
        {
            [nameof(Attempts)] = Attempts,
            [nameof(TimeoutMilliseconds)] = TimeoutMilliseconds,
            [nameof(SyslogFormat)] = SyslogFormat.Distinct().Select(format => format.ToString()).ToArray(),
        };
        if (SharedSecret is not null) parameters[nameof(SharedSecret)] = SharedSecret;
        if (ExpectReply) parameters[nameof(ExpectReply)] = true;
        return parameters;
    }

    private List<string> Targets()
    {
        var targets = new List<string>();
        foreach (var name in ComputerName ?? [Session?.ComputerName ?? LocalMachine.Name])
        {
            if (TargetName.TryParse(name, out var target, out var problem, PowerShellVocabulary.Instance)) targets.Add(target.Given);
            else Report(Errors.Input(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, name));
        }

        return [.. targets.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>A session runs one command at a time: none can both listen and send.</summary>
    private List<SessionEnd> Senders()
    {
        var senders = From.Distinct().ToList();
        if (Session is not null && senders.Remove(Session))
        {
            Report(Errors.Input(SameSession, Errors.SessionInUse, ErrorCategory.ResourceBusy, Session));
        }

        return senders.ConvertAll(SessionEnd.Of);
    }

    private void Report(ErrorRecord error)
    {
        _anyTrouble = true;
        WriteError(error);
    }

    private void Write(PortTestResult result)
    {
        _anyResult = true;

        // No sensor must have these rows, and yet who tests them wants them.
        _anyTrouble |= result.Verdict != Verdict.Pass;
        if (Quiet) return;
        var shown = PSObject.AsPSObject(result);
        shown.TypeNames.Insert(0, ViewName);
        WriteObject(shown);
    }
}
