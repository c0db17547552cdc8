using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using MdiPrereq.Results.Compare;
using MdiPrereq.Results.Report;

namespace MdiPrereq.Commands;

/// <summary>Makes one HTML page of results: may the sensor be installed, and what to do.</summary>
[Cmdlet(VerbsData.Export, "MdiReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMdiReportCommand : PSCmdlet, IDisposable
{
    private readonly ReportData _data = new();
    private readonly ResultInput _input;
    private ResultComparison? _comparison;
    private string _path = "";

    /// <summary>Makes the command.</summary>
    public ExportMdiReportCommand() => _input = new(this);

    /// <summary>The page to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Results of any cmdlet of this module, or files of Export-MdiResult.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? InputObject { get; set; }

    /// <summary>Earlier results, or files of them: the page says what has changed since.</summary>
    [Parameter]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject[]? Baseline { get; set; }

    /// <summary>The page's title.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = ReportPage.DefaultTitle;

    /// <summary>The machines that should have reported; the page names those that have not.</summary>
    [Parameter]
    public string[] ExpectedComputer { get; set; } = [];

    /// <summary>Does not overwrite a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _path = OutputFile.Resolve(this, Path, "page.html", NoClobber);
        foreach (var name in ExpectedComputer) _data.Expect(name);
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(Baseline))) return;
        _comparison = new();
        foreach (var result in Results(Baseline).OfType<CheckResult>()) _comparison.AddEarlier(result);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var result in Results(InputObject))
        {
            if (result is CheckResult check)
            {
                _data.Add(check);
                _comparison?.AddLater(check);
            }
            else if (result is NnrMeasure measure)
            {
                _data.Add(measure);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _input.WriteLeftOut();
        if (!ShouldProcess(_path, $"Write a page of {_data.Count} results")) return;

        // What the comparison holds is given back before the page is made.
        var changes = _comparison is null ? null : ChangeSummary.Of(_comparison);
        _comparison = null;
        _data.Complete();
        OutputFile.Write(this, _path, NoClobber, writer => ReportPage.Write(writer, _data, changes, Title, DateTime.UtcNow));
        if (PassThru) WriteObject(new FileInfo(_path));
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _input.Stop();

    private IEnumerable<object> Results(PSObject[]? given) => (given ?? []).SelectMany(_input.ResultsOf);
}
