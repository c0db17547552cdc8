using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The tool that listens in the background; it says by itself when it has begun, and ends by itself.</summary>
internal sealed class Receiver : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly StringBuilder _errors;

    private Receiver(Process process, Task<string> output, StringBuilder errors) =>
        (_process, _output, _errors) = (process, output, errors);

    public static async Task<Receiver> StartAsync(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("ip", arguments)
        {
            WorkingDirectory = Machine.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = new StringBuilder();
        var listening = new TaskCompletionSource();
        process.ErrorDataReceived += (_, line) =>
        {
            lock (errors) errors.AppendLine(line.Data);
            // The stream's end as well: who may listen on nothing says so in its results.
            if (line.Data?.StartsWith("Listening", StringComparison.Ordinal) != false) listening.TrySetResult();
        };
        process.BeginErrorReadLine();
        await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return new(process, output, errors);
    }

    /// <summary>Whether it listens still: what is sent later cannot be missed.</summary>
    public bool Listens => !_process.HasExited;

    /// <summary>Its end, and all that it said.</summary>
    public async Task<ToolRun> EndAsync(CancellationToken stop)
    {
        await _process.WaitForExitAsync(stop);
        var output = await _output;
        string errors;
        lock (_errors) errors = _errors.ToString();
        return ToolRun.Of(_process.ExitCode, output, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
