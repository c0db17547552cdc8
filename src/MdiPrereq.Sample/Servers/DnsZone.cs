using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Sample.Servers;

/// <summary>What the sample domain's DNS servers know.</summary>
/// <param name="Domain">The domain.</param>
/// <param name="Controllers">Its controllers; the first holds the zones.</param>
/// <param name="Addresses">The address records of the other machines.</param>
/// <param name="Pointers">Their reverse records, stale ones among them.</param>
internal sealed record DnsZone(
    string Domain,
    IReadOnlyList<ServerIdentity> Controllers,
    IReadOnlyList<(string Name, IPAddress Address)> Addresses,
    IReadOnlyList<(IPAddress Address, string Name)> Pointers)
{
    public string PrimaryServer => Controllers[0].DnsName;

    public IEnumerable<(string Name, IPAddress Address)> AllAddresses =>
        Controllers.Select(controller => (controller.DnsName, controller.Address)).Concat(Addresses);

    public IEnumerable<(IPAddress Address, string Name)> AllPointers =>
        Controllers.Select(controller => (controller.Address, controller.DnsName)).Concat(Pointers);
}
