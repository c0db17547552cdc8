using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>How the adapter that a standalone sensor talks on must be set up.</summary>
internal static class ManagementAdapterRules
{
    public static Finding Gateway(Subject subject)
    {
        var question = subject.Ask("Gateway", "a default gateway", LearnPage.Standalone);
        var actual = string.Join(", ", subject.Adapter.Gateways);
        return actual.Length > 0
            ? question.Pass(actual, $"The default gateway is {actual}.")
            : question.Fail(
                "none",
                "The management adapter has no default gateway.",
                "Give it one: the sensor must reach the domain controllers, the devices and its cloud service.");
    }

    public static Finding DnsServers(Subject subject)
    {
        var question = subject.Ask("DnsServers", "a preferred and an alternate DNS server", LearnPage.Standalone);
        if (subject.Adapter.DnsServers is not { } servers)
        {
            return question.NotTested("this system keeps no DNS servers by adapter", "Run this on the sensor's Windows machine.");
        }

        var actual = string.Join(", ", servers);
        return servers.Count switch
        {
            0 => question.Fail(
                "none",
                "The management adapter has no DNS servers.",
                $"Run Set-DnsClientServerAddress -InterfaceAlias {subject.Quoted} -ServerAddresses with two DNS servers of the domain."),
            1 => question.Warn(
                actual,
                $"The management adapter has one DNS server, {actual}; when it is down the sensor resolves nothing.",
                "Add an alternate DNS server."),
            _ => question.Pass(actual, $"The DNS servers are {actual}."),
        };
    }

    /// <summary>One domain's suffix; a connection has just one, so with several domains the others are found in the search list.</summary>
    public static Finding DnsSuffix(IReadOnlyList<Subject> managements, ServerFact server, string domain)
    {
        var question = new Question("DnsSuffix", domain, LearnPage.Standalone, managements.Count == 1 ? managements[0] : null);
        var suffixes = managements.Select(management => management.Adapter.DnsSuffix).OfType<string>().Where(suffix => suffix.Length > 0)
            .ToList();
        var actual = suffixes.Count > 0 ? string.Join(", ", suffixes) : "none";
        if (suffixes.Contains(domain, StringComparer.OrdinalIgnoreCase))
        {
            return question.Pass(actual, $"The DNS suffix of the management adapter is that of the monitored domain, {domain}.");
        }

        if (server.DnsSuffixSearchList?.Contains(domain, StringComparer.OrdinalIgnoreCase) == true)
        {
            return question.Warn(
                $"{actual}; search list: {string.Join(", ", server.DnsSuffixSearchList)}",
                $"{domain} is in the machine's list of suffixes, but not the suffix of a management adapter, "
                    + "which is what the documentation asks for.",
                "With one monitored domain, make it the connection's suffix; with several, the list is what is left for all but one.");
        }

        if (managements.All(management => management.Adapter.DnsSuffix is null))
        {
            return question.NotTested("this system keeps no DNS suffix by adapter", "Run this on the sensor's Windows machine.");
        }

        return question.Fail(
            actual,
            $"No management adapter has the DNS suffix {domain} of the monitored domain.",
            $"Run Set-DnsClient -InterfaceAlias {(managements.Count > 0 ? managements[0].Quoted : "'name'")} -ConnectionSpecificSuffix "
                + $"{domain}.");
    }

    public static Finding DnsSuffixUnknown(Subject? management, Vocabulary words)
    {
        var question = new Question("DnsSuffix", "the DNS name of each monitored domain", LearnPage.Standalone, management);
        return question.NotTested("the monitored domains were not named", $"Name them with {words.MonitoredDomain}.");
    }
}
