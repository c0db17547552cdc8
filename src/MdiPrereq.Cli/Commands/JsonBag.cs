using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace MdiPrereq.Cli.Commands;

/// <summary>Objects that were written as JSON, by the names of their properties.</summary>
internal static class JsonBag
{
    /// <summary>The objects of a document that is one, an array of them, or a file of results.</summary>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static IReadOnlyList<Func<string, object?>> Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        var root = json.RootElement;

        // What Export-MdiResult writes: its results are in a list.
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Results", out var results)) root = results;
        return [.. (root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root]).Select(BagOf)];
    }

    private static Func<string, object?> BagOf(JsonElement element)
    {
        var values = element.ValueKind == JsonValueKind.Object
            ? element.EnumerateObject().GroupBy(property => property.Name)
                .ToDictionary(same => same.Key, same => ValueOf(same.Last().Value))
            : [];
        return name => values.GetValueOrDefault(name);
    }

    private static object? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => value.EnumerateArray().Select(ValueOf).ToList(),
        _ => null,
    };
}
