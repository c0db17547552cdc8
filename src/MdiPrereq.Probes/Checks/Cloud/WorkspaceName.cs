using System;
using System.Text.RegularExpressions;

namespace MdiPrereq.Checks.Cloud;

/// <summary>The name of a Defender for Identity workspace, which is the first part of its sensor API's host name.</summary>
internal static class WorkspaceName
{
    private const string SensorApi = "sensorapi";

    /// <summary>In a longer text no name is looked for.</summary>
    private const int LongestUrl = 2048;

    /// <summary>Checks a name as a user gives it.</summary>
    /// <returns>What is wrong and what to give instead; empty when nothing is.</returns>
    public static string ProblemOf(string name)
    {
        // A DNS label has 63 characters, "sensorapi" takes nine of them.
        if (Regex.IsMatch(name, "^[A-Za-z0-9]([A-Za-z0-9-]{0,52}[A-Za-z0-9])?$") && !name.EndsWith(SensorApi, StringComparison.OrdinalIgnoreCase)) return "";
        var host = Regex.Match(name.Length > LongestUrl ? "" : name.Trim(), @"^(?:https?://)?(?<name>[A-Za-z0-9][A-Za-z0-9-]*?)(?:sensorapi)?(?:[./:].*)?$", RegexOptions.IgnoreCase);
        var hint = host.Success ? host.Groups["name"].Value : "contoso-corp";
        return $"'{name}' is not a workspace name. Give the name alone, letters, digits and hyphens, such as {hint}; "
            + "the portal shows it in Settings, Identities, About.";
    }
}
