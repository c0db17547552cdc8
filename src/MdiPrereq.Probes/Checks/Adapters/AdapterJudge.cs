using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Contract;
using MdiPrereq.Engine;

namespace MdiPrereq.Checks.Adapters;

/// <summary>All rules that apply to a machine, from its facts to results. Pure: the machine may be anywhere.</summary>
internal static class AdapterJudge
{
    public static IReadOnlyList<AdapterTestResult> Judge(
        ServerFacts facts, SensorType sensorType, IReadOnlyList<string> names, IReadOnlyList<string> monitoredDomains)
    {
        var findings = sensorType == SensorType.Modern ? [NotForModern()] : Findings(facts, sensorType, names, monitoredDomains);
        return [.. findings.Select(finding => Result(facts.Server, sensorType, finding, facts.Server.ComputerName, "", new(facts.Server.TimestampUtc, 0)))];
    }

    /// <summary>A finding as a result.</summary>
    public static AdapterTestResult Result(
        ServerFact server, SensorType sensorType, Finding finding, string target, string remoteAddress, ProbeTime time) => new()
    {
        ComputerName = target,
        RemoteAddress = remoteAddress,
        Verdict = finding.Verdict,
        Message = finding.Message,
        Remediation = finding.Remediation,
        Reference = finding.Question.Reference,
        SourceComputer = server.ComputerName,
        TimestampUtc = time.StartedUtc,
        ElapsedMilliseconds = time.ElapsedMilliseconds,
        AdapterName = finding.Question.Subject?.Adapter.Name ?? "",
        AdapterRole = finding.Question.Subject?.Role ?? AdapterRole.None,
        SensorType = sensorType,
        Check = finding.Question.Check,
        Actual = finding.Actual,
        Expected = finding.Question.Expected,
    };

    private static IEnumerable<Finding> Findings(ServerFacts facts, SensorType sensorType, IReadOnlyList<string> names, IReadOnlyList<string> domains)
    {
        var subjects = AdapterRoles.Of(facts, sensorType, names);
        IEnumerable<Finding> adapters = sensorType == SensorType.Standalone ? OfStandalone(facts, subjects, domains) : [];
        return
        [
            .. adapters,
            .. subjects.Where(subject => subject.Role != AdapterRole.Management).SelectMany(subject => new[]
            {
                OffloadRules.LargeSend(subject, facts.Server),
                OffloadRules.ReceiveCoalescing(subject, facts.Server),
            }),
            TeamRules.Team(facts),
            .. CaptureDriverRules.All(facts.Server),
        ];
    }

    private static IEnumerable<Finding> OfStandalone(ServerFacts facts, IReadOnlyList<Subject> subjects, IReadOnlyList<string> domains)
    {
        var managements = subjects.Where(subject => subject.Role == AdapterRole.Management).ToList();
        yield return RoleRules.HasCapture(subjects);
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
        if (domains.Count == 0) yield return ManagementAdapterRules.DnsSuffixUnknown(managements);
        foreach (var domain in domains) yield return ManagementAdapterRules.DnsSuffix(managements, facts.Server, domain);
    }

    private static Finding NotForModern() => new Question("CaptureAdapter", "nothing", LearnPage.SensorV3)
        .NotApplicable("sensor v3.x captures with what Windows has, and needs no adapter of its own and no capture driver");
}
