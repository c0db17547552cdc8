using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using CsCheck;
using MdiPrereq.Protocols;
using MdiPrereq.Results;
using Xunit;

namespace MdiPrereq.Tests.Results;

/// <summary>Import after export is identity: for every type of result, whatever its properties hold.</summary>
public class ResultRoundTripTests
{
    private const int Values = 48;

    [Theory]
    [MemberData(nameof(ResultTypeTests.Names), MemberType = typeof(ResultTypeTests))]
    public void What_was_written_is_read(string name)
    {
        var type = ResultType.Of(name)!;
        Gen.Select(HostileText.Any.Array[Values], Gen.Long.Array[Values], Gen.Double.Array[Values], Gen.Bool.Array[Values])
            .Sample((texts, longs, doubles, isNull) =>
            {
                var written = type.Properties
                    .Select((property, i) => (property, Value: ValueFor(property, texts[i], longs[i], doubles[i], isNull[i])))
                    .ToDictionary(one => one.property, one => one.Value);
                var line = ResultFile.Line(type, property => written[property]);
                var read = Assert.Single(ResultFiles.Read(ResultFiles.With(line)));

                // Text is as it was if it was harmless, as that from the network always is; what was made harmless stays as it is.
                foreach (var (property, value) in written)
                {
                    Assert.Equal(value is string text ? SafeText.CleanSentence(text) : value, property.GetValue(read));
                }

                Assert.Equal(line, ResultFiles.Line(read));
            });
    }

    [Fact]
    public void Text_is_read_as_it_was_however_it_is_cut_into_results() => HostileText.Any.Array[0, 6].Sample(texts =>
    {
        var lines = texts.Select(text => ResultFiles.Line(new PortTestResult { Evidence = text })).ToList();
        Assert.Equal(lines, ResultFiles.Read(ResultFiles.With(lines)).Select(ResultFiles.Line));
    });

    private static object? ValueFor(PropertyInfo property, string text, long number, double real, bool isNull)
    {
        var bare = Nullable.GetUnderlyingType(property.PropertyType);
        if (bare is not null && isNull) return null;
        bare ??= property.PropertyType;
        if (bare == typeof(string)) return text;
        if (bare == typeof(bool)) return isNull;
        if (bare == typeof(int)) return (int)number;
        if (bare == typeof(long)) return number;
        if (bare == typeof(double)) return double.IsFinite(real) ? real : number;
        if (bare == typeof(DateTime)) return new DateTime((number & long.MaxValue) % DateTime.MaxValue.Ticks, DateTimeKind.Utc);
        var words = Enum.GetValues(bare);
        return words.GetValue((int)((number & long.MaxValue) % words.Length));
    }
}
