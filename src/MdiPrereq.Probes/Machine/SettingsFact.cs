namespace MdiPrereq.Machine;

/// <summary>One binary registry value with proxy settings.</summary>
/// <param name="Settings">What it says; null when it is absent or could not be read.</param>
/// <param name="Problem">Why it could not be read, as the end of a sentence; empty otherwise.</param>
internal sealed record SettingsFact(ConnectionSettings? Settings, string Problem = "")
{
    public static SettingsFact Absent { get; } = new(Settings: null);
}
