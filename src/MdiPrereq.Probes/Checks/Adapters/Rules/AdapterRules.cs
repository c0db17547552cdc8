using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>All rules that apply to a machine. Pure: the machine may be anywhere.</summary>
internal static class AdapterRules
{
    public static IReadOnlyList<AdapterRule> For(ServerFacts facts, AdapterTestOptions options)
    {
        if (options.SensorType == SensorType.Modern) return [new("CaptureAdapter", null, NotForModern)];
        var subjects = AdapterRoles.Of(facts, options.SensorType, options.Names);
        IEnumerable<AdapterRule> adapters = options.SensorType == SensorType.Standalone ? OfStandalone(facts, subjects, options) : [];
        return
        [
            .. adapters,
            .. subjects.Where(subject => subject.Role != AdapterRole.Management).SelectMany(subject => new AdapterRule[]
            {
                new("LargeSendOffload", subject, () => OffloadRules.LargeSend(subject, facts.Server)),
                new("ReceiveSegmentCoalescing", subject, () => OffloadRules.ReceiveCoalescing(subject, facts.Server)),
            }),
            new("NicTeam", null, () => TeamRules.Team(facts)),
            .. CaptureDriverRules.For(facts.Server),
        ];
    }

    private static IEnumerable<AdapterRule> OfStandalone(ServerFacts facts, IReadOnlyList<Subject> subjects, AdapterTestOptions options)
    {
        var managements = subjects.Where(subject => subject.Role == AdapterRole.Management).ToList();
        yield return new("CaptureAdapter", null, () => RoleRules.HasCapture(subjects, options.Words));
        yield return new("ManagementAdapter", null, () => RoleRules.HasManagement(subjects));
        foreach (var capture in subjects.Where(subject => subject.Role == AdapterRole.Capture))
        {
            yield return new("Connected", capture, () => AddressRules.Connected(capture));
            yield return new("Ipv4Address", capture, () => CaptureAdapterRules.OneAddress(capture));
            yield return new("StaticAddress", capture, () => AddressRules.Static(capture));
            yield return new("PrefixLength", capture, () => CaptureAdapterRules.HostMask(capture));
            yield return new("NotRoutable", capture, () => CaptureAdapterRules.NotRouted(capture, managements));
            yield return new("NoGateway", capture, () => CaptureAdapterRules.NoGateway(capture));
            yield return new("NoDnsServers", capture, () => CaptureAdapterRules.NoDnsServers(capture));
            yield return new("NoDnsRegistration", capture, () => CaptureAdapterRules.NoDnsRegistration(capture));
        }

        foreach (var management in managements)
        {
            yield return new("Connected", management, () => AddressRules.Connected(management));
            yield return new("StaticAddress", management, () => AddressRules.Static(management));
            yield return new("Gateway", management, () => ManagementAdapterRules.Gateway(management));
            yield return new("DnsServers", management, () => ManagementAdapterRules.DnsServers(management));
        }

        if (managements.Count == 0) yield break;
        var only = managements.Count == 1 ? managements[0] : null;
        if (options.MonitoredDomains.Count == 0)
        {
            yield return new("DnsSuffix", only, () => ManagementAdapterRules.DnsSuffixUnknown(only, options.Words));
        }

        foreach (var domain in options.MonitoredDomains)
        {
            yield return new("DnsSuffix", only, () => ManagementAdapterRules.DnsSuffix(managements, facts.Server, domain));
        }
    }

    private static Finding NotForModern() => new Question("CaptureAdapter", "nothing", LearnPage.SensorV3)
        .NotApplicable("sensor v3.x captures with what Windows has, and needs no adapter of its own and no capture driver");
}
