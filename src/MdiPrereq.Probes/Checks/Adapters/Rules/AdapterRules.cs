using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>All rules that apply to a machine. Pure: the machine may be anywhere.</summary>
internal static class AdapterRules
{
    public static IReadOnlyList<AdapterRule> For(ServerFacts facts, AdapterTestOptions options)
    {
        if (options.SensorType == SensorType.Modern)
        {
            return [new(AdapterQuestions.NothingOfModern, question => question.NotApplicable(AdapterWording.NotForModern))];
        }

        var subjects = AdapterRoles.Of(facts, options.SensorType, options.Names);
        IEnumerable<AdapterRule> adapters = options.SensorType == SensorType.Standalone ? OfStandalone(facts, subjects, options) : [];
        return
        [
            .. adapters,
            .. subjects.Where(subject => subject.Role != AdapterRole.Management).SelectMany(subject => new[]
            {
                OffloadRules.LargeSend(subject, facts.Server),
                OffloadRules.ReceiveCoalescing(subject, facts.Server),
            }),
            TeamRules.Team(facts),
            .. CaptureDriverRules.For(facts.Server),
        ];
    }

    private static IEnumerable<AdapterRule> OfStandalone(ServerFacts facts, IReadOnlyList<Subject> subjects, AdapterTestOptions options)
    {
        var managements = subjects.Where(subject => subject.Role == AdapterRole.Management).ToList();
        yield return RoleRules.HasCapture(subjects, options.Words);
        yield return RoleRules.HasManagement(subjects);
        foreach (var capture in subjects.Where(subject => subject.Role == AdapterRole.Capture))
        {
            yield return AddressRules.Connected(capture);
            yield return CaptureAdapterRules.OneAddress(capture);
            yield return AddressRules.Static(capture);
            yield return CaptureAdapterRules.HostMask(capture);
            yield return CaptureAdapterRules.NotRouted(capture, managements);
            yield return CaptureAdapterRules.NoGateway(capture);
            yield return CaptureAdapterRules.NoDnsServers(capture);
            yield return CaptureAdapterRules.NoDnsRegistration(capture);
        }

        foreach (var management in managements)
        {
            yield return AddressRules.Connected(management);
            yield return AddressRules.Static(management);
            yield return ManagementAdapterRules.Gateway(management);
            yield return ManagementAdapterRules.DnsServers(management);
        }

        if (managements.Count == 0) yield break;
        if (options.MonitoredDomains.Count == 0) yield return ManagementAdapterRules.DnsSuffixUnknown(managements, options.Words);
        foreach (var domain in options.MonitoredDomains) yield return ManagementAdapterRules.DnsSuffix(managements, facts.Server, domain);
    }
}
