using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using System.Net;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Cli.Commands;

/// <summary>Options whose values are checked, each with one sentence on what is wrong and what to give instead.</summary>
internal static class OptionParser
{
    /// <summary>One value of an enumeration, in any case.</summary>
    public static Option<T> OneOf<T>(string name, string description, T fallback)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = Names<T>("|"),
            DefaultValueFactory = _ => fallback,
            CustomParser = result => Parse<T>(result.Tokens[0].Value, result) ?? fallback,
        };

    /// <summary>One value of an enumeration, in any case; null when it is not given.</summary>
    public static Option<T?> OptionalOneOf<T>(string name, string description)
        where T : struct, Enum => new(name)
        {
            Description = description,
            HelpName = Names<T>("|"),
            CustomParser = result => Parse<T>(result.Tokens[0].Value, result),
        };

    /// <summary>Text, separated by commas or given again and again.</summary>
    public static Option<string[]> Words(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. Parts(result)],
    };

    /// <summary>Values of an enumeration, separated by commas or given again and again.</summary>
    public static Option<T[]> ListOf<T>(string name, string description)
        where T : struct, Enum => List(name, description, Names<T>("|"), Parse<T>);

    public static Option<string[]> Ids(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "id",
        DefaultValueFactory = _ => [],
        CustomParser = result =>
        {
            var ids = Parts(result).ToArray();
            if (RowOptions.UnknownIds(ids).FirstOrDefault() is { } unknown)
            {
                var known = string.Join(", ", RowOptions.KnownIds());
                result.AddError($"No row has the id '{unknown}'. The ids are {known}; * and ? are wildcards");
            }

            return ids;
        },
    };

    public static Option<int[]> Ports(string name, string description) =>
        List(name, description, "port", (text, result) => Number(text, 1, 65535, "port", result));

    public static Option<int> Number(string name, string description, int fallback, int least, int most) => new(name)
    {
        Description = $"{description} ({least} to {most})",
        HelpName = "number",
        DefaultValueFactory = _ => fallback,
        CustomParser = result => Number(result.Tokens[0].Value, least, most, $"value for {name}", result) ?? fallback,
    };

    /// <summary>A number without which there is no bound.</summary>
    public static Option<int?> OptionalNumber(string name, string description, int least, int most) => new(name)
    {
        Description = $"{description} ({least} to {most})",
        HelpName = "number",
        CustomParser = result => Number(result.Tokens[0].Value, least, most, $"value for {name}", result),
    };

    public static Option<string> Workspace(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "name",
        DefaultValueFactory = _ => "",
        CustomParser = result =>
        {
            if (!Checks.Cloud.Workspace.TryParse(result.Tokens[0].Value, out _, out var problem)) result.AddError(problem);
            return result.Tokens[0].Value;
        },
    };

    /// <summary>An address of this machine.</summary>
    public static Option<IPAddress?> LocalAddress(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "address",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var address = Address(text, "an address of this machine", result);
            if (address is not null && !LocalMachine.HasAddress(address))
            {
                result.AddError($"This machine has no address {text}. Give one of: {string.Join(", ", LocalMachine.Addresses())}");
            }

            return address;
        },
    };

    public static Option<IPAddress[]> Addresses(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "address",
        DefaultValueFactory = _ => [],
        CustomParser = result => [.. Parts(result).Select(text => Address(text, "an address", result)).OfType<IPAddress>()],
    };

    private static IPAddress? Address(string text, string what, ArgumentResult result)
    {
        if (!TargetName.TryParse(text, out var parsed, out var problem, ToolVocabulary.Instance)) result.AddError(problem);
        else if (parsed!.Address is null) result.AddError($"'{text}' is a name. Give {what} for {OptionName(result)}");
        return parsed?.Address;
    }

    private static Option<T[]> List<T>(string name, string description, string helpName, Func<string, ArgumentResult, T?> parse)
        where T : struct => new(name)
        {
            Description = description,
            HelpName = helpName,
            DefaultValueFactory = _ => [],
            CustomParser = result => [.. Parts(result).Select(text => parse(text, result)).OfType<T>()],
        };

    /// <summary>Values that are separated by commas or given again and again.</summary>
    public static IEnumerable<string> Parts(ArgumentResult result) =>
        result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static T? Parse<T>(string text, ArgumentResult result)
        where T : struct, Enum
    {
        // Enum.TryParse takes numbers too, which nobody means.
        var isWord = text.Length > 0 && char.IsLetter(text[0]);
        if (isWord && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value)) return value;
        result.AddError($"'{text}' is no value for {OptionName(result)}. Give one of {Names<T>(", ")}");
        return null;
    }

    private static int? Number(string text, int least, int most, string what, ArgumentResult result)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        if (isNumber && number >= least && number <= most) return number;
        result.AddError($"'{text}' is no {what}. Give a number from {least} to {most}");
        return null;
    }

    private static string OptionName(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? "it";

    private static string Names<T>(string separator)
        where T : struct, Enum => string.Join(separator, Enum.GetNames<T>());
}
