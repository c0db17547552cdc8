using System;
using System.Net.Sockets;

namespace MdiPrereq.Transports;

/// <summary>
/// TCP_ICMP_ERROR_INFO of Windows 10 2004 / Server 2022 and later (ws2tcpip.h, struct ICMP_ERROR_INFO). Older systems refuse the
/// options and wait for the timeout instead.
/// </summary>
internal static class WindowsIcmpErrorInfo
{
    private const SocketOptionName TcpFailConnectOnIcmpError = (SocketOptionName)18;
    private const SocketOptionName TcpIcmpErrorInfo = (SocketOptionName)19;

    // SOCKADDR_INET (28 bytes), IPPROTO (4), type (1), code (1), padding.
    private const int InfoLength = 36;
    private const int ProtocolOffset = 28;
    private const int TypeOffset = 32;
    private const int IpProtoIcmpV6 = 58;

    public static void Enable(Socket socket)
    {
        if (socket.ProtocolType != ProtocolType.Tcp) return;
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Tcp, TcpFailConnectOnIcmpError, 1);
        }
        catch (SocketException)
        {
            // An older Windows.
        }
    }

    public static IcmpError? Read(Socket socket)
    {
        if (socket.ProtocolType != ProtocolType.Tcp) return null;
        var info = socket.GetSocketOption(SocketOptionLevel.Tcp, TcpIcmpErrorInfo, InfoLength);
        if (info is null || info.Length < InfoLength) return null;
        var protocol = BitConverter.ToInt32(info, ProtocolOffset);
        return protocol == 0 ? null : new(protocol == IpProtoIcmpV6, info[TypeOffset], info[TypeOffset + 1]);
    }
}
