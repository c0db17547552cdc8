namespace MdiPrereq.Cli.Output;

/// <summary>How results are written.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>An array of objects with the names of the PowerShell module's properties.</summary>
    Json,

    /// <summary>One line a result, with the same names in the first line.</summary>
    Csv,

    /// <summary>One page that people look at.</summary>
    Html,

    /// <summary>JUnit XML, for pipelines.</summary>
    JUnit,

    /// <summary>A file of results that this tool and the PowerShell module read back.</summary>
    Results,
}
