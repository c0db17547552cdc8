using System.Collections.Generic;

namespace MdiPrereq.Checks.Ports;

/// <summary>All rows of all port tables, in the order of the documents.</summary>
internal static class PortCatalog
{
    public static IReadOnlyList<PortRequirement> Rows { get; } = [.. CurrentTables.Rows, .. SeedTables.Rows];
}
