using System;
using System.Management.Automation;

namespace MdiPrereq.Commands;

/// <summary>Reads results back from the files of Export-MdiResult, as the types that they were.</summary>
[Cmdlet(VerbsData.Import, "MdiResult", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
[OutputType(typeof(NnrMeasure))]
public sealed class ImportMdiResultCommand : PSCmdlet, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly ResultFileInput _input;

    /// <summary>Makes the command.</summary>
    public ImportMdiResultCommand() => _input = new(this);

    /// <summary>The files; wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PathSet, ValueFromPipeline = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The files, as they are written; objects of <c>Get-ChildItem</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LiteralPathSet, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc/>
    public void Dispose() => _input.Dispose();

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            foreach (var file in _input.Files(path, ParameterSetName == LiteralPathSet))
            {
                if (Stopping) return;
                foreach (var result in _input.Read(file)) WriteObject(result);
            }
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _input.Stop();
}
