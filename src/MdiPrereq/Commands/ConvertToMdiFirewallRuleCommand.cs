using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Results.FirewallRules;

namespace MdiPrereq.Commands;

/// <summary>Makes firewall rules of results that a firewall explains, or of rows of the port tables.</summary>
[Cmdlet(VerbsData.ConvertTo, "MdiFirewallRule", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(FirewallRule), ParameterSetName = [ObjectSet])]
[OutputType(typeof(string), ParameterSetName = [DocumentSet])]
public sealed class ConvertToMdiFirewallRuleCommand : PSCmdlet, IDisposable
{
    private const string ObjectSet = "Object";
    private const string DocumentSet = "Document";

    private readonly CancellationTokenSource _stop = new();
    private FirewallRequest? _request;

    /// <summary>Results of any cmdlet of this module, or rows of <c>Get-MdiRequiredPort</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>In which words the rules are written; several give all rules in each.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public FirewallRuleFormat[] Format { get; set; } = [FirewallRuleFormat.Text];

    /// <summary>Who opens the connections: for rows, and for results that do not tell it.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Source { get; set; } = [];

    /// <summary>Who accepts the connections of rows.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Target { get; set; } = [];

    /// <summary>The name resolution methods that are to work; one is enough for each device.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public NnrMethod[] NnrMethod { get; set; } = [.. RuleWording.PrimaryMethods];

    /// <summary>The workspace whose cloud service rows ask for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? WorkspaceName { get; set; }

    /// <summary>The cloud that the workspace is in.</summary>
    [Parameter]
    public CloudEnvironment Cloud { get; set; }

    /// <summary>Adds rules for the answers, for firewalls that keep no state.</summary>
    [Parameter]
    public SwitchParameter Stateless { get; set; }

    /// <summary>Gives all rules of a format as one text that can be saved and applied.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DocumentSet)]
    public SwitchParameter AsDocument { get; set; }

    /// <summary>Gives what takes the rules away again.</summary>
    [Parameter(ParameterSetName = DocumentSet)]
    public SwitchParameter Undo { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (NnrMethod.Contains(MdiPrereq.NnrMethod.Dns))
        {
            ThrowTerminatingError(Errors.Input(
                "Reverse DNS asks a DNS server and not the device; its row is Dns53. Give one or more of Ntlm, NetBios, Rdp.",
                Errors.InvalidNnrMethod,
                ErrorCategory.InvalidArgument,
                MdiPrereq.NnrMethod.Dns));
        }

        var problem = "";
        if (WorkspaceName is not null && !Workspace.TryParse(WorkspaceName, out _, out problem))
        {
            ThrowTerminatingError(Errors.Input(problem, Errors.InvalidWorkspaceName, ErrorCategory.InvalidArgument, WorkspaceName));
        }

        var (sources, targets) = (Read(Source), Read(Target));
        _request = new(new()
        {
            Sources = [.. sources.Select(source => source.Peer)],
            Targets = [.. targets.Select(target => target.Peer)],
            NnrMethods = NnrMethod,
            CloudHosts = WorkspaceName is null ? [] : [.. CloudZone.Of(Cloud).Select(zone => zone.HostOf(WorkspaceName))],
            IsStateless = Stateless,
            Words = PowerShellVocabulary.Instance,
        });
        foreach (var named in sources.Concat(targets)) _request.Name(named.Peer, named.Name);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var properties = InputObject?.Properties;
        var problem = properties is null
            ? (FlowProblem.Foreign, "There is no object.")
            : _request!.Add(new(name => properties[name]?.Value is var value && value is PSObject wrapped ? wrapped.BaseObject : value));
        if (problem is not { } wrong) return;
        var (id, category, advice) = wrong.Kind switch
        {
            FlowProblem.NoSource => (Errors.SourceAddressMissing, ErrorCategory.InvalidData, ""),
            FlowProblem.NoTarget => (Errors.RemoteAddressMissing, ErrorCategory.InvalidData, ""),
            FlowProblem.NoRow => (Errors.RequirementNotFound, ErrorCategory.ObjectNotFound, ""),
            _ => (
                Errors.InvalidInputObject,
                ErrorCategory.InvalidArgument,
                " Pipe in what the Test- cmdlets of this module or Get-MdiRequiredPort give."),
        };
        WriteError(Errors.Input(wrong.Message + advice, id, category, InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var formats = Format.Distinct().ToList();
        foreach (var note in formats.SelectMany(_request!.LeftOut).Distinct()) WriteWarning(note);
        foreach (var format in formats)
        {
            if (ParameterSetName == ObjectSet)
            {
                var rules = _request.Rules(format);
                if (rules.Count == 0) WriteVerbose($"There is nothing to allow in {format}: no firewall explains what was seen.");
                WriteObject(rules, enumerateCollection: true);
            }
            else
            {
                var text = Undo ? _request.UndoDocument(format) : _request.Document(format);
                if (text.Length > 0) WriteObject(text);
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private List<NamedPeer> Read(string[] given)
    {
        var right = new List<NamedPeer>();
        try
        {
            var reading = PeerReader.ReadAsync(given, SessionHost.Current.Network, PowerShellVocabulary.Instance, _stop.Token);
            foreach (var peer in reading.GetAwaiter().GetResult())
            {
                if (peer.Problem.Length == 0) right.Add(peer);
                else
                {
                    WriteError(Errors.Input(
                        peer.Problem,
                        peer.IsUnresolved ? Errors.NameNotResolved : Errors.InvalidComputerName,
                        peer.IsUnresolved ? ErrorCategory.ObjectNotFound : ErrorCategory.InvalidArgument,
                        peer.Given));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }

        return right;
    }
}
