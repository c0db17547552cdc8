using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Cloud.Wording;

/// <summary>The sentences about what the sensor API answers, and about the time that it tells.</summary>
internal static class PingWording
{
    public const string OlderWorkspace = "The sensor API answered HTTP 503, as it does for an older workspace; that counts as success.";

    public const string NoTimeTold = "Not tested: the answer told no time.";

    private const string TryLater = "Try again later; if it stays, open the URL in a browser on this machine and see what answers.";

    public static string Answered(string evidence) => $"The sensor API answered: {evidence}.";

    public static Said Doubtful(string status, string concern) => (
        $"The sensor API answered {status}. {concern}",
        "Open the URL in a browser on this machine and see what answers.");

    public static Said NotFound(Vocabulary words) => (
        "HTTP 404: something answers for this name, but it is not the sensor API of the workspace.",
        $"See whether {words.CloudWorkspace} is right: the portal shows it in Settings, Identities, About.");

    public static Said Refused(string status) => (
        $"{status}: the service itself, not a proxy on the way, refuses the request.",
        "See whether the workspace still exists and is licensed, and whether the service is restricted to certain addresses.");

    /// <param name="status">The answer's status.</param>
    /// <param name="to">The host it leads to; empty when it names none.</param>
    /// <param name="host">The service's host.</param>
    public static Said Redirected(string status, string to, string host) => (
        $"{status}: a redirection{(to.Length > 0 ? $" to {to}" : "")}, as to a sign-in page. The sensor API never redirects, "
            + "so something else answers.",
        $"Exempt {host} from whatever asks for a sign-in: a portal, a cloud proxy, a gateway.");

    public static Said NotWhole(string status, string detail) =>
        ($"{status}, but {detail} came in place of a whole answer.", TryLater);

    public static Said OtherStatus(string status) =>
        ($"{status} is not what the sensor API says.", TryLater);

    public static Said NoHttp(string detail) => (
        $"TLS works, but what answers behind it is not HTTP: {detail}.",
        "See what answers for the service.");

    public static Said Reset => (
        "TLS works, but the connection was reset when the page was asked for.",
        "A firewall that looks into connections does that: allow the host with everything that is said on it.");

    public static Said NoAnswer(string detail, Vocabulary words) => (
        $"TLS works, but no answer came to the request: {detail}.",
        $"Try again with a longer {words.Timeout}; if it stays, see what a proxy or firewall on the way does.");

    public static Said ClocksDiffer(string difference) => (
        $"The service's clock differs by {difference} from this machine's; five minutes are the limit among the sensor's machines.",
        "Set this machine's clock right; a domain member takes the time from its domain's controllers (w32tm /query /status).");

    public static string ClocksAgree(string difference) => $"The clocks differ by {difference}.";
}
