using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Management.Automation;
using System.Threading;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>Reads files of results for a cmdlet. What a file does wrong costs that file, and is an error with the file as target.</summary>
internal sealed class ResultFileInput(PSCmdlet cmdlet) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TextPool _texts = new();
    private bool _failed;

    /// <summary>Whether a file was not there or not read.</summary>
    public bool AnyFailed { get; private set; }

    /// <summary>Ends the reading, wherever it stands.</summary>
    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    /// <summary>The files that a path stands for.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isLiteral">Whether it has no wildcards.</param>
    public Collection<string> Files(string path, bool isLiteral)
    {
        try
        {
            if (isLiteral) return [cmdlet.GetUnresolvedProviderPathFromPSPath(path)];
            var files = cmdlet.GetResolvedProviderPathFromPSPath(path, out var provider);
            if (files.Count > 0 && provider.Name == "FileSystem") return files;
        }
        catch (Exception exception) when (
            exception is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            // Reported below, as a wildcard that nothing matches.
        }

        Report(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        return [];
    }

    /// <summary>The results of one file, as they are read.</summary>
    public IEnumerable<object> Read(string path)
    {
        var count = 0;
        using var results = ResultFile.Read(path, _texts, _stop.Token).GetEnumerator();
        while (MoveNext(path, results))
        {
            count++;
            yield return results.Current;
        }

        if (count == 0 && !_failed) cmdlet.WriteWarning($"'{path}' is whole and holds no result.");
    }

    // What the pipeline does with a result is not looked at here.
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
            Report(Errors.Input($"'{path}' was not read: {why}. {advice}", id, ErrorCategory.InvalidData, path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            Report(Errors.Input($"There is no file '{path}'.", Errors.ResultFileNotFound, ErrorCategory.ObjectNotFound, path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(Errors.Input(
                $"'{path}' could not be opened: {exception.Message}", Errors.ResultFileNotReadable, ErrorCategory.OpenError, path));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
        catch (Exception exception)
        {
            var problem = $"'{path}' could not be read ({exception.GetType().Name}: {exception.Message})";
            Report(Errors.Input(problem, Errors.ResultFileNotReadable, ErrorCategory.ReadError, path));
        }

        return false;
    }

    private void Report(ErrorRecord error)
    {
        AnyFailed = true;
        cmdlet.WriteError(error);
    }
}
