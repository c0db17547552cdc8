using System;
using System.Diagnostics;

namespace MdiPrereq.Cli.Output;

/// <summary>How far the run is, on one line of the terminal that is wiped before anything else is written.</summary>
internal sealed class ProgressLine(ToolHost host)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private TimeSpan _next = Patience;
    private int _shown;

    public void Show((int Started, int Finished) progress)
    {
        if (!host.ErrorIsTerminal || _watch.Elapsed < _next) return;
        Clear();
        var text = $"{progress.Finished} of {progress.Started} checks …";
        host.Error.Write(text);
        _shown = text.Length;
        _next = _watch.Elapsed + Interval;
    }

    public void Clear()
    {
        if (_shown == 0) return;
        host.Error.Write($"\r{new string(' ', _shown)}\r");
        _shown = 0;
    }
}
