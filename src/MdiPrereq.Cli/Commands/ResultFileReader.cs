using System;
using System.Collections.Generic;
using System.IO;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Protocols;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Commands;

/// <summary>Reads files of results. What is wrong with one is said and costs that one.</summary>
internal sealed class ResultFileReader(ToolHost host)
{
    private readonly TextPool _texts = new();

    /// <summary>Whether a file could not be read.</summary>
    public bool AnyFailed { get; private set; }

    /// <summary>What files hold that are results by themselves. What one end alone saw is left out, and that is said.</summary>
    public IEnumerable<object> ReadResults(IEnumerable<string> paths)
    {
        var ofOneEnd = 0L;
        foreach (var result in Read(paths))
        {
            if (result is ProbeEvidence) ofOneEnd++;
            else yield return result;
        }

        if (ofOneEnd > 0) host.Error.WriteLine(InboundWording.OneEnd(ofOneEnd, ToolVocabulary.Instance));
    }

    /// <summary>All that files hold.</summary>
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
