using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>A command that runs beside the test.</summary>
internal sealed class Driven : IDisposable
{
    private readonly PowerShell _shell;
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly IAsyncResult _running;

    public Driven(PowerShell shell)
    {
        _shell = shell;
        _running = shell.BeginInvoke<PSObject, PSObject>(null, _output);
    }

    /// <summary>Waits for a record with a tag in the information stream.</summary>
    public void WaitFor(string tag) =>
        SpinWait.SpinUntil(() => _running.IsCompleted || _shell.Streams.Information.ToList().Any(record => record.Tags.Contains(tag)));

    /// <summary>Waits for its end.</summary>
    public IReadOnlyList<PSObject> End()
    {
        _shell.EndInvoke(_running);
        return [.. _output];
    }

    public void Dispose()
    {
        _shell.Dispose();
        _output.Dispose();
    }
}
