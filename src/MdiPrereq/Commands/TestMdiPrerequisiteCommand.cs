using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using MdiPrereq.Checks.Server;
using MdiPrereq.Engine;

namespace MdiPrereq.Commands;

/// <summary>Tests everything that a Defender for Identity sensor on this machine needs, in one run.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiPrerequisite")]
[OutputType(typeof(PortTestResult), typeof(NnrTestResult), typeof(CloudTestResult), typeof(AdapterTestResult))]
[OutputType(typeof(bool))]
public sealed class TestMdiPrerequisiteCommand : ProbeCommand<CheckResult>
{
    /// <summary>What results are called here beside their types: it gives all of them one view.</summary>
    private const string ViewName = "MdiPrereq.PrerequisiteResult";

    private readonly CancellationTokenSource _planning = new();
    private ServerRun? _run;

    /// <summary>The kind of sensor; the one that this machine can have when it is not given.</summary>
    [Parameter(Position = 0)]
    public SensorType? SensorType { get; set; }

    /// <summary>Domains whose controllers are tested; this machine's own when none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DomainName { get; set; }

    /// <summary>The controllers to test, in place of those that the domain's DNS names.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? ComputerName { get; set; }

    /// <summary>The name of the workspace, whose cloud service is then tested step by step.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The cloud that the workspace is in.</summary>
    [Parameter]
    public CloudEnvironment Cloud { get; set; }

    /// <summary>The devices that should have names: names, addresses, CIDR blocks, ranges.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? NnrTarget { get; set; }

    /// <summary>What is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public PrerequisitePart[] Skip { get; set; } = [];

    /// <summary>The time for one probe, all its tries included, in milliseconds. The cloud service has its own.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = ProbeOptions.DefaultTimeoutMilliseconds;

    /// <summary>The most packets that leave in a second; 0, the default, for no bound.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MaxRate { get; set; }

    private protected override string Activity => "Testing what a Defender for Identity sensor needs here";

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var options = ReadOptions();
        if (Plan(options) is not { } plan) return;
        foreach (var fact in plan.Facts) WriteVerbose(fact);
        foreach (var notice in plan.Notices) WriteWarning(notice);
        foreach (var doubt in plan.Doubts) WriteDoubt(doubt);
        foreach (var problem in plan.Problems) Report(problem);

        _run = new(options, plan);
        Open(_run.Window);
        Expected = _run.Devices;
        Start(_run.Starts());
        WriteRest();
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        _planning.Cancel();
        base.StopProcessing();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _run?.Dispose();
            _planning.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected override object Shown(CheckResult result)
    {
        var shown = PSObject.AsPSObject(result);
        shown.TypeNames.Insert(0, ViewName);
        return shown;
    }

    private ServerPlan? Plan(ServerOptions options)
    {
        try
        {
            return new ServerPlanner(options).MakeAsync(_planning.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_planning.IsCancellationRequested)
        {
            return null;
        }
    }

    private ServerOptions ReadOptions()
    {
        if (WorkspaceName is not null && !Checks.Cloud.Workspace.TryParse(WorkspaceName, out _, out var problem))
        {
            ThrowTerminatingError(Errors.Input(problem, Errors.InvalidWorkspaceName, ErrorCategory.InvalidArgument, WorkspaceName));
        }

        return new()
        {
            Network = SessionHost.Current.Network,
            Machine = SessionHost.Current.Machine,
            Words = PowerShellVocabulary.Instance,
            SensorType = SensorType,
            DomainNames = DomainName ?? [],
            Controllers = Read<TargetName>(ComputerName, TargetName.TryParse),
            WorkspaceName = WorkspaceName ?? "",
            Cloud = Cloud,
            Devices = Read<TargetBlock>(NnrTarget, TargetBlock.TryParse),
            Skip = Skip,
            TimeoutMilliseconds = TimeoutMilliseconds,
            Pacer = MaxRate > 0 ? new(MaxRate) : null,
        };
    }

    /// <summary>What was given; null when nothing was. Of what makes no sense nothing else is tested in its place.</summary>
    private List<T>? Read<T>(string[]? given, TargetReader<T> read)
        where T : class
    {
        if (given is null) return null;
        var targets = new List<T>();
        foreach (var text in given)
        {
            if (read(text, out var target, out var problem, PowerShellVocabulary.Instance)) targets.Add(target!);
            else WriteInputError(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, text);
        }

        return targets;
    }

    private void Report(ServerProblem problem) => WriteInputError(
        problem.Text,
        problem.Kind switch
        {
            ServerProblemKind.InvalidDomainName => Errors.InvalidDomainName,
            ServerProblemKind.DomainControllersNotFound => Errors.DomainControllersNotFound,
            ServerProblemKind.DnsServersNotFound => Errors.DnsServersNotFound,
            _ => Errors.AdaptersNotRead,
        },
        problem.Kind == ServerProblemKind.InvalidDomainName ? ErrorCategory.InvalidArgument : ErrorCategory.ObjectNotFound,
        problem.About);

    private delegate bool TargetReader<T>(string? text, out T? target, out string problem, Contract.Vocabulary words);
}
