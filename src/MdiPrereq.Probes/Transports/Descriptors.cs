using System;
using System.IO;
using System.Runtime.InteropServices;

namespace MdiPrereq.Transports;

/// <summary>
/// How many sockets this process may still open. On Unix a limit holds (<c>getrlimit(2)</c>, RLIMIT_NOFILE); Windows has none that matters.
/// </summary>
internal static class Descriptors
{
    /// <summary>
    /// Left to the rest of the process: assemblies and native libraries that are loaded late, certificate stores, name look-ups. Without
    /// them it would die of "out of memory" or take its own want of descriptors for an answer of the network.
    /// </summary>
    private const int Reserve = 40;

    /// <summary>
    /// A look-up by the C library opens its files and sockets one after the other, a few at a time; so do others beside it.
    /// </summary>
    private const int Spare = 8;

    /// <summary>
    /// What one probe costs at the least, with the assemblies and libraries that it loads: with fewer the runtime may abort.
    /// </summary>
    private const int ForAnyProbe = 28;

    private static readonly Lazy<string> FirstHindrance = new(() => Limit() is { } limit && limit - Open() < ForAnyProbe
        ? $"this process may have {limit} files and sockets open (RLIMIT_NOFILE), has {Math.Min(Open(), limit)}, "
                + $"and a probe needs up to {ForAnyProbe} more"
        : "");

    private const int LinuxRlimitNoFile = 7;
    private const int BsdRlimitNoFile = 8;

    /// <summary>How many sockets may be opened beside what is open now; at least one, without bound where the system sets none.</summary>
    public static int Room() => Limit() is { } limit ? (int)Math.Min(int.MaxValue, Math.Max(1, limit - Open() - Reserve)) : int.MaxValue;

    /// <summary>Why nothing at all can be tested in this process, as it was before the first probe; empty when something can.</summary>
    public static string Hindrance => FirstHindrance.Value;

    /// <summary>Whether there are so few left that what fails may fail for want of them.</summary>
    public static bool AreShort() => Limit() is { } limit && limit - Open() < Spare;

    /// <summary>Why there is no more room, as the end of a sentence.</summary>
    public static string WhyNoMore() =>
        $"this process may have {Limit()} files and sockets open (RLIMIT_NOFILE), has {Math.Min(Open(), Limit() ?? 0)}, and keeps "
            + $"{Reserve} in reserve";

    /// <summary>The soft limit; null where there is none.</summary>
    private static long? Limit()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return null;
        try
        {
            var resource = RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? LinuxRlimitNoFile : BsdRlimitNoFile;
            return GetRLimit(resource, out var limit) == 0 && limit.Current.ToUInt64() is < int.MaxValue and var soft ? (long)soft : null;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static int Open()
    {
        foreach (var folder in new[] { "/proc/self/fd", "/dev/fd" })
        {
            try
            {
                return Directory.GetFiles(folder).Length;
            }
            catch (Exception e) when (e is DirectoryNotFoundException or UnauthorizedAccessException)
            {
                // The next one; a system without either tells nothing.
            }
            catch (IOException)
            {
                // There is not even one left to look with.
                return int.MaxValue;
            }
        }

        return 0;
    }

    [DllImport("libc", EntryPoint = "getrlimit")]
    private static extern int GetRLimit(int resource, out ResourceLimit limit);

    // struct rlimit { rlim_t rlim_cur, rlim_max; }, of unsigned longs.
    [StructLayout(LayoutKind.Sequential)]
    private struct ResourceLimit
    {
        public UIntPtr Current;
        public UIntPtr Maximum;
    }
}
