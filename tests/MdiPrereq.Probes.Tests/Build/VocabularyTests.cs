using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using MdiPrereq.Cli;
using MdiPrereq.Contract;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>
/// The library names no option and no command of ours; who asks has his own words for them. What the library can say is what its
/// literals hold, the words it is given, and what it saw.
/// </summary>
public class VocabularyTests
{
    /// <summary>A command of others, which is advice about Windows, with the parameter behind it.</summary>
    private const string Foreign = @"\b[A-Z][a-z]+-(?!Mdi)[A-Z]\w+(?: -[A-Z]\w+)?";

    /// <summary>A cmdlet of ours, or a parameter.</summary>
    private const string OfPowerShell = @"-Mdi[A-Z]|(?<!\w)-[A-Z]\w+";

    private const string OfTool = @"mdiprereq|(?<![\w-])--[a-z]";

    /// <summary>Options of the clouds' own tools, which look like ours.</summary>
    private const string ForeignTool = @"^az .*|--(group-id|cli-input-json)";

    /// <summary>The parameters of Windows' own commands that a value stands before, so that their command is in another literal.</summary>
    private static readonly string[] ForeignParameters =
    [
        "-Dhcp", "-IPAddress", "-PrefixLength", "-AddressFamily", "-DestinationPrefix", "-ResetServerAddresses", "-ServerAddresses",
        "-RegisterThisConnectionsAddress", "-ConnectionSpecificSuffix",

        // New-NetFirewallRule
        "-Name", "-DisplayName", "-Group", "-Description", "-Direction", "-Action", "-Profile", "-Protocol", "-LocalAddress", "-RemoteAddress",
    ];

    [Fact]
    public void The_library_names_no_command_and_no_option_of_ours() =>
        Assert.DoesNotContain(Literals(), text => NamesPowerShell(text) || Regex.IsMatch(Regex.Replace(text, ForeignTool, ""), OfTool));

    [Fact]
    public void The_tool_says_nothing_in_powershells_words() => Assert.DoesNotContain(WordsOf(ToolVocabulary.Instance), NamesPowerShell);

    // Read from its source: these tests refer to the tool, which the module's assembly has nothing to do with.
    [Fact]
    public void The_module_says_nothing_in_the_tools_words()
    {
        var source = File.ReadAllText(Path.Combine(TestMachine.Repository, "src", "MdiPrereq", "PowerShellVocabulary.cs"));
        Assert.DoesNotMatch($"\"[^\"]*({OfTool})", source);
        Assert.All(Members(), member => Assert.Contains($"override string {member.Name} ", source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_tool_has_a_word_for_everything() =>
        Assert.All(
            Members(), member => Assert.Equal(typeof(ToolVocabulary), typeof(ToolVocabulary).GetProperty(member.Name)!.DeclaringType));

    [Theory]
    [InlineData("Give -WorkspaceName.")]
    [InlineData("Run Test-MdiPort again.")]
    public void The_words_of_powershell_are_seen(string text) => Assert.True(NamesPowerShell(text));

    private static bool NamesPowerShell(string text) =>
        Regex.Matches(Regex.Replace(text, Foreign, ""), OfPowerShell).Any(match => !ForeignParameters.Contains(match.Value));

    private static IEnumerable<PropertyInfo> Members() =>
        typeof(Vocabulary).GetProperties().Where(property => property.GetMethod!.IsVirtual);

    private static IEnumerable<string> WordsOf(Vocabulary words) =>
        Members().Select(member => (string)member.GetValue(words)!).Append(words.TestOwnRows(Destination.Sensor));

    private static List<string> Literals()
    {
        using var image = new PEReader(File.OpenRead(typeof(Vocabulary).Assembly.Location));
        var metadata = image.GetMetadataReader();
        var literals = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
        {
            literals.Add(metadata.GetUserString(handle));
        }

        Assert.True(literals.Count > 1000);
        return literals;
    }
}
