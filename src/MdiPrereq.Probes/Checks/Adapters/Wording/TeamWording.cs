using System.Linq;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about teams of adapters.</summary>
internal static class TeamWording
{
    public const string NoAdapter = "There is no adapter that could be teamed.";

    public const string NoTeam =
        "There is no team: no multiplexor of Microsoft's, and all cards are virtual ones that vendors make no teams of.";

    private const string Install = $"Install Npcap {AdapterWording.NpcapOptions}, before the sensor.";

    /// <summary>What is there of teams, in a few words; empty for nothing.</summary>
    /// <param name="teams">Microsoft's teams.</param>
    /// <param name="members">Their members.</param>
    /// <param name="services">Services of other vendors.</param>
    public static string Describe(string teams, string members, string services) => string.Join("; ", new[]
    {
        teams.Length > 0 ? $"{teams} (Microsoft's multiplexor)" : "",
        members.Length > 0 ? $"members {members}" : "",
        services.Length > 0 ? $"services of a vendor's teaming software: {services}" : "",
    }.Where(part => part.Length > 0));

    public static Said CannotTell(string card, bool hasNpcap) => (
        $"cannot tell; no team of Microsoft's is there, but one made by the vendor of {card}, or below a Hyper-V switch, "
            + "cannot be seen from here",
        "If the card vendor's software or the Hyper-V host makes a team, the sensor needs Npcap."
            + (hasNpcap ? " Npcap is there, so a team would do no harm." : ""));

    public static Said DriverUnknown(string team, string problem) => ($"there is a team, {team}, but {problem}", Install);

    public static string WithNpcap(string team) => $"Adapters are teamed: {team}. Npcap, which a team needs, is there.";

    public static Said WithWinPcap(string team) =>
        ($"Adapters are teamed: {team}. The sensor cannot capture on a team with WinPcap.", "Uninstall WinPcap. " + Install);

    public static Said WithoutNpcap(string team) => ($"Adapters are teamed: {team}. There is no Npcap, which a team needs.", Install);

    public static Said NoNpcapYet(string team) => (
        $"Adapters are teamed: {team}. A team needs Npcap, which is not there yet; the sensor's installer brings it since version 2.184.",
        Install);
}
