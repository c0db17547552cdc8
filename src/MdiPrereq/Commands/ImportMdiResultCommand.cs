using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Threading;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>Reads results back from the files of Export-MdiResult, as the types that they were.</summary>
[Cmdlet(VerbsData.Import, "MdiResult", DefaultParameterSetName = PathSet)]
[OutputType(typeof(CheckResult))]
[OutputType(typeof(NnrMeasure))]
public sealed class ImportMdiResultCommand : PSCmdlet, IDisposable
{
    private const string PathSet = "Path";
    private const string LiteralPathSet = "LiteralPath";

    private readonly CancellationTokenSource _stop = new();
    private bool _failed;

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
    public void Dispose() => _stop.Dispose();

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

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private Collection<string> Files(string path)
    {
        try
        {
            if (ParameterSetName == LiteralPathSet) return [GetUnresolvedProviderPathFromPSPath(path)];
            var files = GetResolvedProviderPathFromPSPath(path, out var provider);
            if (files.Count > 0 && provider.Name == "FileSystem") return files;
        }
        catch (Exception exception) when (
            exception is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            // Reported below, as a wildcard that nothing matches.
        }

        WriteError(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        return [];
    }

    private void Read(string path)
    {
        var count = 0;
        using var results = ResultFile.Read(path, _stop.Token).GetEnumerator();
        while (MoveNext(path, results))
        {
            count++;
            WriteObject(results.Current);
        }

        if (count == 0 && !_failed) WriteWarning($"'{path}' is whole and holds no result.");
    }

    // What a file does wrong costs that file, whatever it is. What the pipeline does with a result is not looked at here.
    private bool MoveNext(string path, IEnumerator<object> results)
    {
        _failed = true;
        try
        {
            var any = results.MoveNext();
            _failed = false;
            return any;
        }
        catch (ResultFileException exception)
        {
            var (id, advice) = exception.Problem switch
            {
                ResultFileProblem.Truncated => (Errors.ResultFileTruncated, "Run the test on that machine again."),
                ResultFileProblem.NewerVersion => (Errors.ResultFileNewer, "Update MdiPrereq on this machine."),
                ResultFileProblem.NoRegularFile => (Errors.ResultFileNotReadable, "Give the file itself."),
                _ => (Errors.ResultFileForeign, "Give files that Export-MdiResult has written."),
            };
            var why = exception.Message.Length > 0 ? exception.Message : "it is not what Export-MdiResult writes";
            WriteError(Errors.Input($"'{path}' was not read: {why}. {advice}", id, ErrorCategory.InvalidData, path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            WriteError(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Input(
                $"'{path}' could not be opened: {exception.Message}", Errors.ResultFileNotReadable, ErrorCategory.OpenError, path));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        catch (Exception exception)
        {
            var problem = $"'{path}' could not be read ({exception.GetType().Name}: {exception.Message})";
            WriteError(Errors.Input(problem, Errors.ResultFileNotReadable, ErrorCategory.ReadError, path));
        }

        return false;
    }
}
