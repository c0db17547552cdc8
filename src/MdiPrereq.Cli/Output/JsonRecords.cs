using System;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace MdiPrereq.Cli.Output;

/// <summary>Records as one JSON array, each written as it comes. An array that was stopped half-way is still closed.</summary>
internal sealed class JsonRecords<T>(TextWriter writer) : IRecordWriter<T>
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(), new FiniteNumbers() },

        // An apostrophe may stay one: this is no page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { OrderAsDeclared } },
    };

    private bool _any;

    public void Write(T record)
    {
        writer.Write(_any ? "," : "[");
        writer.WriteLine();
        writer.Write(JsonSerializer.Serialize(record, Options));
        writer.Flush();
        _any = true;
    }

    public void Dispose()
    {
        if (_any) writer.WriteLine();
        writer.WriteLine(_any ? "]" : "[]");
        writer.Flush();
    }

    private static void OrderAsDeclared(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var names = RecordProperties.Of(type.Type).Select(property => property.Name).ToList();
        foreach (var property in type.Properties) property.Order = names.IndexOf(property.Name);
    }

    /// <summary>JSON has no infinite number and no NaN; a record with one is written all the same.</summary>
    private sealed class FiniteNumbers : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value)) writer.WriteNumberValue(value);
            else writer.WriteNullValue();
        }
    }
}
