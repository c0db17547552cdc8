using System.Runtime.InteropServices;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// Reads the facts of the machine it runs on. What cannot be read is left null, with the reason; a reader judges nothing.
/// </summary>
internal interface IFactReader
{
    ServerFacts Read();
}

internal static class FactReader
{
    public static IFactReader ForThisMachine()
    {
        if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows)) return new WindowsFactReader();
        return RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? new LinuxFactReader() : new PortableFactReader();
    }
}
