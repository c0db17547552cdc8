using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Reflection;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>
/// Results as a pipeline brings them: of this session, or such that came through remoting or Clixml and have lost their type.
/// </summary>
internal static class ResultObject
{
    private const string DeserializedPrefix = "Deserialized.";

    /// <returns>Null for an object that is no result.</returns>
    /// <remarks>A result may have a name for its view before that of its type.</remarks>
    public static ResultType? TypeOf(PSObject source) => source.TypeNames
        .Select(name => name.StartsWith(DeserializedPrefix, StringComparison.Ordinal) ? name.Substring(DeserializedPrefix.Length) : name)
        .Select(ResultType.Of)
        .FirstOrDefault(type => type is not null);

    /// <exception cref="PSInvalidCastException">The property does not hold what that type has in it.</exception>
    public static object? ValueOf(PSObject source, PropertyInfo property)
    {
        var value = source.Properties[property.Name]?.Value;
        var type = property.PropertyType;
        if (value is null && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)) return null;
        return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
    }

    /// <summary>The result that an object is, or was.</summary>
    /// <returns>Null for what is none.</returns>
    public static object? Restore(PSObject source)
    {
        if (source.BaseObject is CheckResult or NnrMeasure) return source.BaseObject;
        if (TypeOf(source) is not { } type) return null;
        try
        {
            var values = new Dictionary<string, object?>(StringComparer.Ordinal);
            foreach (var property in type.Properties) values[property.Name] = SavedProperties.Saved(ValueOf(source, property));
            return ResultFile.Restore(type, new(values));
        }
        catch (Exception exception) when (exception is PSInvalidCastException or ResultFileException)
        {
            return null;
        }
    }
}
