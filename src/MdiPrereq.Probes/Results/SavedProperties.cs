using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using MdiPrereq.Contract;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results;

/// <summary>The properties of one saved result, by name, converted to what the property's type asks for.</summary>
internal sealed class SavedProperties(IReadOnlyDictionary<string, object?> values) : ISavedProperties
{
    private static readonly ConcurrentDictionary<Type, Dictionary<string, object>> Words = new();

    // ISO 8601; the fraction of the second may have up to seven digits, or be missing.
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public string Text(string name) => Get<string>(name) ?? "";

    public T? Get<T>(string name) => TryGet(name, typeof(T), out var value) ? (T?)value : default;

    /// <returns>False when nothing of that name was saved: an older module wrote the file.</returns>
    /// <exception cref="ResultFileException">What was saved does not fit the type.</exception>
    public bool TryGet(string name, Type type, out object? value)
    {
        value = null;
        if (!values.TryGetValue(name, out var saved)) return false;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (saved is null)
        {
            if (bare == type && type.IsValueType) throw Misfit(name, null);
            value = type == typeof(string) ? "" : null;
            return true;
        }

        value = Convert(saved, bare) ?? throw Misfit(name, saved);
        return true;
    }

    /// <summary>A property's value as a file would have it.</summary>
    public static object? Saved(object? value) => value switch
    {
        null or string or bool => value,
        int or long => new JsonNumber(System.Convert.ToString(value, CultureInfo.InvariantCulture)!),
        double number => new JsonNumber(number.ToString("R", CultureInfo.InvariantCulture)),
        DateTime time => JsonText.Utc(time).ToString("o", CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    private static object? Convert(object saved, Type type)
    {
        // A file may come from any machine: its text is made as harmless as text from the network.
        if (saved is string text) return type == typeof(string) ? SafeText.CleanSentence(text) : ConvertWord(text, type);
        if (type == typeof(bool)) return saved as bool?;
        if (saved is not JsonNumber { Text: var number }) return null;
        var invariant = CultureInfo.InvariantCulture;
        if (type == typeof(int)) return int.TryParse(number, NumberStyles.AllowLeadingSign, invariant, out var i) ? i : null;
        if (type == typeof(long)) return long.TryParse(number, NumberStyles.AllowLeadingSign, invariant, out var l) ? l : null;
        if (type != typeof(double) || !double.TryParse(number, NumberStyles.Float, invariant, out var d)) return null;

        // 1e999: .NET Framework refuses it, .NET makes it infinite.
        return double.IsInfinity(d) ? null : d;
    }

    private static object? ConvertWord(string word, Type type)
    {
        if (type.IsEnum) return Words.GetOrAdd(type, WordsOf).TryGetValue(word, out var value) ? value : null;
        if (type != typeof(DateTime)) return null;
        if (UtcTime.Read(word) is { } usual) return usual;
        return DateTime.TryParseExact(
            word, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;
    }

    private static Dictionary<string, object> WordsOf(Type type)
    {
        var words = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var name in Enum.GetNames(type)) words[name] = Enum.Parse(type, name);
        return words;
    }

    private static ResultFileException Misfit(string name, object? saved)
    {
        var shown = saved switch
        {
            null => "null",
            string text => SafeText.Clean(text),
            _ => saved == JsonReader.Nested ? "an object or a list" : $"{saved}",
        };
        return new(ResultFileProblem.NotResults, $"its property {name} cannot be '{(shown.Length > 40 ? shown.Substring(0, 40) : shown)}'");
    }
}
