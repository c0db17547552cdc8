using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class ExchangeStateTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    [Fact]
    public void An_exchange_keeps_nothing_of_what_it_reads()
    {
        var exchanges = typeof(Exchange).Assembly.GetTypes().Where(typeof(Exchange).IsAssignableFrom).ToList();
        Assert.True(exchanges.Count > 10);
        Assert.Empty(exchanges.SelectMany(type => type.GetProperties(Own)).Where(property => property.CanWrite).Select(Name));
        Assert.Empty(
            exchanges.SelectMany(type => type.GetFields(Own)).Where(field => !field.IsInitOnly && !IsParameter(field)).Select(Name));
    }

    /// <summary>A parameter of the constructor that a method uses is a field of the compiler's.</summary>
    private static bool IsParameter(FieldInfo field) => field.IsDefined(typeof(CompilerGeneratedAttribute)) || field.Name.EndsWith('P');

    private static string Name(MemberInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";
}
