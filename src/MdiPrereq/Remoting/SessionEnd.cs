using System;
using System.Management.Automation.Runspaces;

namespace MdiPrereq.Remoting;

/// <summary>A PowerShell session as one end of a test: on another machine, or on this one.</summary>
/// <param name="name">What to call it: the machine's name as the session has it.</param>
/// <param name="runspace">Where its commands run.</param>
/// <param name="given">What the user gave; null for a session of our own.</param>
internal sealed class SessionEnd(string name, Runspace runspace, PSSession? given) : IDisposable
{
    public string Name => name;

    public Runspace Runspace => runspace;

    public PSSession? Given => given;

    public static SessionEnd Of(PSSession session) => new(session.ComputerName, session.Runspace, session);

    /// <summary>A session on this machine, with this module in it.</summary>
    public static SessionEnd Here(string modulePath)
    {
        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule([modulePath]);
        var runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return new(Machine.LocalMachine.Name, runspace, null);
    }

    /// <summary>Closes a session of our own; one that was given stays open.</summary>
    public void Dispose()
    {
        if (given is null) runspace.Dispose();
    }
}
