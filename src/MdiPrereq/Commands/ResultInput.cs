using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using MdiPrereq.Checks.Inbound;

namespace MdiPrereq.Commands;

/// <summary>What a cmdlet takes that works on results: results, also such that came through remoting, and files of results.</summary>
internal sealed class ResultInput(PSCmdlet cmdlet) : IDisposable
{
    private readonly ResultFileInput _files = new(cmdlet);
    private bool _anyForeign;
    private long _ofOneEnd;

    /// <summary>Whether something was given that was not read.</summary>
    public bool AnyFailed => _anyForeign || _files.AnyFailed;

    public void Stop() => _files.Stop();

    public void Dispose() => _files.Dispose();

    /// <summary>What an object is or stands for that is a result by itself; what one end alone saw of probes is left out.</summary>
    public IEnumerable<object> ResultsOf(PSObject? given)
    {
        foreach (var one in Of(given))
        {
            if (one is ProbeEvidence) _ofOneEnd++;
            else yield return one;
        }
    }

    /// <summary>Says what was left out.</summary>
    public void WriteLeftOut()
    {
        if (_ofOneEnd > 0) cmdlet.WriteWarning(InboundWording.OneEnd(_ofOneEnd, PowerShellVocabulary.Instance));
    }

    /// <summary>All that an object is or stands for.</summary>
    public IEnumerable<object> Of(PSObject? given)
    {
        switch (given?.BaseObject)
        {
            case CheckResult or NnrMeasure:
                yield return given.BaseObject;
                break;
            case string path:
                foreach (var result in FromFiles(_files.Files(path, isLiteral: false))) yield return result;
                break;
            case FileInfo file:
                foreach (var result in FromFiles([file.FullName])) yield return result;
                break;
            default:
                if (given is not null && ResultObject.Restore(given) is { } restored) yield return restored;
                else Refuse(given);
                break;
        }
    }

    private IEnumerable<object> FromFiles(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            foreach (var result in _files.Read(file)) yield return result;
        }
    }

    private void Refuse(PSObject? given)
    {
        _anyForeign = true;
        cmdlet.WriteError(Errors.Input(
            "The object is neither a result of this module nor a file of results. Give what its Test- cmdlets or Import-MdiResult give, "
                + "or the path of a file that Export-MdiResult has written.",
            Errors.InvalidInputObject,
            ErrorCategory.InvalidArgument,
            given));
    }
}
