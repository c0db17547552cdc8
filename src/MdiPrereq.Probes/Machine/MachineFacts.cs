using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MdiPrereq.Machine;

/// <summary>Where the facts about this machine come from: the machine itself, or the sample network that pretends one.</summary>
internal sealed record MachineFacts
{
    /// <summary>The operating system's.</summary>
    public static MachineFacts OfThisMachine { get; } = new();

    /// <summary>The proxy settings.</summary>
    public Func<ProxyFacts> ReadProxy { get; init; } = ProxyFactsReader.Read;

    /// <summary>The SHA-1 thumbprints of the root certificates in the machine's store; null when it cannot be read.</summary>
    public Func<ISet<string>?> ReadRoots { get; init; } = RootsOfStore;

    /// <summary>What this machine is, and in which domain.</summary>
    public Func<MachineRole> ReadRole { get; init; } = MachineRoleReader.Read;

    /// <summary>The addresses of machines that it spoke with a moment ago, on its own networks.</summary>
    public Func<IReadOnlyList<IPAddress>> ReadNeighbours { get; init; } = NeighbourTable.Read;

    /// <summary>Thumbprints of roots that the service has beside the known ones.</summary>
    public IReadOnlyList<string> MoreServiceRoots { get; init; } = [];

    private static ISet<string>? RootsOfStore()
    {
        try
        {
            // On Windows the logical store Root holds what automatic updates brought too (AuthRoot).
            using var store = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
            store.Open(OpenFlags.ReadOnly);
            return new HashSet<string>(
                store.Certificates.Cast<X509Certificate2>().Select(one => one.Thumbprint),
                StringComparer.OrdinalIgnoreCase);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
