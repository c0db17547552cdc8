using System;
using System.Linq;
using System.Management.Automation;
using System.Net;

namespace MdiPrereq.Commands;

/// <summary>
/// Takes the address out of an object whose property of that name holds one that is no text, such as a lease of
/// <c>Get-DhcpServerv4Lease</c>: PowerShell would rather make text of the whole object than of its property.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AddressPropertyAttribute(params string[] names) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        // An address has no such property, nor has text; what holds text is bound by its name.
        if (inputData is null or string or IPAddress or PSObject { BaseObject: string or IPAddress }) return inputData;
        var properties = PSObject.AsPSObject(inputData).Properties;
        var value = names.Select(name => properties[name]?.Value).FirstOrDefault(value => value is not null);
        return (value is PSObject wrapped ? wrapped.BaseObject : value) is IPAddress address ? address.ToString() : inputData;
    }
}
