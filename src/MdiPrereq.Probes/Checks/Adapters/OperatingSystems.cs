namespace MdiPrereq.Checks.Adapters;

/// <summary>The values of <see cref="ServerFact.OperatingSystem"/>.</summary>
internal static class OperatingSystems
{
    public const string Windows = "Windows";
    public const string Linux = "Linux";
    public const string Other = "Other";
}
