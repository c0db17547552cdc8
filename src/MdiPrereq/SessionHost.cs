using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using MdiPrereq.Machine;
using MdiPrereq.Transports;

namespace MdiPrereq;

/// <summary>
/// The network and the machine that the cmdlets of one PowerShell session see: this machine's own, unless the program that runs the
/// session in itself has given others, as the command line tool gives its sample network to its commands. No script can do that.
/// </summary>
internal sealed class SessionHost(Network network, MachineFacts machine)
{
    private static readonly SessionHost Own = new(SystemNetwork.Instance, MachineFacts.OfThisMachine);
    private static readonly ConditionalWeakTable<Runspace, SessionHost> Given = new();

    public Network Network { get; } = network;

    public MachineFacts Machine { get; } = machine;

    /// <summary>What the session has in which this is called; a cmdlet calls it on its pipeline's thread.</summary>
    public static SessionHost Current => Runspace.DefaultRunspace is { } session && Given.TryGetValue(session, out var host) ? host : Own;

    /// <summary>Gives a session another network, or machine, for as long as it lives.</summary>
    public static void Give(Runspace session, SessionHost host)
    {
        Given.Remove(session);
        Given.Add(session, host);
    }
}
