namespace MdiPrereq.Results.Report;

/// <summary>What a result of a report is about; in the order in which the page has them.</summary>
internal enum ReportArea
{
    Ports,
    Devices,
    Cloud,
    Adapters,
}
