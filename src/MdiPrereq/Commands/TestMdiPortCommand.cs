using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Engine;

namespace MdiPrereq.Commands;

/// <summary>Tests whether the ports that a Defender for Identity sensor needs are open, by speaking each protocol.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiPort", DefaultParameterSetName = FilterSet)]
[OutputType(typeof(PortTestResult))]
[OutputType(typeof(bool))]
public sealed class TestMdiPortCommand : ProbeCommand<PortTestResult>
{
    private const string FilterSet = "Filter";
    private const string RequirementSet = "Requirement";

    private readonly List<PortRequirement> _requirements = [];
    private readonly RetestList _retests = new();
    private readonly HashSet<string> _reported = [];
    private PortRun? _run;
    private PortTestOptions? _options;
    private bool _domainsDone;

    /// <summary>The hosts to test: names or addresses.</summary>
    [Parameter(Position = 0, ParameterSetName = FilterSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = RequirementSet)]
    [AddressProperty("ComputerName", "DNSHostName", "IPAddress", "IPv4Address")]
    [Alias("DNSHostName", "CN", "IPAddress", "IPv4Address", "HostName", "Name")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? ComputerName { get; set; }

    /// <summary>The rows to test, as <c>Get-MdiRequiredPort</c> gives them.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RequirementSet, ValueFromPipeline = true)]
    public PortRequirement[] Requirement { get; set; } = [];

    /// <summary>Domains whose controllers are found by their SRV records and tested.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DomainName { get; set; }

    /// <summary>The kind of sensor whose rows are tested.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true)]
    public SensorType SensorType { get; set; }

    /// <summary>The edition of the tables.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true)]
    public Catalog Catalog { get; set; }

    /// <summary>Only rows that go to these kinds of machine.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true)]
    public Destination[]? Destination { get; set; }

    /// <summary>Only the rows with these ids; wildcards allowed.</summary>
    [Parameter(ParameterSetName = FilterSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequirementIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>Only rows of these transports.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true)]
    public Transport[]? Transport { get; set; }

    /// <summary>Only rows of these ports.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int[]? Port { get; set; }

    /// <summary>The row of a result that is piped back in, to be tested again.</summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? RequirementId { get; set; }

    /// <summary>
    /// The verdict of a result that is piped back in: a name resolution row that was only a warning belongs to a device which
    /// another method can name, and that stays true when this row is tested alone.
    /// </summary>
    [Parameter(ParameterSetName = FilterSet, ValueFromPipelineByPropertyName = true, DontShow = true)]
    public Verdict Verdict { get; set; }

    /// <summary>The name of the workspace; adds the row of its cloud service, once.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The time for one probe, all its tries included, in milliseconds.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = PortTestOptions.DefaultTimeoutMilliseconds;

    /// <summary>The most probes in flight at once; below it the run finds its own number.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int ThrottleLimit { get; set; } = PortTestOptions.DefaultThrottleLimit;

    /// <summary>The most packets that leave in a second; 0, the default, for no bound.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MaxRate { get; set; }

    /// <summary>The local address to test from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceAddress { get; set; }

    private protected override string Activity => "Testing the ports that Defender for Identity needs";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (WorkspaceName is not null && !Workspace.TryParse(WorkspaceName, out _, out var problem))
        {
            ThrowTerminatingError(Errors.Input(problem, Errors.InvalidWorkspaceName, ErrorCategory.InvalidArgument, WorkspaceName));
        }

        _options = new()
        {
            Network = SessionHost.Current.Network,
            Words = PowerShellVocabulary.Instance,
            TimeoutMilliseconds = TimeoutMilliseconds,
            ThrottleLimit = ThrottleLimit,
            Pacer = MaxRate > 0 ? new(MaxRate) : null,
            SourceAddress = ParseSourceAddress(SourceAddress),
            Cloud = WorkspaceName is null ? null : CloudRows.TestOf(WorkspaceName, SessionHost.Current.Machine),
        };
        _run = new(_options);
        Open(_run.Window);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == RequirementSet)
        {
            // Rows of one device are judged together, so they are gathered first.
            _requirements.AddRange(Requirement);
            return;
        }

        if (RequirementId is not null)
        {
            Gather();
            return;
        }

        var filter = Filter(Id);
        var plan = PortTestPlan.ForFilter(filter, WorkspaceName is not null);

        // A sensor v3.x needs no port on the network, and each target is told so.
        if (SensorType != SensorType.Modern) Report(UnmatchedRows.In(filter, plan));
        else Report(UnmatchedRows.Unknown(filter));
        Start(plan);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName == RequirementSet) Start(PortTestPlan.ForRows(_requirements));
        Start(_retests.Starts(_run!));
        if (Window.Progress.Started == 0 && !AnyFailure && !MyInvocation.ExpectingInput)
        {
            WriteInputError(
                "There is nothing to test. Give -ComputerName, -DomainName, -WorkspaceName, "
                + "or -Destination Localhost, Sensor for this machine's own rows.",
                Errors.NoTarget,
                ErrorCategory.InvalidArgument,
                null);
        }

        WriteRest();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private RequirementFilter Filter(string[]? id) => new()
    {
        SensorType = [SensorType],
        Catalog = Catalog,
        Destination = Destination,
        Id = id,
        Transport = Transport,
        Port = Port,
    };

    private void Start(PortTestPlan plan)
    {
        var named = ComputerName is { Length: > 0 } || DomainName is not null;
        Start(new PortTestJob(plan, named ? Targets().Concat(ControllersOfDomains()) : null).Starts(_run!));
    }

    private IEnumerable<TargetName> Targets()
    {
        foreach (var name in ComputerName ?? [])
        {
            if (TargetName.TryParse(name, out var target, out var problem, PowerShellVocabulary.Instance)) yield return target;
            else WriteInputError(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, name);
        }
    }

    /// <summary>The controllers of the domains; found once, when the first targets are started.</summary>
    private IEnumerable<TargetName> ControllersOfDomains()
    {
        if (_domainsDone) yield break;
        _domainsDone = true;
        foreach (var domain in DomainName ?? [])
        {
            var controllers = WaitFor(DomainControllerLocator.FindAsync(domain, _options!, Window.Token));
            if (controllers is null) yield break;
            if (controllers.Problem.Length > 0)
            {
                WriteInputError(
                    controllers.Problem,
                    controllers.NameIsWrong ? Errors.InvalidDomainName : Errors.DomainControllersNotFound,
                    controllers.NameIsWrong ? ErrorCategory.InvalidArgument : ErrorCategory.ObjectNotFound,
                    domain);
            }

            if (controllers.Notice.Length > 0) WriteDoubt(controllers.Notice);
            foreach (var name in controllers.Names)
            {
                WriteVerbose($"{domain} has the domain controller {name}.");
                yield return TargetName.Parse(name);
            }
        }
    }

    private void Gather()
    {
        var rows = Filter([RequirementId!]).Select().ToList();
        if (rows.Count == 0) Report(UnmatchedRows.In(Filter([RequirementId!])));
        foreach (var target in Targets()) _retests.Add(target, rows, Verdict == Verdict.Warning);
    }

    /// <summary>Each problem once, however many targets are piped in.</summary>
    private void Report(IEnumerable<ErrorRecord> errors)
    {
        foreach (var error in errors)
        {
            if (_reported.Add(error.Exception.Message)) WriteInputError(error);
        }
    }
}
