using System;
using System.Management.Automation;
using System.Net;
using MdiPrereq.NameResolution;

namespace MdiPrereq.Commands;

/// <summary>
/// <para type="synopsis">Measures by subnet how often each Network Name Resolution method fails.</para>
/// </summary>
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
        if (InputObject?.BaseObject is NnrTestResult result) Add(new(result));
        else if (InputObject is not null && NnrView.Of(InputObject) is { } view) Add(view);
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

    private void Add(NnrView view)
    {
        // A name without an address is nothing that a sensor would ask about; nor is a result that does not apply.
        if (IPAddress.TryParse(view.RemoteAddress, out var address)) _measurement!.Add(address, view.WasAsked, view.HasName);
    }

    /// <summary>What is measured of a result, from the type itself or from properties of the same names.</summary>
    private readonly struct NnrView
    {
        private readonly NnrTestResult? _result;
        private readonly PSObject? _object;

        public NnrView(NnrTestResult result)
        {
            _result = result;
            _object = null;
            RemoteAddress = result.RemoteAddress;
        }

        private NnrView(PSObject source, string remoteAddress)
        {
            _result = null;
            _object = source;
            RemoteAddress = remoteAddress;
        }

        public string RemoteAddress { get; }

        public static NnrView? Of(PSObject source) =>
            source.Properties["RemoteAddress"] is { } address && source.Properties["NtlmState"] is not null && source.Properties["NtlmName"] is not null
                ? new NnrView(source, $"{address.Value}")
                : null;

        public bool WasAsked(NnrMethod method) => method switch
        {
            NnrMethod.Ntlm => _result is null ? WasAskedByText("NtlmState") : _result.NtlmState != State.NotTested,
            NnrMethod.NetBios => _result is null ? WasAskedByText("NetBiosState") : _result.NetBiosState != State.NotTested,
            NnrMethod.Rdp => _result is null ? WasAskedByText("RdpState") : _result.RdpState != State.NotTested,
            _ => _result is null ? WasAskedByText("DnsState") : _result.DnsState != State.NotTested,
        };

        public bool HasName(NnrMethod method) => method switch
        {
            NnrMethod.Ntlm => (_result?.NtlmName ?? Text("NtlmName")).Length > 0,
            NnrMethod.NetBios => (_result?.NetBiosName ?? Text("NetBiosName")).Length > 0,
            NnrMethod.Rdp => (_result?.RdpName ?? Text("RdpName")).Length > 0,
            _ => (_result?.DnsName ?? Text("DnsName")).Length > 0,
        };

        // JSON carries enums as numbers unless asked otherwise.
        private bool WasAskedByText(string property) => Enum.TryParse<State>(Text(property), ignoreCase: true, out var state) && state != State.NotTested;

        private string Text(string property) => $"{_object!.Properties[property]?.Value}";
    }
}
