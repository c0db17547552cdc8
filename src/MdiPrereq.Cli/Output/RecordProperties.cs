using System;
using System.Collections.Generic;
using System.Reflection;

namespace MdiPrereq.Cli.Output;

/// <summary>The public properties of a record in the order in which they are declared, a base class's first.</summary>
internal static class RecordProperties
{
    public static IReadOnlyList<PropertyInfo> Of(Type type)
    {
        var own = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        return type.BaseType is { } parent && parent != typeof(object) ? [.. Of(parent), .. own] : own;
    }
}
