using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace MdiPrereq.Checks.Inbound;

/// <summary>Why a port could not be listened on, for one kind of address.</summary>
/// <param name="Family">The kind of address.</param>
/// <param name="Error">What the system said.</param>
internal sealed record PortTrouble(AddressFamily Family, SocketError Error)
{
    /// <summary>Whether another program has it. Windows says of a program that wants a port for itself that access is denied.</summary>
    public bool IsTaken(bool hasHolder) => Error == SocketError.AddressAlreadyInUse
        || (Error == SocketError.AccessDenied && hasHolder && RuntimeInformation.IsOSPlatform(OSPlatform.Windows));

    /// <summary>Whether this machine simply has no addresses of this kind.</summary>
    public bool IsWithoutAddresses => Error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable
        or SocketError.ProtocolFamilyNotSupported or SocketError.ProtocolNotSupported;
}
