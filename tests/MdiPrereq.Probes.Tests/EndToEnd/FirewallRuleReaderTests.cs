using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using MdiPrereq.Tests.Cli;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>Firewall rules as the products' own programs read them, where those are on this machine.</summary>
public sealed class FirewallRuleReaderTests
{
    private static readonly string[] Rows =
        ["rules", "--source", "10.0.0.1-10.0.0.9,fd77::1", "--target", "10.0.1.10,10.0.1.11,fd77::20", "--sensor-type", "Standalone"];

    // Bicep's compiler knows the types of the resource provider: a wrong property is a warning.
    [Theory]
    [InlineData(FirewallRuleFormat.AzureNsgBicep, "build")]
    [InlineData(FirewallRuleFormat.AzureNsg, "decompile")]
    public async Task Bicep_compiles_the_rules_without_a_warning(FirewallRuleFormat format, string verb)
    {
        Assert.SkipWhen(Machine.Find("bicep") is null, Machine.WhyNoBicep);
        var folder = Directory.CreateTempSubdirectory("mdi-bicep-").FullName;
        var texts = Texts(format).Append(Tool.Run([.. Rows, "--format", $"{format}"]).Output).ToList();
        for (var i = 0; i < texts.Count; i++)
        {
            var file = Path.Combine(folder, $"rules{i}.{(verb == "build" ? "bicep" : "json")}");
            await File.WriteAllTextAsync(file, texts[i], TestContext.Current.CancellationToken);
            if (verb == "decompile") await Machine.RunAsync("bicep", "decompile", file);
        }

        // All at once: to start the compiler takes longer than to compile.
        var count = Directory.GetFiles(folder, "*.bicep").Length;
        var (exitCode, output) = await Machine.RunAsync("bicep", "build", "--pattern", Path.Combine(folder, "*.bicep"));
        Directory.Delete(folder, recursive: true);
        Assert.Equal((texts.Count, 0, output), (count, exitCode, output));

        // Decompiling leaves child resources with full names, of which the linter would make parents.
        Assert.DoesNotContain("Warning BCP", output, System.StringComparison.Ordinal);
    }

    // What the CLI checks a request against before it is sent.
    [Fact]
    public async Task The_clis_own_model_takes_the_requests()
    {
        const string Check = """
            import json, sys, botocore.session, botocore.validate
            model = botocore.session.get_session().get_service_model('ec2')
            for rule in json.load(open(sys.argv[1])):
                for verb, text in (('Authorize', rule['Text']), ('Revoke', rule['Undo'])):
                    shape = model.operation_model(verb + 'SecurityGroupIngress').input_shape
                    report = botocore.validate.ParamValidator().validate(json.loads(text), shape)
                    if report.has_errors(): sys.exit(report.generate_report())
            """;
        var python = Machine.Find("python3");
        Assert.SkipWhen(python is null || (await Machine.RunAsync("python3", "-c", "import botocore")).ExitCode != 0, "there is no python3 with botocore");
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, Tool.Run([.. Rows, "--format", "AwsSecurityGroup", "--output", "json"]).Output, TestContext.Current.CancellationToken);
        var (exitCode, output) = await Machine.RunAsync("python3", "-c", Check, file);
        File.Delete(file);
        Assert.True(exitCode == 0, output);
    }

    private static IEnumerable<string> Texts(FirewallRuleFormat format)
    {
        using var rules = JsonDocument.Parse(Tool.Run([.. Rows, "--format", $"{format}", "--output", "json"]).Output);
        return [.. rules.RootElement.EnumerateArray().Select(rule => rule.GetProperty("Text").GetString()!)];
    }
}
