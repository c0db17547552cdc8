using System.Collections.Generic;

namespace MdiPrereq.Results.Report;

/// <summary>Rows that stand together on the page.</summary>
internal sealed class RowGroup(int number, ReportArea area)
{
    public string Id => $"g{number}";

    public ReportArea Area => area;

    public List<ReportRow> Rows { get; } = [];
}
