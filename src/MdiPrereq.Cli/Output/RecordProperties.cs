using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// The public properties of a kind of record in the order in which they are declared, a base class's first; an override stands where it was
/// first declared.
/// </summary>
/// <typeparam name="T">
/// The kind, by name and not by what an object says it is: a trimmed program keeps the properties of those it can name.
/// </typeparam>
internal static class RecordProperties<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>
{
    public static IReadOnlyList<PropertyInfo> All { get; } = Of(typeof(T));

    private static IReadOnlyList<PropertyInfo> Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type)
    {
        IEnumerable<PropertyInfo> own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(property => property.GetMethod!.GetBaseDefinition().DeclaringType == type);
        return type.BaseType is { } parent && parent != typeof(object) ? [.. Of(parent), .. own] : [.. own];
    }
}
