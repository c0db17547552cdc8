using MdiPrereq.Checks.NameResolution;

namespace MdiPrereq.Results.Report;

/// <summary>Who can do something about what a result says.</summary>
internal static class TeamRules
{
    public static string NameOf(Team team) => team switch
    {
        Team.Firewall => "Firewall and network team",
        Team.Dns => "DNS team",
        Team.Proxy => "Proxy team",
        _ => "Server team",
    };

    public static Team Of(CheckResult result) => result switch
    {
        PortTestResult port => Of(port),
        NnrTestResult nnr => Of(nnr),
        CloudTestResult cloud => Of(cloud),
        AdapterTestResult { Check: "MirroredTraffic" } => Team.Firewall,
        _ => Team.Server,
    };

    private static Team Of(PortTestResult result) => result.State switch
    {
        State.NoReply when !PortAdvice.IsOfNetwork(result) => Team.Server,
        State.Filtered or State.NoReply or State.Unreachable => Team.Firewall,
        State.NameNotResolved => Team.Dns,
        State.Open or State.Closed when result.Service == "DNS" && result.Verdict == Verdict.Fail => Team.Dns,
        _ => Team.Server,
    };

    private static Team Of(NnrTestResult result) => result.Trouble switch
    {
        NnrTrouble.NameNotResolved or NnrTrouble.Conflict or NnrTrouble.OnlyDns => Team.Dns,
        NnrTrouble.Unreached => Team.Firewall,
        _ => Team.Server,
    };

    private static Team Of(CloudTestResult result) => result.Reason switch
    {
        CloudReason.NameNotResolved => Team.Dns,
        CloudReason.ProxyScript or CloudReason.ProxyAuthenticationRequired or CloudReason.ProxyCredentialRefused or CloudReason.ProxyForbids
            or CloudReason.ProxyCannotReach or CloudReason.NotAProxy or CloudReason.TlsInspection or CloudReason.Redirected
            or CloudReason.NotFound or CloudReason.UnexpectedAnswer or CloudReason.RootUnknown => Team.Proxy,
        CloudReason.ConnectionRefused or CloudReason.TimedOut or CloudReason.Unreachable or CloudReason.ConnectionClosed
            or CloudReason.NoAnswer or CloudReason.TlsFailed or CloudReason.NotTls => Team.Firewall,
        _ => Team.Server,
    };
}
