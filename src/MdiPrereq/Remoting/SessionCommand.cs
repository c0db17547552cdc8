using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Threading.Tasks;

namespace MdiPrereq.Remoting;

/// <summary>One command of this module that runs in a session, beside the caller, who asks for what it gave so far.</summary>
internal sealed class SessionCommand : IDisposable
{
    private readonly PowerShell _shell = PowerShell.Create();
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly string _name;
    private IAsyncResult? _running;
    private string _refusal = "";

    public SessionCommand(SessionEnd end, string name, IDictionary parameters)
    {
        End = end;
        _name = name;
        _shell.Runspace = end.Runspace;
        _shell.AddCommand(name).AddParameters(parameters);
    }

    public SessionEnd End { get; }

    /// <summary>Whether it has ended, well or not; one that was not begun has not.</summary>
    public bool IsOver => _refusal.Length > 0 || _running is { IsCompleted: true };

    /// <summary>Whether nothing of it runs, also when it was never begun.</summary>
    public bool HasStopped => _running is null or { IsCompleted: true };

    /// <summary>Why it could not run to its end, as a sentence; empty when it did, or still runs.</summary>
    public string Failure => _refusal.Length > 0 ? _refusal : _shell.InvocationStateInfo switch
    {
        { State: PSInvocationState.Failed, Reason: { } reason } => Explain(reason),
        { State: PSInvocationState.Failed or PSInvocationState.Stopped or PSInvocationState.Disconnected } =>
            $"{_name} was ended there before it had done its work.",
        _ => "",
    };

    /// <remarks>
    /// Without input: where a session over SSH breaks while one is open, PowerShell 7 ends the whole process by an unhandled exception.
    /// </remarks>
    public void Begin()
    {
        try
        {
            _running = _shell.BeginInvoke<PSObject, PSObject>(null, _output);
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // The session is broken, or busy with another command.
            _refusal = Sentence(exception.Message);
        }
    }

    /// <summary>What it has given since this was last asked.</summary>
    public IEnumerable<PSObject> Output() => _output.ReadAll();

    public IEnumerable<ErrorRecord> Errors() => _shell.Streams.Error.ReadAll();

    public IEnumerable<string> Warnings() => _shell.Streams.Warning.ReadAll().Select(record => record.Message);

    /// <summary>Whether a record with a tag is in its information stream.</summary>
    public bool HasSaid(string tag) => _shell.Streams.Information.ToArray().Any(record => record.Tags.Contains(tag));

    /// <summary>Asks it to end, and does not wait: its session may not answer any more.</summary>
    public void Stop()
    {
        if (!IsAlive) return;
        try
        {
            _shell.BeginStop(null, null);
        }
        catch (Exception exception) when (exception is RuntimeException or InvalidOperationException)
        {
            // It has just ended, or its session has.
        }
    }

    public void Dispose()
    {
        // To dispose of what runs is to wait for its end.
        if (_running is { IsCompleted: false }) Task.Run(_shell.Dispose);
        else _shell.Dispose();
    }

    private bool IsAlive => _running is { IsCompleted: false } && End.Runspace.RunspaceStateInfo.State == RunspaceState.Opened;

    private string Explain(Exception reason) =>
        (reason as RuntimeException)?.ErrorRecord?.FullyQualifiedErrorId.StartsWith("CommandNotFound", StringComparison.Ordinal) == true
            ? $"There is no {_name} in that session: install this version of the module MdiPrereq there, for all users."
            : Sentence(reason.Message);

    private static string Sentence(string message)
    {
        var text = Protocols.SafeText.CleanSentence(message.Trim());
        return text.EndsWith(".", StringComparison.Ordinal) ? text : text + ".";
    }
}
