using System;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>
/// <para type="synopsis">Reads results back from the files of Export-MdiResult, as the types that they were.</para>
/// </summary>
[Cmdlet(VerbsData.Import, "MdiResult", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
[OutputType(typeof(NnrMeasure))]
public sealed class ImportMdiResultCommand : PSCmdlet
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

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
    protected override void ProcessRecord()
    {
        foreach (var path in ParameterSetName == PathSet ? Path : LiteralPath)
        {
            foreach (var file in Files(path))
            {
                if (Stopping) return;
                Read(file);
            }
        }
    }

    private Collection<string> Files(string path)
    {
        try
        {
            if (ParameterSetName == LiteralPathSet) return [GetUnresolvedProviderPathFromPSPath(path)];
            var files = GetResolvedProviderPathFromPSPath(path, out var provider);
            if (files.Count > 0 && provider.Name == "FileSystem") return files;
        }
        catch (Exception exception) when (exception is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            // Reported below, as a wildcard that nothing matches.
        }

        WriteError(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        return [];
    }

    private void Read(string path)
    {
        try
        {
            var results = ResultFile.Read(path);
            if (results.Count == 0) WriteWarning($"'{path}' is whole and holds no result.");
            WriteObject(results, enumerateCollection: true);
        }
        catch (ResultFileException exception)
        {
            var (id, advice) = exception.Problem switch
            {
                ResultFileProblem.Truncated => (Errors.ResultFileTruncated, "Run the test on that machine again."),
                ResultFileProblem.NewerVersion => (Errors.ResultFileNewer, "Update MdiPrereq on this machine."),
                _ => (Errors.ResultFileForeign, "Give files that Export-MdiResult has written."),
            };
            WriteError(Errors.Input($"'{path}' was not read: {exception.Message}. {advice}", id, ErrorCategory.InvalidData, path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            WriteError(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Input($"'{path}' could not be opened: {exception.Message}", Errors.ResultFileNotReadable, ErrorCategory.OpenError, path));
        }
    }
}
