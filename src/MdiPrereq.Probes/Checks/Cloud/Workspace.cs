using System;
using System.Text.RegularExpressions;

namespace MdiPrereq.Checks.Cloud;

/// <summary>The name of a Defender for Identity workspace, which is the first part of its sensor API's host name.</summary>
internal static class Workspace
{
    private const string SensorApi = "sensorapi";

    /// <summary>In a longer text no name is looked for.</summary>
    private const int LongestUrl = 2048;

    /// <summary>Reads a name as a user gives it.</summary>
    /// <param name="text">What the user gave.</param>
    /// <param name="name">The name; empty when the text is none.</param>
    /// <param name="problem">What is wrong and what to give instead; empty when nothing is.</param>
    public static bool TryParse(string text, out string name, out string problem)
    {
        // A DNS label has 63 characters, "sensorapi" takes nine of them.
        var isName = Regex.IsMatch(text, "^[A-Za-z0-9]([A-Za-z0-9-]{0,52}[A-Za-z0-9])?$")
            && !text.EndsWith(SensorApi, StringComparison.OrdinalIgnoreCase);
        name = isName ? text : "";
        problem = isName
            ? ""
            : $"'{text}' is not a workspace name. Give the name alone, letters, digits and hyphens, such as {HintIn(text)}; "
            + "the portal shows it in Settings, Identities, About.";
        return isName;
    }

    private static string HintIn(string text)
    {
        const string Host = @"^(?:https?://)?(?<name>[A-Za-z0-9][A-Za-z0-9-]*?)(?:sensorapi)?(?:[./:].*)?$";
        var host = Regex.Match(text.Length > LongestUrl ? "" : text.Trim(), Host, RegexOptions.IgnoreCase);
        return host.Success ? host.Groups["name"].Value : "contoso-corp";
    }
}
