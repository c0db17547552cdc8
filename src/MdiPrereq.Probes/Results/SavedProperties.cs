using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MdiPrereq.Results;

/// <summary>The properties of one saved result, by name, converted to what the property's type asks for.</summary>
internal sealed class SavedProperties(IReadOnlyDictionary<string, object?> values)
{
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
            if (bare == type && type.IsValueType) throw Misfit(name, "null");
            value = type == typeof(string) ? "" : null;
            return true;
        }

        value = Convert(saved, bare) ?? throw Misfit(name, $"{saved}");
        return true;
    }

    private static object? Convert(object saved, Type type)
    {
        if (type == typeof(string)) return saved is string text ? Harmless(text) : null;
        if (type == typeof(bool)) return saved as bool?;
        if (type == typeof(double)) return saved as double?;
        if (type == typeof(int)) return saved is double i and >= int.MinValue and <= int.MaxValue ? (int)i : null;
        if (type == typeof(long)) return saved is double l and >= long.MinValue and <= 9e18 ? (long)l : null;
        if (type == typeof(DateTime))
        {
            return saved is string time && DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed
                : null;
        }

        return type.IsEnum && saved is string word && Enum.IsDefined(type, word) ? Enum.Parse(type, word) : null;
    }

    // A file may come from any machine: what could steer a terminal is shown, not obeyed.
    private static string Harmless(string text)
    {
        StringBuilder? cleaned = null;
        for (var i = 0; i < text.Length; i++)
        {
            var isPlain = text[i] is >= ' ' and <= '~' || char.GetUnicodeCategory(text[i]) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
            if (isPlain)
            {
                cleaned?.Append(text[i]);
                continue;
            }

            cleaned ??= new StringBuilder(text, 0, i, text.Length + 16);
            cleaned.Append("\\u").Append(((int)text[i]).ToString("X4", CultureInfo.InvariantCulture));
        }

        return cleaned?.ToString() ?? text;
    }

    private static ResultFileException Misfit(string name, string saved) =>
        new(ResultFileProblem.NotResults, $"its property {name} cannot be '{(saved.Length > 40 ? saved.Substring(0, 40) : Harmless(saved))}'");
}
