using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Contract;

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

    public static Finding Team(ServerFacts facts)
    {
        var question = new Question("NicTeam", "no team of adapters, or Npcap", LearnPage.KnownIssues);
        var cards = facts.Adapters.Where(adapter => adapter.IsNetworkCard() && adapter.IsPresent()).ToList();
        if (cards.Count == 0) return question.Pass("no adapter", "There is no adapter that could be teamed.");
        if (cards.All(card => card.DriverProblem.Length > 0))
        {
            return question.NotTested(
                cards[0].DriverProblem,
                "Run this on the sensor's Windows machine, as a user who may read its registry.");
        }

        var team = Describe(cards, facts.Server.VendorTeamServices ?? []);
        if (team.Length > 0) return WithTeam(question, facts.Server, team);

        var unclear = cards.Where(card => !VirtualCards.Any(id => card.ComponentId?.StartsWith(id, StringComparison.OrdinalIgnoreCase) == true)).ToList();
        if (unclear.Count == 0)
        {
            return question.Pass(
                "no team",
                "There is no team: no multiplexor of Microsoft's, and all cards are virtual ones that vendors make no teams of.");
        }

        var either = facts.Server.NpcapInstalled == true ? " Npcap is there, so a team would do no harm." : "";
        return question.NotTested(
            $"cannot tell; no team of Microsoft's is there, but one made by the vendor of {unclear[0].Name}, or below a Hyper-V switch, "
                + "cannot be seen from here",
            "If the card vendor's software or the Hyper-V host makes a team, the sensor needs Npcap." + either);
    }

    private static string Describe(List<AdapterFact> cards, IReadOnlyList<string> vendorServices)
    {
        var teams = cards.Where(card => card.IsTeam()).Select(card => card.Name).ToList();
        var members = cards.Where(card => card.IsTeamMember()).Select(card => card.Name).ToList();
        var parts = new List<string>();
        if (teams.Count > 0) parts.Add($"{string.Join(", ", teams)} (Microsoft's multiplexor)");
        if (members.Count > 0) parts.Add($"members {string.Join(", ", members)}");
        if (vendorServices.Count > 0) parts.Add($"services of a vendor's teaming software: {string.Join(", ", vendorServices)}");
        return string.Join("; ", parts);
    }

    private static Finding WithTeam(Question question, ServerFact server, string team)
    {
        const string Install = "Install Npcap with the options /loopback_support=no /winpcap_mode=yes /admin_only=no, before the sensor.";
        if (server.CaptureDriverProblem.Length > 0)
        {
            return question.NotTested($"there is a team, {team}, but {server.CaptureDriverProblem}", Install);
        }

        if (server.NpcapInstalled == true) return question.Pass(team, $"Adapters are teamed: {team}. Npcap, which a team needs, is there.");
        if (server.WinPcapInstalled == true)
        {
            return question.Fail(
                team,
                $"Adapters are teamed: {team}. The sensor cannot capture on a team with WinPcap.",
                "Uninstall WinPcap. " + Install);
        }

        return server.SensorInstalled == true
            ? question.Fail(team, $"Adapters are teamed: {team}. There is no Npcap, which a team needs.", Install)
            : question.Warn(
                team,
                $"Adapters are teamed: {team}. A team needs Npcap, which is not there yet; "
                    + "the sensor's installer brings it since version 2.184.",
                Install);
    }
}
