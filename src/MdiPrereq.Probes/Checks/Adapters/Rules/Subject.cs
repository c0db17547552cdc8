namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>An adapter in its role.</summary>
internal sealed record Subject(AdapterFact Adapter, AdapterRole Role)
{
    /// <summary>The adapter's name as PowerShell takes it.</summary>
    public string Quoted => $"'{Adapter.Name.Replace("'", "''")}'";
}
