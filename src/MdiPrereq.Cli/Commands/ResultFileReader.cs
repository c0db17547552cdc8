using System;
using System.Collections.Generic;
using System.IO;
using MdiPrereq.Protocols;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Commands;

/// <summary>Reads files of results. What is wrong with one is said and costs that one.</summary>
internal sealed class ResultFileReader(ToolHost host)
{
    private readonly TextPool _texts = new();

    /// <summary>Whether a file could not be read.</summary>
    public bool AnyFailed { get; private set; }

    public IEnumerable<object> Read(IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            using var results = ResultFile.Read(path, _texts, host.Stop).GetEnumerator();
            while (MoveNext(path, results)) yield return results.Current;
        }
    }

    private bool MoveNext(string path, IEnumerator<object> results)
    {
        try
        {
            return results.MoveNext();
        }
        catch (ResultFileException exception)
        {
            var why = exception.Message.Length > 0 ? exception.Message : "it is no file of results";
            Report(path, $"{why}. Give a file that --output results or Export-MdiResult has written.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(path, exception.Message);
        }

        return false;
    }

    private void Report(string path, string why)
    {
        AnyFailed = true;
        host.Error.WriteLine($"'{SafeText.Clean(path)}' was not read: {why}");
    }
}
