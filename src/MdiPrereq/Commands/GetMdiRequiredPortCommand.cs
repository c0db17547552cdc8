using System.Linq;
using System.Management.Automation;
using MdiPrereq.Requirements;

namespace MdiPrereq.Commands;

/// <summary>
/// <para type="synopsis">Lists the network ports that a Microsoft Defender for Identity sensor needs.</para>
/// </summary>
[Cmdlet(VerbsCommon.Get, "MdiRequiredPort")]
[OutputType(typeof(PortRequirement))]
public sealed class GetMdiRequiredPortCommand : PSCmdlet
{
    /// <summary>The kinds of sensor; all when none is given.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    public SensorType[]? SensorType { get; set; }

    /// <summary>The edition of the tables.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Catalog Catalog { get; set; }

    /// <summary>The kinds of machine that the connection goes to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Destination[]? Destination { get; set; }

    /// <summary>The ids of the rows; wildcards allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("RequirementId")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RequirementIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Id { get; set; }

    /// <summary>The transport protocols.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public Transport[]? Transport { get; set; }

    /// <summary>The ports, 1 to 65535.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(1, 65535)]
    public int[]? Port { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var filter = new RequirementFilter { Catalog = Catalog, Destination = Destination, Id = Id, Transport = Transport, Port = Port };
        foreach (var id in filter.UnknownIds())
        {
            WriteError(Errors.Input(
                $"No row has the id '{id}'. Run Get-MdiRequiredPort to see all ids, such as {PortCatalog.Rows[0].Id}.",
                Errors.RequirementNotFound,
                ErrorCategory.ObjectNotFound,
                id));
        }

        WriteObject(filter.Select().Where(row => SensorType is null || SensorType.Contains(row.SensorType)), enumerateCollection: true);
    }
}
