using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Engine;

namespace MdiPrereq.Commands;

/// <summary>
/// Tests whether a server's adapters, team, offloads and capture driver are as a Defender for Identity sensor needs them.
/// </summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiCaptureAdapter", DefaultParameterSetName = LocalSet)]
[OutputType(typeof(AdapterTestResult), ParameterSetName = [LocalSet, FactsSet])]
[OutputType(typeof(bool), ParameterSetName = [LocalSet, FactsSet])]
[OutputType(typeof(ServerFact), typeof(AdapterFact), ParameterSetName = [PassFactsSet])]
public sealed class TestMdiCaptureAdapterCommand : ProbeCommand<AdapterTestResult>
{
    private const string LocalSet = "Local";
    private const string FactsSet = "Facts";
    private const string PassFactsSet = "PassFacts";

    private readonly List<Func<string, object?>> _facts = [];
    private AdapterRun? _run;

    /// <summary>The adapters to test, by name.</summary>
    [Parameter(Position = 0, ParameterSetName = LocalSet)]
    [Parameter(ParameterSetName = FactsSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <summary>The kind of sensor.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [Parameter(ParameterSetName = FactsSet)]
    public SensorType SensorType { get; set; }

    /// <summary>The DNS names of the domains that a standalone sensor monitors.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [Parameter(ParameterSetName = FactsSet)]
    [ValidateNotNullOrEmpty]
    public string[]? MonitoredDomain { get; set; }

    /// <summary>Domain controllers whose traffic should be mirrored to this machine.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateNotNullOrEmpty]
    public string[]? MonitoredDomainController { get; set; }

    /// <summary>How long mirrored traffic is counted.</summary>
    [Parameter(ParameterSetName = LocalSet)]
    [ValidateRange(1, 3600)]
    public int Seconds { get; set; } = AdapterTestOptions.DefaultSeconds;

    /// <summary>Facts of other machines, saved with <c>-PassFacts</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FactsSet, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? Facts { get; set; } = [];

    /// <summary>Gives this machine's facts instead of results.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PassFactsSet)]
    public SwitchParameter PassFacts { get; set; }

    private protected override string Activity => "Testing adapters and capture driver";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = new(new()
        {
            Network = SessionHost.Current.Network,
            Words = PowerShellVocabulary.Instance,
            SensorType = SensorType,
            Names = Name ?? [],
            MonitoredDomains = [.. (MonitoredDomain ?? []).Select(domain => domain.TrimEnd('.'))],
            Seconds = Seconds,
        });
        Open(_run.Window);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var fact in Facts ?? [null])
        {
            // A saved list comes as one object when it was not unrolled.
            foreach (var one in LanguagePrimitives.GetEnumerable(fact) ?? new[] { fact }) AddFact(one);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        switch (ParameterSetName)
        {
            case PassFactsSet:
                WriteObject(FactReader.ForThisMachine().Read().All, enumerateCollection: true);
                return;
            case FactsSet:
                foreach (var server in SavedFacts.Parse(_facts)) Judge(server);
                break;
            default:
                var facts = FactReader.ForThisMachine().Read();
                Judge(facts);
                CountTraffic(facts);
                break;
        }

        WriteRest();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private void AddFact(object? given)
    {
        var fact = given is null ? null : PSObject.AsPSObject(given);
        object? Get(string name) => fact!.Properties[name]?.Value is PSObject value ? value.BaseObject : fact.Properties[name]?.Value;
        if (fact is not null && SavedFacts.IsFact(Get))
        {
            _facts.Add(Get);
            return;
        }

        WriteInputError(
            "This is no fact. Save facts with Test-MdiCaptureAdapter -PassFacts | Export-Clixml facts.xml, "
            + "and give -Facts (Import-Clixml facts.xml).",
            Errors.InvalidFacts,
            ErrorCategory.InvalidData,
            given);
    }

    private void Judge(ServerFacts facts)
    {
        foreach (var name in (Name ?? []).Where(name => !facts.Adapters.Any(adapter => AdapterRoles.IsNamed(adapter, name))))
        {
            var present = string.Join(", ", facts.Adapters.Where(adapter => adapter.IsNetworkCard()).Select(adapter => adapter.Name));
            WriteInputError(
                $"{facts.Server.ComputerName} has no adapter '{name}'. It has: {present}.",
                Errors.AdapterNotFound,
                ErrorCategory.ObjectNotFound,
                name);
        }

        Start(() => _run!.StartFacts(facts));
    }

    private void CountTraffic(ServerFacts facts)
    {
        var controllers = new List<TargetName>();
        foreach (var name in MonitoredDomainController ?? [])
        {
            if (TargetName.TryParse(name, out var target, out var problem, PowerShellVocabulary.Instance)) controllers.Add(target);
            else WriteInputError(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, name);
        }

        if (controllers.Count > 0 && !Stopping) _run!.StartTraffic(facts, controllers);
    }
}
