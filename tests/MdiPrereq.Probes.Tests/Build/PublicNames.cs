using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;

namespace MdiPrereq.Tests.Build;

/// <summary>
/// What scripts and programs may rely on in an assembly, one line for each public type and member, sorted: signatures, constants, and what
/// the attributes of PowerShell say of a cmdlet and its parameters. Read from metadata: nothing is loaded to be run.
/// </summary>
internal sealed class PublicNames : IDisposable
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private readonly MetadataLoadContext _context;

    /// <param name="references">The assemblies that those to be read refer to.</param>
    public PublicNames(IEnumerable<string> references) => _context = new(new PathAssemblyResolver(references));

    /// <summary>The lines of an assembly.</summary>
    public IEnumerable<string> Of(string path) => _context.LoadFromAssemblyPath(path).GetExportedTypes()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Attributes(type).Concat(Members(type).Order(StringComparer.Ordinal))
            .Select(line => "  " + line)
            .Prepend(Header(type)));

    public void Dispose() => _context.Dispose();

    private static string Header(Type type)
    {
        var kind = type.IsEnum ? "enum" : type.IsValueType ? "struct" : type.IsInterface ? "interface" : "class";
        var word = !type.IsClass ? "" : (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static ",
            (true, false) => "abstract ",
            (false, true) => "sealed ",
            _ => "",
        };
        var hasParent = type.BaseType?.FullName is not (null or "System.Object" or "System.ValueType" or "System.Enum");
        var parent = hasParent ? [type.BaseType!] : Type.EmptyTypes;
        var interfaces = (
            type.IsEnum ? Type.EmptyTypes : type.GetInterfaces()).Where(one => one.IsPublic).OrderBy(Name, StringComparer.Ordinal);
        var after = string.Join(", ", parent.Concat(interfaces).Select(Name));
        return $"{word}{kind} {type.FullName}{(after.Length > 0 ? " : " + after : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return type.GetFields(Declared).Where(field => field.IsLiteral)
                .Select(field => $"{field.Name} = {Text(field.GetRawConstantValue())}");
        }

        var inherited = !type.IsSealed;
        return type.GetConstructors(Declared).Where(one => Seen(one, inherited)).Select(one => $"{Word(one)}new({Parameters(one)})")
            .Concat(type.GetFields(Declared).Where(field => field.IsPublic || (inherited && field.IsFamily)).Select(Field))
            .Concat(type.GetProperties(Declared).Where(one => one.GetAccessors(true).Any(accessor => Seen(accessor, inherited)))
                .Select(one => Property(one, inherited)))
            .Concat(type.GetEvents(Declared).Where(one => Seen(one.AddMethod!, inherited))
                .Select(one => $"event {one.Name} : {Name(one.EventHandlerType!)}"))
            .Concat(type.GetMethods(Declared).Where(one => !one.IsSpecialName && one.Name[0] != '<' && !IsOverride(one) && Seen(one, inherited))
                .Select(one => $"{Word(one)}{one.Name}{Generics(one)}({Parameters(one)}) : {Name(one.ReturnType)}"));
    }

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {field.Name} : {Name(field.FieldType)} = {Text(field.GetRawConstantValue())}"
        : $"{(field.IsStatic ? "static " : "")}{field.Name} : {Name(field.FieldType)}";

    private static string Property(PropertyInfo property, bool inherited)
    {
        var accessors = property.GetAccessors(true).Where(accessor => Seen(accessor, inherited)).ToArray();
        var verbs = accessors.Select(accessor => (accessor.IsPublic ? "" : "protected ")
            + (accessor.Name.StartsWith("get_", StringComparison.Ordinal) ? "get" : IsInit(accessor) ? "init" : "set"));
        var word = Word(accessors[0]).Replace("protected ", "", StringComparison.Ordinal);
        return string.Join(" ", Attributes(property)
            .Prepend($"{word}{property.Name} : {Name(property.PropertyType)} {{ {string.Join("; ", verbs)} }}"));
    }

    private static bool Seen(MethodBase method, bool inherited) =>
        method.IsPublic || (inherited && (method.IsFamily || method.IsFamilyOrAssembly));

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0;

    // What a type overrides is named where it comes from.
    private static bool IsOverride(MethodBase method) => method.IsVirtual && (method.Attributes & MethodAttributes.NewSlot) == 0;

    private static string Word(MethodBase method) => (method.IsPublic ? "" : "protected ") + (method switch
    {
        { IsStatic: true } => "static ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => "",
    });

    private static string Generics(MethodInfo method) =>
        method.IsGenericMethodDefinition ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Text(parameter.RawDefaultValue) : "")}"));

    // Those of PowerShell and our own; the compiler's say nothing to a caller.
    private static IEnumerable<string> Attributes(MemberInfo member) => member.GetCustomAttributesData()
        .Where(data => data.AttributeType.Namespace?.Split('.') is ["System", "Management", "Automation", ..] or ["MdiPrereq", ..])
        .Select(Attribute).Order(StringComparer.Ordinal);

    private static string Attribute(CustomAttributeData data)
    {
        var arguments = data.ConstructorArguments.Select(argument => Text(argument.Value))
            .Concat(data.NamedArguments.OrderBy(one => one.MemberName, StringComparer.Ordinal)
                .Select(one => $"{one.MemberName} = {Text(one.TypedValue.Value)}"));
        var name = data.AttributeType.Name;
        return $"[{(name.EndsWith("Attribute", StringComparison.Ordinal) ? name[..^9] : name)}({string.Join(", ", arguments)})]";
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        Type type => Name(type),
        CustomAttributeTypedArgument argument => Text(argument.Value),
        IEnumerable many => string.Join(", ", many.Cast<object?>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (type.IsGenericParameter) return type.Name;
        var name = type.Namespace?.Split('.') is ["System", ..] ? type.Name : $"{type.Namespace}.{type.Name}";
        if (!type.IsGenericType) return name;
        var plain = name.Split('`')[0];
        var arguments = type.GetGenericArguments().Select(Name).ToArray();
        return plain == "Nullable" ? arguments[0] + "?" : $"{plain}<{string.Join(", ", arguments)}>";
    }
}
