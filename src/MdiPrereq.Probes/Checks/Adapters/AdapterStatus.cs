namespace MdiPrereq.Checks.Adapters;

/// <summary>The values of <see cref="AdapterFact.Status"/>.</summary>
internal static class AdapterStatus
{
    public const string Up = "Up";
    public const string Down = "Down";
    public const string NotPresent = "NotPresent";
}
