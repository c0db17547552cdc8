using System;
using System.Management.Automation;
using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Commands;

/// <summary>Measures by subnet how often each Network Name Resolution method fails.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "MdiNnr")]
[OutputType(typeof(NnrMeasure))]
public sealed class MeasureMdiNnrCommand : PSCmdlet
{
    private NnrMeasurement? _measurement;

    /// <summary>Results of <c>Test-MdiNnr</c>, also such that came through remoting, JSON or CSV.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>How long the prefix of an IPv4 subnet is.</summary>
    [Parameter]
    [ValidateRange(8, 32)]
    public int PrefixLength { get; set; } = 24;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _measurement = new(PrefixLength);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject?.BaseObject is NnrTestResult result) _measurement!.Add(result);
        else if (InputObject is not null && NnrView.Of(InputObject) is { } view)
        {
            _measurement!.Add(view.RemoteAddress, view.WasAsked, view.HasName);
        }
        else
        {
            WriteError(Errors.Input(
                "The object is no name resolution result. Pipe in what Test-MdiNnr gives.",
                Errors.InvalidInputObject,
                ErrorCategory.InvalidArgument,
                InputObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(_measurement!.Rows(), enumerateCollection: true);

    /// <summary>What is measured of a result that came through remoting, JSON or CSV: properties of the same names.</summary>
    private readonly struct NnrView(PSObject source)
    {
        public static NnrView? Of(PSObject source) =>
            source.Properties["RemoteAddress"] is not null
            && source.Properties["NtlmState"] is not null
            && source.Properties["NtlmName"] is not null
                ? new NnrView(source)
                : null;

        public string RemoteAddress => Text("RemoteAddress");

        // JSON carries enums as numbers unless asked otherwise.
        public bool WasAsked(NnrMethod method) =>
            Enum.TryParse<State>(Text($"{method}State"), ignoreCase: true, out var state) && state != State.NotTested;

        public bool HasName(NnrMethod method) => Text($"{method}Name").Length > 0;

        private string Text(string property) => $"{source.Properties[property]?.Value}";
    }
}
