using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MdiPrereq.Tests;

/// <summary>
/// Ports that nobody has, over either transport, each given once. They are below those that systems lend to clients (RFC 6335): what other
/// tests send to where a client of theirs was cannot come to them.
/// </summary>
internal static class FreePort
{
    private static int _last = 10_000 + (Environment.ProcessId * 97 % 15_000);

    public static int Take()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref _last);
            if (IsFree(port)) return port;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var stream = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            using var datagrams = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            stream.Bind(new IPEndPoint(IPAddress.Any, port));
            datagrams.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
