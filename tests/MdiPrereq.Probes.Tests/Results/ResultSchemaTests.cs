using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using MdiPrereq.Results;
using MdiPrereq.Tests.Cli;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Results;

/// <summary>
/// The published schema: of the file in which results travel, and of what the tool writes as JSON. It is made from the types here, so that it
/// cannot lag behind them, and real output is held against it.
/// </summary>
public class ResultSchemaTests
{
    private static readonly string Published = Path.Combine(TestMachine.Repository, "docs", "result.schema.json");

    private static readonly JsonSchema Schema = JsonSchema.FromText(File.Exists(Published) ? File.ReadAllText(Published) : "false");

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    [Fact]
    public void Is_that_of_the_types()
    {
        var made = Make().ToJsonString(Indented) + "\n";
        if (File.Exists(Published) && File.ReadAllText(Published) == made) return;
        File.WriteAllText(Published + ".new", made);
        Assert.Fail($"The types of results are others than {Published} says; as they are now: {Published}.new");
    }

    [Theory]
    [InlineData("test", "dc01.contoso.test", "dc03.contoso.test", "--timeout", "500")]
    [InlineData("nnr", "192.0.2.101-192.0.2.106", "--timeout", "500")]
    [InlineData("nnr", "192.0.2.101-192.0.2.106", "--timeout", "500", "--summary")]
    [InlineData("cloud", "contoso")]
    [InlineData("adapter")]
    public void Holds_what_the_tool_writes(params string[] command)
    {
        foreach (var format in new[] { "json", "results" })
        {
            var output = Tool.Run([.. command, "--output", format]).Output;
            using var document = JsonDocument.Parse(output);
            Assert.True(Schema.Evaluate(document.RootElement).IsValid, output);
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"Verdict\":\"Pass\"}]")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Version\":1,\"Results\":[{\"Type\":\"MdiPrereq.PortTestResult\"}]}")]
    [InlineData("{\"Schema\":\"Other\",\"Version\":1,\"Results\":[]}")]
    public void Refuses_what_is_none(string text)
    {
        using var document = JsonDocument.Parse(text);
        Assert.False(Schema.Evaluate(document.RootElement).IsValid);
    }

    private static JsonObject Make()
    {
        var types = ResultTypeTests.Names.Select(row => ResultType.Of(row.Data)!).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        var definitions = new JsonObject();
        foreach (var type in types)
        {
            definitions[ShortName(type)] = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject(type.Properties.Select(one => KeyValuePair.Create(one.Name, (JsonNode?)ValueOf(one.PropertyType)))),
                ["required"] = Texts(type.Properties.Select(one => one.Name)),
            };
        }

        return new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Results of MdiPrereq",
            ["description"] = "A file of Export-MdiResult or mdiprereq --output results; or the array of mdiprereq --output json.",
            ["oneOf"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = new JsonObject
                    {
                        ["Schema"] = new JsonObject { ["const"] = ResultFile.Schema },
                        ["Version"] = new JsonObject { ["const"] = ResultFile.Version },
                        ["Module"] = new JsonObject { ["type"] = "string" },
                        ["WrittenBy"] = new JsonObject { ["type"] = "string" },
                        ["WrittenUtc"] = ValueOf(typeof(DateTime)),
                        ["Results"] = List(types.Select(Typed)),
                    },
                    ["required"] = Texts(["Schema", "Version", "Results"]),
                },
                List(types.Select(Reference))),
            ["$defs"] = definitions,
        };
    }

    private static JsonNode Typed(ResultType type)
    {
        var typed = Reference(type);
        typed["properties"] = new JsonObject { ["Type"] = new JsonObject { ["const"] = type.Name } };
        typed["required"] = Texts(["Type"]);
        return typed;
    }

    private static JsonNode Reference(ResultType type) => new JsonObject { ["$ref"] = $"#/$defs/{ShortName(type)}" };

    private static JsonObject List(IEnumerable<JsonNode> items) => new()
    {
        ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = new JsonArray([.. items]) },
    };

    private static JsonObject ValueOf(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        if (bare.IsEnum) return new() { ["enum"] = Texts(Enum.GetNames(bare)) };
        var name = bare == typeof(bool) ? "boolean"
            : bare == typeof(int) || bare == typeof(long) ? "integer"
            : bare == typeof(double) ? "number" : "string";
        var value = new JsonObject { ["type"] = bare == type ? name : Texts([name, "null"]) };
        if (bare == typeof(DateTime)) value["format"] = "date-time";
        return value;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];

    private static string ShortName(ResultType type) => type.Name.Substring(type.Name.LastIndexOf('.') + 1);
}
