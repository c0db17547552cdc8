using System.Net;

namespace MdiPrereq.Machine;

/// <summary>Something that listens on a port of this machine.</summary>
/// <param name="Address">The address it listens on; the unspecified one for all.</param>
/// <param name="ProcessId">Its process; 0 when that could not be read.</param>
/// <param name="ProcessName">The process's name; empty when that could not be read.</param>
internal sealed record Listener(IPAddress Address, int ProcessId, string ProcessName)
{
    public override string ToString()
    {
        var place = Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any) ? "all addresses" : Address.ToString();
        return ProcessName.Length > 0 ? $"{ProcessName} (process {ProcessId}) on {place}" : $"a process that could not be read, on {place}";
    }
}
