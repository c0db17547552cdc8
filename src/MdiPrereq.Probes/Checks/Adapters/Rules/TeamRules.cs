using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters.Wording;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>A team of adapters needs Npcap. Microsoft's teams are seen by their components; others may hide.</summary>
internal static class TeamRules
{
    // Cards of virtual machines, which no vendor's software makes teams of: VMware vmxnet3, Hyper-V, virtio, Xen, AWS, Google.
    private static readonly string[] VirtualCards =
    [
        @"PCI\VEN_15AD&DEV_07B0",
        @"VMBUS\{F8615163-DF3E-46C5-913F-F2D2F965ED0E}",
        @"PCI\VEN_1AF4",
        "XENVIF",
        @"XENBUS",
        @"PCI\VEN_1D0F",
        @"PCI\VEN_1AE0",
    ];

    public static AdapterRule Team(ServerFacts facts) => new(AdapterQuestions.NicTeam, question =>
    {
        var cards = facts.Adapters.Where(adapter => adapter.IsNetworkCard() && adapter.IsPresent()).ToList();
        if (cards.Count == 0) return question.Pass("no adapter", TeamWording.NoAdapter);
        if (cards.All(card => card.DriverProblem.Length > 0))
        {
            return question.NotTested(AdapterWording.RegistryUnreadable(cards[0].DriverProblem));
        }

        var team = TeamWording.Describe(NamesOf(cards.Where(card => card.IsTeam())), NamesOf(cards.Where(card => card.IsTeamMember())),
            string.Join(", ", facts.Server.VendorTeamServices ?? []));
        if (team.Length > 0) return WithTeam(question, facts.Server, team);
        var unclear = cards.FirstOrDefault(card =>
            !VirtualCards.Any(id => card.ComponentId?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true));
        return unclear is null
            ? question.Pass("no team", TeamWording.NoTeam)
            : question.NotTested(TeamWording.CannotTell(unclear.Name, facts.Server.NpcapInstalled == true));
    });

    private static string NamesOf(IEnumerable<AdapterFact> cards) => string.Join(", ", cards.Select(card => card.Name));

    private static Finding WithTeam(Question question, ServerFact server, string team) => server switch
    {
        { CaptureDriverProblem: { Length: > 0 } problem } => question.NotTested(TeamWording.DriverUnknown(team, problem)),
        { NpcapInstalled: true } => question.Pass(team, TeamWording.WithNpcap(team)),
        { WinPcapInstalled: true } => question.Fail(team, TeamWording.WithWinPcap(team)),
        { SensorInstalled: true } => question.Fail(team, TeamWording.WithoutNpcap(team)),
        _ => question.Warn(team, TeamWording.NoNpcapYet(team)),
    };
}
