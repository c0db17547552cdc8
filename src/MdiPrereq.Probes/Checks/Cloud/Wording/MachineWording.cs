namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences about root certificates and about what Windows downloads.</summary>
internal static class MachineWording
{
    public const string StoreUnreadable = "Not tested: the machine's store of root certificates could not be read.";

    public const string ImportRoot = "Import it into Trusted Root Certification Authorities of the computer, "
        + "or let Windows fetch it (ctldl.windowsupdate.com).";

    public static string LookForRoot(string wanted) => $"See whether it holds {wanted}.";

    public static string HoldsRoots(string present) => $"The machine's store holds {present}.";

    public static string RootMissing(string wanted) => $"The machine's store of root certificates does not hold {wanted}.";

    public static string TrustedByOther(string wanted) =>
        $"{RootMissing(wanted)} The service's certificate is trusted all the same, by another root.";

    public static string Allow(DownloadUrl url) => $"Allow {url.Host}, TCP 80, for {url.Purpose}. The sensor works without, "
        + "as long as Windows needs nothing new from there.";

    public static string NoAddress(DownloadUrl url, DownloadObservation seen) =>
        $"{(seen.Way.Proxy is { } named ? $"The proxy's name {named.Host.HostName}" : $"The name {url.Host}")} has no "
            + $"address{Detail(seen.NameProblem)}.";

    /// <summary>The host and the proxy on the way, for the sentences below.</summary>
    public static string Target(DownloadUrl url, WayOut way) => url.Host + Through(way);

    public static string Answers(DownloadUrl url, WayOut way, int status) => $"{url.Host} answers{Through(way)}: HTTP {status}.";

    public static string ProxyWantsAuthentication(DownloadUrl url) =>
        $"The proxy wants authentication for {url.Host} (HTTP 407). Windows fetches {url.Purpose} without.";

    public static string OtherStatus(string target, int status) =>
        $"HTTP {status} came for a file of {target}: a proxy may forbid it, or the file has moved.";

    public static string Refused(string target) => $"The connection to {target} was refused.";

    public static string Silent(string target, int timeoutMilliseconds) => $"No answer from {target} within {timeoutMilliseconds} ms.";

    public static string NoHttp(string target) => $"What answers for {target} does not speak HTTP.";

    public static string NoAnswer(string target, string detail) =>
        $"The connection to {target} was accepted, but no answer came{Detail(detail)}.";

    public static string NoProbe(string detail) => $"Not tested: the probe could not be made{Detail(detail)}.";

    public static string Unreachable(DownloadUrl url, WayOut way) => $"{url.Host} cannot be reached{Through(way)}.";

    private static string Through(WayOut way) => way.Proxy is { } proxy ? $" through {proxy}" : "";

    private static string Detail(string detail) => detail.Length > 0 ? $": {detail}" : "";
}
