using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Npcap, and the options that a sensor v2.x needs it installed with.</summary>
internal static class CaptureDriverRules
{
    private static readonly Version MinVersion = new(1, 0);

    public static IEnumerable<AdapterRule> For(ServerFact server) =>
        [Present(server), MinimumVersion(server), AdminOnly(server), WinPcapCompatible(server), NoLoopbackAdapter(server)];

    public static AdapterRule Present(ServerFact server) => new(AdapterQuestions.CaptureDriver, question =>
    {
        if (server.CaptureDriverProblem.Length > 0)
        {
            return question.NotTested(AdapterWording.RegistryUnreadable(server.CaptureDriverProblem));
        }

        var npcap = $"{(server.NpcapEdition is { Length: > 0 } edition ? edition : "Npcap")} {server.NpcapVersion}".TrimEnd();
        var winPcap = $"WinPcap {server.WinPcapVersion}".TrimEnd();
        return (server.NpcapInstalled, server.WinPcapInstalled) switch
        {
            (true, true) => question.Warn($"{npcap} and {winPcap}", CaptureDriverWording.Both),
            (true, _) => question.Pass(npcap, CaptureDriverWording.IsNpcap(npcap)),
            (_, true) => question.Fail(winPcap, CaptureDriverWording.IsWinPcap),
            _ when server.SensorInstalled == true => question.Fail("none", CaptureDriverWording.SensorWithout),
            _ => question.Warn("none", CaptureDriverWording.NotYet),
        };
    });

    public static AdapterRule MinimumVersion(ServerFact server) => OfNpcap(AdapterQuestions.CaptureDriverVersion, server, question =>
    {
        var text = server.NpcapVersion ?? "";
        if (VersionIn(text) is not { } version) return question.NotTested(CaptureDriverWording.VersionUnreadable(text));
        return version >= MinVersion
            ? question.Pass(text, CaptureDriverWording.RecentEnough(text))
            : question.Fail(text, CaptureDriverWording.TooOld(text));
    });

    // Npcap's driver takes a missing value for 0 (npf, Packet.c).
    public static AdapterRule AdminOnly(ServerFact server) => OfNpcap(
        AdapterQuestions.NpcapAdminOnly,
        server,
        question => server.NpcapAdminOnly is null or 0
            ? question.Pass(Show(server.NpcapAdminOnly), CaptureDriverWording.NotRestricted)
            : question.Fail(Show(server.NpcapAdminOnly), CaptureDriverWording.Restricted));

    public static AdapterRule WinPcapCompatible(ServerFact server) => OfNpcap(
        AdapterQuestions.NpcapWinPcapCompatible,
        server,
        question => server.NpcapWinPcapCompatible == 1
            ? question.Pass("1", CaptureDriverWording.Compatible)
            : question.Fail(Show(server.NpcapWinPcapCompatible), CaptureDriverWording.NotCompatible));

    /// <summary>
    /// By <c>LoopbackAdapter</c> alone: <c>LoopbackSupport</c> is 1 with either option since Npcap 0.9983 (nmap issue 2043).
    /// </summary>
    public static AdapterRule NoLoopbackAdapter(ServerFact server) => OfNpcap(
        AdapterQuestions.NpcapLoopbackAdapter,
        server,
        question => server.NpcapLoopbackAdapter is { Length: > 0 } adapter
            ? question.Fail(adapter, CaptureDriverWording.Loopback)
            : question.Pass("none", CaptureDriverWording.NoLoopback));

    private static AdapterRule OfNpcap(Question asked, ServerFact server, Func<Question, Finding> judge) => new(asked, question =>
        server.CaptureDriverProblem.Length > 0 ? question.NotTested(AdapterWording.RegistryUnreadable(server.CaptureDriverProblem))
        : server.NpcapInstalled == true ? judge(question)
        : question.NotApplicable(CaptureDriverWording.NoNpcap));

    private static Version? VersionIn(string text)
    {
        var numbers = text.Split('.').Take(4)
            .TakeWhile(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToList();
        if (numbers.Count == 1) numbers.Add("0");
        return Version.TryParse(string.Join(".", numbers), out var version) ? version : null;
    }

    private static string Show(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "missing";
}
