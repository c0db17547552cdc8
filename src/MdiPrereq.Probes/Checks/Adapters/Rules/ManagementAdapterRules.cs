using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>How the adapter that a standalone sensor talks on must be set up.</summary>
internal static class ManagementAdapterRules
{
    public static AdapterRule Gateway(Subject subject) => new(AdapterQuestions.Gateway.Of(subject), question =>
    {
        var actual = string.Join(", ", subject.Adapter.Gateways);
        return actual.Length > 0
            ? question.Pass(actual, ManagementAdapterWording.Gateway(actual))
            : question.Fail("none", ManagementAdapterWording.NoGateway);
    });

    public static AdapterRule DnsServers(Subject subject) => new(AdapterQuestions.DnsServers.Of(subject), question =>
    {
        if (subject.Adapter.DnsServers is not { } servers) return question.NotTested(AdapterWording.NoDnsServersByAdapter);
        var actual = string.Join(", ", servers);
        return servers.Count switch
        {
            0 => question.Fail("none", ManagementAdapterWording.NoDnsServers(subject)),
            1 => question.Warn(actual, ManagementAdapterWording.OneDnsServer(actual)),
            _ => question.Pass(actual, ManagementAdapterWording.DnsServers(actual)),
        };
    });

    /// <summary>One domain's suffix; a connection has just one, so with several domains the others are found in the search list.</summary>
    public static AdapterRule DnsSuffix(IReadOnlyList<Subject> managements, ServerFact server, string domain) =>
        new(AdapterQuestions.DnsSuffix.Of(OnlyOne(managements)) with { Expected = domain }, question =>
        {
            var suffixes = managements.Select(management => management.Adapter.DnsSuffix).OfType<string>()
                .Where(suffix => suffix.Length > 0).ToList();
            var actual = suffixes.Count > 0 ? string.Join(", ", suffixes) : "none";
            if (suffixes.Contains(domain, StringComparer.OrdinalIgnoreCase))
            {
                return question.Pass(actual, ManagementAdapterWording.HasSuffix(domain));
            }

            if (server.DnsSuffixSearchList?.Contains(domain, StringComparer.OrdinalIgnoreCase) == true)
            {
                return question.Warn(
                    $"{actual}; search list: {string.Join(", ", server.DnsSuffixSearchList)}",
                    ManagementAdapterWording.OnlySearched(domain));
            }

            return managements.All(management => management.Adapter.DnsSuffix is null)
                ? question.NotTested(ManagementAdapterWording.SuffixUnknown)
                : question.Fail(actual, ManagementAdapterWording.NoSuffix(domain, managements[0]));
        });

    public static AdapterRule DnsSuffixUnknown(IReadOnlyList<Subject> managements, Vocabulary words) => new(
        AdapterQuestions.DnsSuffix.Of(OnlyOne(managements)),
        question => question.NotTested(ManagementAdapterWording.DomainsNotNamed(words)));

    private static Subject? OnlyOne(IReadOnlyList<Subject> managements) => managements.Count == 1 ? managements[0] : null;
}
