using System;
using System.Globalization;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>
/// A result or a row by the names of its properties: as it was made, or as it came through remoting, CLIXML, JSON or CSV. Its text may
/// come from any machine and is made harmless.
/// </summary>
/// <param name="property">Gives the value of a property; null when there is none.</param>
internal sealed class ResultView(Func<string, object?> property)
{
    public bool Has(string name) => property(name) is not null;

    /// <summary>
    /// Whether it tells what one end alone saw of probes: that nothing came back says nothing of a firewall there.
    /// </summary>
    public bool IsOfOneEnd => Has(nameof(ProbeSending.Marker)) || Has(nameof(ProbeReception.Listening));

    public string Text(string name) => TextOf(property(name));

    /// <returns>Null when the value is none of the enumeration's. JSON carries numbers unless asked otherwise.</returns>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        var value = property(name);
        if (value is T made) return made;
        var text = TextOf(value);
        var type = typeof(T);

        // Several words with commas would be parsed as flags.
        if (!text.All(char.IsLetterOrDigit) || !Enum.TryParse<T>(text, ignoreCase: true, out var word)) return null;
        return Enum.IsDefined(type, word) ? word : null;
    }

    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string TextOf(object? value) =>
        SafeText.CleanSentence((value as string ?? Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").Trim());
}
