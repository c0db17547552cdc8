using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// The public properties of a record in the order in which they are declared, a base class's first; an override stands where it was
/// first declared.
/// </summary>
internal static class RecordProperties
{
    public static IReadOnlyList<PropertyInfo> Of(Type type)
    {
        IEnumerable<PropertyInfo> own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.GetMethod!.GetBaseDefinition().DeclaringType == type);
        return type.BaseType is { } parent && parent != typeof(object) ? [.. Of(parent), .. own] : [.. own];
    }
}
