using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about the adapter that a standalone sensor talks on.</summary>
internal static class ManagementAdapterWording
{
    public static Said NoGateway => (
        "The management adapter has no default gateway.",
        "Give it one: the sensor must reach the domain controllers, the devices and its cloud service.");

    public static Said SuffixUnknown => ("this system keeps no DNS suffix by adapter", AdapterWording.RunOnWindows);

    public static string Gateway(string gateway) => $"The default gateway is {gateway}.";

    public static Said NoDnsServers(Subject subject) => (
        "The management adapter has no DNS servers.",
        $"Run Set-DnsClientServerAddress -InterfaceAlias {subject.Quoted} -ServerAddresses with two DNS servers of the domain.");

    public static Said OneDnsServer(string server) => (
        $"The management adapter has one DNS server, {server}; when it is down the sensor resolves nothing.",
        "Add an alternate DNS server.");

    public static string DnsServers(string servers) => $"The DNS servers are {servers}.";

    public static string HasSuffix(string domain) =>
        $"The DNS suffix of the management adapter is that of the monitored domain, {domain}.";

    public static Said OnlySearched(string domain) => (
        $"{domain} is in the machine's list of suffixes, but not the suffix of a management adapter, "
            + "which is what the documentation asks for.",
        "With one monitored domain, make it the connection's suffix; with several, the list is what is left for all but one.");

    public static Said NoSuffix(string domain, Subject management) => (
        $"No management adapter has the DNS suffix {domain} of the monitored domain.",
        $"Run Set-DnsClient -InterfaceAlias {management.Quoted} -ConnectionSpecificSuffix {domain}.");

    public static Said DomainsNotNamed(Vocabulary words) =>
        ("the monitored domains were not named", $"Name them with {words.MonitoredDomain}.");
}
