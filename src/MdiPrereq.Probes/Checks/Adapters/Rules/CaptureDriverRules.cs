using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Contract;

namespace MdiPrereq.Checks.Adapters.Rules;

/// <summary>Npcap, and the options that a sensor v2.x needs it installed with.</summary>
internal static class CaptureDriverRules
{
    private const string Reinstall = "Install Npcap again with the options /loopback_support=no /winpcap_mode=yes /admin_only=no; "
        + "stop the sensor's services first.";
    private const string ReadHint = "Run this on the sensor's Windows machine, as a user who may read its registry.";

    private static readonly Version MinVersion = new(1, 0);

    public static IEnumerable<AdapterRule> For(ServerFact server) =>
    [
        new("CaptureDriver", null, () => Present(server)),
        new("CaptureDriverVersion", null, () => MinimumVersion(server)),
        new("NpcapAdminOnly", null, () => AdminOnly(server)),
        new("NpcapWinPcapCompatible", null, () => WinPcapCompatible(server)),
        new("NpcapLoopbackAdapter", null, () => NoLoopbackAdapter(server)),
    ];

    public static Finding Present(ServerFact server)
    {
        var question = new Question("CaptureDriver", "Npcap, not WinPcap", LearnPage.HealthAlerts);
        if (server.CaptureDriverProblem.Length > 0) return question.NotTested(server.CaptureDriverProblem, ReadHint);
        var npcap = $"{(server.NpcapEdition is { Length: > 0 } edition ? edition : "Npcap")} {server.NpcapVersion}".TrimEnd();
        var winPcap = $"WinPcap {server.WinPcapVersion}".TrimEnd();
        return (server.NpcapInstalled, server.WinPcapInstalled) switch
        {
            (true, true) => question.Warn(
                $"{npcap} and {winPcap}",
                "Npcap is there, but WinPcap too: the sensor may load the wrong one.",
                "Uninstall WinPcap, then install Npcap again."),
            (true, _) => question.Pass(npcap, $"The capture driver is {npcap}."),
            (_, true) => question.Fail(
                winPcap,
                "The capture driver is WinPcap, which sensors must no longer use (health alert \"Sensor has issues with packet capturing "
                    + "component\", severity High).",
                $"Uninstall WinPcap. {Reinstall}"),
            _ when server.SensorInstalled == true => question.Fail(
                "none",
                "A sensor is installed, but no capture driver: it sees no traffic.",
                Reinstall),
            _ => question.Warn(
                "none",
                "There is no capture driver yet; the sensor's installer brings Npcap since version 2.184.",
                "Nothing to do unless adapters are teamed or an older installer is used."),
        };
    }

    public static Finding MinimumVersion(ServerFact server)
    {
        var question = new Question("CaptureDriverVersion", "Npcap 1.0 or later", LearnPage.HealthAlerts);
        if (WithoutNpcap(question, server) is { } without) return without;
        var text = server.NpcapVersion ?? "";
        if (ParseVersion(text) is not { } version)
        {
            return question.NotTested(
                $"the version of Npcap could not be read{(text.Length > 0 ? $" from '{text}'" : "")}",
                "See the version in the list of installed programs.");
        }

        return version >= MinVersion
            ? question.Pass(text, $"Npcap {text} is recent enough.")
            : question.Fail(text, $"Npcap {text} is older than 1.0, the oldest that sensors work with.", Reinstall);
    }

    public static Finding AdminOnly(ServerFact server)
    {
        var question = new Question("NpcapAdminOnly", "0 or missing", LearnPage.HealthAlerts);
        if (WithoutNpcap(question, server) is { } without) return without;

        // Npcap's driver takes a missing value for 0 (npf, Packet.c).
        return server.NpcapAdminOnly is null or 0
            ? question.Pass(Show(server.NpcapAdminOnly), "Npcap is not restricted to administrators; the sensor runs as Local Service.")
            : question.Fail(
                Show(server.NpcapAdminOnly),
                "Npcap is restricted to administrators, but the sensor runs as Local Service: it sees no traffic.",
                Reinstall);
    }

    public static Finding WinPcapCompatible(ServerFact server)
    {
        var question = new Question("NpcapWinPcapCompatible", "1", LearnPage.HealthAlerts);
        if (WithoutNpcap(question, server) is { } without) return without;
        return server.NpcapWinPcapCompatible == 1
            ? question.Pass("1", "Npcap runs in the WinPcap-compatible mode, which the sensor needs.")
            : question.Fail(
                Show(server.NpcapWinPcapCompatible),
                "Npcap does not run in the WinPcap-compatible mode, which the sensor needs.",
                Reinstall);
    }

    /// <summary>
    /// By <c>LoopbackAdapter</c> alone: <c>LoopbackSupport</c> is 1 with either option since Npcap 0.9983 (nmap issue 2043).
    /// </summary>
    public static Finding NoLoopbackAdapter(ServerFact server)
    {
        var question = new Question("NpcapLoopbackAdapter", "none", LearnPage.HealthAlerts);
        if (WithoutNpcap(question, server) is { } without) return without;
        return server.NpcapLoopbackAdapter is { Length: > 0 } adapter
            ? question.Fail(adapter, "Npcap was installed with a loopback adapter, which the sensor must not have.", Reinstall)
            : question.Pass("none", "Npcap was installed without a loopback adapter.");
    }

    private static Finding? WithoutNpcap(Question question, ServerFact server)
    {
        if (server.CaptureDriverProblem.Length > 0) return question.NotTested(server.CaptureDriverProblem, ReadHint);
        return server.NpcapInstalled == true ? null : question.NotApplicable("there is no Npcap");
    }

    private static Version? ParseVersion(string text)
    {
        var numbers = text.Split('.').TakeWhile(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _)).Take(4)
            .ToList();
        return numbers.Count == 0 ? null : Version.TryParse(string.Join(".", numbers.Count == 1 ? [numbers[0], "0"] : numbers), out var version) ? version : null;
    }

    private static string Show(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "missing";
}
