using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MdiPrereq.Machine;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>Writes results to a JSON file that another machine can read back as the same types.</summary>
[Cmdlet(VerbsData.Export, "MdiResult", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportMdiResultCommand : PSCmdlet
{
    // Kept as text: it is smaller than the objects, and a pipeline that is stopped leaves no file.
    private readonly List<string> _lines = [];
    private string _path = "";

    /// <summary>The file to write.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Results of any cmdlet of this module, also such that came through remoting.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>Does not overwrite a file.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Gives the file that was written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _path = OutputFile.Resolve(this, Path, "results.json", NoClobber);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is not null && ResultObject.TypeOf(InputObject) is { } type)
        {
            try
            {
                _lines.Add(ResultFile.Line(type, property => ResultObject.ValueOf(InputObject, property)));
                return;
            }
            catch (Exception exception) when (exception is PSInvalidCastException or ArgumentOutOfRangeException)
            {
                // A property does not hold what that type has in it, or an infinite number: reported below.
            }
        }

        WriteError(Errors.Input(
            "The object is no result of this module. Pipe in what its Test- and Measure- cmdlets give.",
            Errors.InvalidInputObject,
            ErrorCategory.InvalidArgument,
            InputObject));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!ShouldProcess(_path, $"Write {_lines.Count} results")) return;
        OutputFile.Write(this, _path, NoClobber, writer => ResultFile.Write(writer, _lines, LocalMachine.Name));
        if (PassThru) WriteObject(new FileInfo(_path));
    }
}
