namespace MdiPrereq.Contract;

/// <summary>The Microsoft Learn pages that results refer to; one place, since pages move.</summary>
internal static class LearnPage
{
    private const string Root = "https://learn.microsoft.com/defender-for-identity/";

    public const string SensorV2 = Root + "deploy/prerequisites-sensor-version-2";
    public const string SensorV3 = Root + "deploy/deploy-sensor-v3";
    public const string Standalone = Root + "deploy/prerequisites-standalone";
    public const string NameResolution = Root + "nnr-policy";
    public const string HealthAlerts = Root + "health-alerts";
    public const string VpnIntegration = Root + "vpn-integration";
    public const string TestConnectivity = Root + "deploy/test-connectivity";
    public const string PortMirroring = Root + "deploy/configure-port-mirroring";
    public const string ConfigureProxy = Root + "deploy/configure-proxy";
    public const string KnownIssues = Root + "troubleshooting-known-issues";
}
