using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using MdiPrereq.Sample;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>
/// A PowerShell session inside this process, with the staged module imported through its manifest. PowerShell's engine alone: it has
/// pipelines, ForEach-Object, Where-Object, modules and help, but neither Select-Object nor views.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="host">The network and machine that the cmdlets see; this machine's own when null.</param>
    public Session(SessionHost? host)
    {
        _runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        _runspace.Open();
        if (host is not null) SessionHost.Give(_runspace, host);
        var import = Run("Import-Module $args[0]", Stage.Manifest);
        if (import.Errors.Count > 0) throw new InvalidOperationException($"The staged module cannot be imported: {import.Errors[0]}");
    }

    /// <summary>A session in the tool's sample network.</summary>
    public static Session In(SampleNetwork network) => new(new(network, network.Cloud.Machine));

    /// <summary>Runs a script to its end.</summary>
    /// <param name="script">The script.</param>
    /// <param name="args">What it finds in <c>$args</c>.</param>
    public Outcome Run(string script, params object?[] args)
    {
        using var shell = Shell(script, args);
        var output = new PSDataCollection<PSObject>();
        ErrorRecord? end = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            end = exception.ErrorRecord;
        }

        return Outcome(shell, output, end);
    }

    /// <summary>Runs a script, and stops it as Ctrl+C does when it has given something.</summary>
    public Outcome RunAndStop(string script, params object?[] args)
    {
        using var shell = Shell(script, args);
        using var given = new System.Threading.ManualResetEventSlim();
        var output = new PSDataCollection<PSObject>();
        output.DataAdded += (_, _) => given.Set();
        var running = shell.BeginInvoke<PSObject, PSObject>(null, output);
        given.Wait();
        shell.Stop();
        ErrorRecord? end = null;
        try
        {
            shell.EndInvoke(running);
        }
        catch (PipelineStoppedException stopped)
        {
            end = stopped.ErrorRecord;
        }

        return Outcome(shell, output, end);
    }

    /// <summary>Begins a command that runs beside the test, as one in a remote session does.</summary>
    public Driven Begin(string command, IDictionary parameters) => new(PowerShell.Create(_runspace).AddCommand(command).AddParameters(parameters));

    /// <summary>What the Tab key offers at the end of a line.</summary>
    public IReadOnlyList<string> Complete(string line)
    {
        using var shell = PowerShell.Create(_runspace);
        return [.. CommandCompletion.CompleteInput(line, line.Length, null, shell).CompletionMatches.Select(match => match.CompletionText)];
    }

    /// <summary>This session as one end of a test from both ends.</summary>
    public Remoting.SessionEnd End(string name) => new(name, _runspace, null);

    public void Dispose() => _runspace.Dispose();

    private PowerShell Shell(string script, object?[] args)
    {
        // An error that ends a statement ends the script; without this the engine would report it and go on.
        var shell = PowerShell.Create(_runspace).AddScript($"try {{\n{script}\n}}\ncatch {{ throw }}");
        foreach (var one in args) shell.AddArgument(one);
        return shell;
    }

    private static Outcome Outcome(PowerShell shell, PSDataCollection<PSObject> output, ErrorRecord? end) => new()
    {
        Output = [.. output],
        Errors = [.. shell.Streams.Error, .. end is null ? [] : new[] { end }],
        Warnings = [.. shell.Streams.Warning.Select(record => record.Message)],
        Verbose = [.. shell.Streams.Verbose.Select(record => record.Message)],
        Progress = [.. shell.Streams.Progress],
        Ended = end is not null,
    };
}
