namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>Why steps were not reached.</summary>
internal static class StepWording
{
    public const string WayOutUnknown = "Not tested: the way out is not known.";

    public const string Stopped = "Not tested: the run was stopped.";

    public const string NoTls = "Not tested: there is no TLS connection.";

    public const string NotTrusted =
        "Not tested: what answers on a connection that the sensor would not trust says nothing of the service.";

    public static string NoAddress(string name) => $"Not tested: the name {name} has no address.";

    public static string NoProbe(string detail) => $"Not tested: the probe could not be made ({detail}).";

    public static string NoConnection(string host) => $"Not tested: there is no connection to {host}.";
}
