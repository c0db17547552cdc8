using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace MdiPrereq.Results;

/// <summary>
/// A type of result as files know it: its name and its public properties. Nothing here knows a single type, so that the results of
/// a new check can be saved and restored without a change. A type that computes what it shows restores itself, by a constructor
/// that takes <see cref="SavedProperties"/>.
/// </summary>
internal sealed class ResultType
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<string, ResultType?> Known = new();

    private readonly Type _type;
    private readonly ConstructorInfo? _restore;

    private ResultType(Type type)
    {
        _type = type;
        _restore = type.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, null, [typeof(SavedProperties)], null);
        Properties = [.. PropertiesOf(type)];
    }

    public string Name => _type.FullName!;

    public IReadOnlyList<PropertyInfo> Properties { get; }

    /// <returns>Null when results have no such type: only they are ever made from a file.</returns>
    public static ResultType? Of(string name) => Known.GetOrAdd(name, key =>
        typeof(CheckResult).Assembly.GetType(key) is { IsPublic: true, IsAbstract: false } type && (typeof(CheckResult).IsAssignableFrom(type) || type == typeof(NnrMeasure))
            ? new ResultType(type)
            : null);

    public object Restore(SavedProperties saved)
    {
        var result = _restore?.Invoke([saved]) ?? Activator.CreateInstance(_type, nonPublic: true)!;
        foreach (var property in Properties)
        {
            if (property.GetSetMethod(nonPublic: true) is { } setter && saved.TryGet(property.Name, property.PropertyType, out var value)) setter.Invoke(result, [value]);
        }

        return result;
    }

    // A base class's first, as views and CSV show them; an override takes the place of what it overrides.
    private static IEnumerable<PropertyInfo> PropertiesOf(Type type)
    {
        var own = type.GetProperties(Own);
        if (type.BaseType is not { } parent || parent == typeof(object)) return own;
        var inherited = PropertiesOf(parent).Select(property => own.FirstOrDefault(one => one.Name == property.Name) ?? property).ToList();
        return inherited.Concat(own.Where(property => !inherited.Contains(property)));
    }
}
