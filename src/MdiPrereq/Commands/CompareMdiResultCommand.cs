using System;
using System.Management.Automation;
using MdiPrereq.Results.Compare;

namespace MdiPrereq.Commands;

/// <summary>Says what changed between two sets of results.</summary>
[Cmdlet(VerbsData.Compare, "MdiResult")]
[OutputType(typeof(ResultChange))]
[OutputType(typeof(bool))]
public sealed class CompareMdiResultCommand : PSCmdlet, IDisposable
{
    private readonly ResultComparison _comparison = new();
    private readonly ResultInput _input;
    private long _measures;

    /// <summary>Makes the command.</summary>
    public CompareMdiResultCommand() => _input = new(this);

    /// <summary>The earlier results: objects, or files of Export-MdiResult.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? ReferenceObject { get; set; } = [];

    /// <summary>The later results: objects, or files of Export-MdiResult.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? DifferenceObject { get; set; } = [];

    /// <summary>Gives one Boolean: true when nothing got worse.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing() => Add(ReferenceObject, _comparison.AddEarlier);

    /// <inheritdoc/>
    protected override void ProcessRecord() => Add(DifferenceObject, _comparison.AddLater);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_measures > 0)
        {
            WriteWarning($"{_measures} measures were left out: they name no source. Compare the results that they were made from.");
        }

        _input.WriteLeftOut();
        var isWorse = false;
        foreach (var change in _comparison.Changes())
        {
            isWorse |= change.IsWorse;
            if (!Quiet) WriteObject(change);
        }

        // What could not be read may hide anything.
        if (Quiet) WriteObject(!isWorse && !_input.AnyFailed);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _input.Stop();

    private void Add(PSObject[]? given, Action<CheckResult> add)
    {
        // A command that gives nothing gives null.
        foreach (var one in given ?? [])
        {
            foreach (var result in _input.ResultsOf(one))
            {
                if (result is CheckResult check) add(check);
                else _measures++;
            }
        }
    }
}
