using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using MdiPrereq.Protocols;

namespace MdiPrereq.Machine;

/// <summary>
/// <c>proc(5)</c>: the sockets in <c>/proc/net</c>, their owners by the descriptors of each process, which only root sees of
/// others'.
/// </summary>
internal static class LinuxListeners
{
    private const string Listening = "0A";

    public static IReadOnlyList<Listener> Find(Transport transport, int port)
    {
        var sockets = Sockets(transport, port).ToList();
        if (sockets.Count == 0) return [];
        var owners = Owners([.. sockets.Select(socket => $"socket:[{socket.Inode}]")]);
        return
        [
            .. sockets.Select(socket => owners.TryGetValue($"socket:[{socket.Inode}]", out var process)
                ? new Listener(socket.Address, process, NameOf(process))
                : new Listener(socket.Address, 0, "")),
        ];
    }

    private static IEnumerable<(IPAddress Address, string Inode)> Sockets(Transport transport, int port)
    {
        var name = transport == Transport.Tcp ? "tcp" : "udp";
        foreach (var file in new[] { "/proc/net/" + name, "/proc/net/" + name + "6" })
        {
            if (!File.Exists(file)) continue;
            foreach (var line in File.ReadAllLines(file).Skip(1))
            {
                // sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
                var fields = line.Split([' '], StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length < 10 || (transport == Transport.Tcp && fields[3] != Listening)) continue;
                var local = fields[1].Split(':');
                if (local.Length == 2 && int.Parse(local[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) == port)
                {
                    yield return (AddressOf(local[0]), fields[9]);
                }
            }
        }
    }

    // Words of 32 bits in the machine's byte order.
    private static IPAddress AddressOf(string hex) => new(
        [.. Enumerable.Range(0, hex.Length / 8).SelectMany(i => BitConverter.GetBytes(uint.Parse(
            hex.Substring(i * 8, 8),
            NumberStyles.HexNumber,
            CultureInfo.InvariantCulture)))]);

    private static Dictionary<string, int> Owners(HashSet<string> sockets)
    {
        var owners = new Dictionary<string, int>();
        var link = new byte[64];
        foreach (var process in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            foreach (var descriptor in Descriptors(process))
            {
                var length = ReadLink(descriptor, link, (IntPtr)link.Length).ToInt64();
                if (length <= 0) continue;
                var target = Encoding.ASCII.GetString(link, 0, (int)length);
                if (sockets.Contains(target) && !owners.ContainsKey(target)) owners.Add(target, id);
            }

            if (owners.Count == sockets.Count) break;
        }

        return owners;
    }

    private static string[] Descriptors(string process)
    {
        try
        {
            return Directory.GetFileSystemEntries(process + "/fd");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string NameOf(int process)
    {
        try
        {
            return SafeText.Clean(File.ReadAllText($"/proc/{process}/comm").Trim());
        }
        catch (IOException)
        {
            return "";
        }
    }

    [DllImport("libc", EntryPoint = "readlink", CharSet = CharSet.Ansi, BestFitMapping = false, SetLastError = true)]
    private static extern IntPtr ReadLink(string path, byte[] buffer, IntPtr size);
}
