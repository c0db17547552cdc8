using System;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>
/// Offloads that join packets before the capture driver sees them. On VMware they cost packets; elsewhere they are worth knowing
/// of.
/// </summary>
internal static class OffloadRules
{
    public static AdapterRule LargeSend(Subject subject, ServerFact server) => new(
        AdapterQuestions.LargeSendOffload.Of(subject),
        question => Judge(
            question,
            server,
            OffloadWording.LargeSend(subject),
            ("LSO v1 IPv4", subject.Adapter.LsoV1IPv4),
            ("LSO v2 IPv4", subject.Adapter.LsoV2IPv4),
            ("LSO v2 IPv6", subject.Adapter.LsoV2IPv6)));

    public static AdapterRule ReceiveCoalescing(Subject subject, ServerFact server) => new(
        AdapterQuestions.ReceiveSegmentCoalescing.Of(subject),
        question => Judge(
            question,
            server,
            OffloadWording.ReceiveCoalescing(subject),
            ("RSC IPv4", subject.Adapter.RscIPv4),
            ("RSC IPv6", subject.Adapter.RscIPv6)));

    private static Finding Judge(
        Question question, ServerFact server, OffloadWording wording, params (string Name, int? Value)[] settings)
    {
        if (question.Subject!.Adapter.DriverProblem is { Length: > 0 } problem)
        {
            return question.NotTested(AdapterWording.RegistryUnreadable(problem));
        }

        var known = settings.Where(setting => setting.Value is not null).ToList();
        if (known.Count == 0) return question.Pass("no such setting", wording.NoSetting);
        var actual = string.Join(", ", known.Select(setting => $"{setting.Name} {(setting.Value == 0 ? "off" : "on")}"));
        if (known.All(setting => setting.Value == 0)) return question.Pass(actual, wording.Off);
        return server.Manufacturer switch
        {
            null => question.Warn(actual, wording.OnSomewhere),
            var maker when maker.StartsWith("VMware", StringComparison.OrdinalIgnoreCase) => question.Warn(actual, wording.OnVMware),
            var maker => question.Pass(actual, wording.OnElsewhere(maker)),
        };
    }
}
