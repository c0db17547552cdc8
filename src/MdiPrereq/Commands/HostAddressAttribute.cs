using System.Linq;
using System.Management.Automation;
using System.Net;

namespace MdiPrereq.Commands;

/// <summary>
/// Takes the address out of objects that have it as an <see cref="IPAddress"/>, such as DHCP leases. PowerShell would rather make text
/// of the whole object than of that property.
/// </summary>
internal sealed class HostAddressAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Names = ["ComputerName", "DNSHostName", "IPAddress", "IPv4Address"];

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        if (inputData is not PSObject source || source.BaseObject is string or System.Collections.IEnumerable or IPAddress) return inputData;
        var first = Names.Select(name => source.Properties[name]?.Value).FirstOrDefault(value => value is not null);
        return (first is PSObject wrapped ? wrapped.BaseObject : first) is IPAddress address ? address.ToString() : inputData;
    }
}
