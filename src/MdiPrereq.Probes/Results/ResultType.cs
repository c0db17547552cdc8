using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using MdiPrereq.Contract;

namespace MdiPrereq.Results;

/// <summary>
/// A type of result as files know it: its name and its public properties. A type that computes what it shows restores itself, by a
/// constructor that takes <see cref="ISavedProperties"/>.
/// </summary>
internal sealed class ResultType
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // What a program from which the linker takes what is never called must keep of each type.
    private const DynamicallyAccessedMemberTypes Kept = DynamicallyAccessedMemberTypes.PublicProperties
        | DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.NonPublicConstructors;

    // A fixed table: a name in a file chooses one of these or nothing, and never makes the runtime look for a type.
    private static readonly Dictionary<string, ResultType> Known =
        new ResultType[]
        {
            new(typeof(PortTestResult)), new(typeof(NnrTestResult)), new(typeof(NnrMeasure)), new(typeof(CloudTestResult)),
            new(typeof(AdapterTestResult)), new(typeof(ProbeSending)), new(typeof(ProbeArrival)), new(typeof(ProbeReception)),
        }.ToDictionary(type => type.Name, StringComparer.Ordinal);

    [DynamicallyAccessedMembers(Kept)]
    private readonly Type _type;

    private readonly ConstructorInfo? _restore;
    private readonly (PropertyInfo Property, Action<object, object?> Set)[] _settable;

    private ResultType([DynamicallyAccessedMembers(Kept)] Type type)
    {
        _type = type;
        _restore = type.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, null, [typeof(ISavedProperties)], null);
        Properties = [.. PropertiesOf(type)];
        _settable = [.. from property in Properties
                        let setter = property.GetSetMethod(nonPublic: true)
                        where setter is not null
                        select (property, SetterOf(property, setter))];
    }

    public string Name => _type.FullName!;

    public IReadOnlyList<PropertyInfo> Properties { get; }

    /// <returns>Null when results have no such type: only they are ever made from a file.</returns>
    public static ResultType? Of(string name) => Known.TryGetValue(name, out var type) ? type : null;

    public object Restore(SavedProperties saved)
    {
        var result = _restore?.Invoke([saved]) ?? Activator.CreateInstance(_type, nonPublic: true)!;
        foreach (var (property, setter) in _settable)
        {
            if (saved.TryGet(property.Name, property.PropertyType, out var value)) setter(result, value);
        }

        return result;
    }

    private static Action<object, object?> SetterOf(PropertyInfo property, MethodInfo setter)
    {
#if NET
        // Compiled ahead of time there is no code for a type that is only known now.
        if (!System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported) return property.SetValue;
#endif
        return (Action<object, object?>)typeof(ResultType)
            .GetMethod(nameof(SetterOf), BindingFlags.NonPublic | BindingFlags.Static, null, [typeof(MethodInfo)], null)!
            .MakeGenericMethod(setter.DeclaringType!, property.PropertyType)
            .Invoke(null, [setter])!;
    }

    // A call by reflection takes longer than all the rest of reading a property.
    private static Action<object, object?> SetterOf<T, TValue>(MethodInfo setter)
    {
        var set = (Action<T, TValue>)Delegate.CreateDelegate(typeof(Action<T, TValue>), setter);
        return (result, value) => set((T)result, (TValue)value!);
    }

    // A base class's first, as views and CSV show them; an override takes the place of what it overrides.
    private static IEnumerable<PropertyInfo> PropertiesOf(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type type)
    {
        var own = type.GetProperties(Own);
        if (type.BaseType is not { } parent || parent == typeof(object)) return own;
        var inherited = PropertiesOf(parent).Select(property => own.FirstOrDefault(one => one.Name == property.Name) ?? property).ToList();
        return inherited.Concat(own.Where(property => !inherited.Contains(property)));
    }
}
