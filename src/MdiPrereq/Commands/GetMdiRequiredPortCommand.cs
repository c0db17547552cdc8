using System.Management.Automation;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Commands;

/// <summary>Lists the network ports that a Microsoft Defender for Identity sensor needs.</summary>
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
        var filter = new RequirementFilter
        {
            SensorType = SensorType,
            Catalog = Catalog,
            Destination = Destination,
            Id = Id,
            Transport = Transport,
            Port = Port,
        };
        var problems = UnmatchedRows.In(filter);
        foreach (var problem in problems) WriteError(problem);
        WriteObject(filter.Select(), enumerateCollection: true);
    }
}
