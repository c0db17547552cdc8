using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>The four rooms of a check: those who ask and those who judge have no sentences.</summary>
public class RoomTests
{
    /// <summary>Evidence is a few words; more than that is a sentence, or the end of one.</summary>
    private const int MaxWords = 4;

    [Fact]
    public void Rules_and_runs_say_nothing_in_sentences()
    {
        var checks = Path.Combine(TestMachine.Repository, "src", "MdiPrereq.Probes", "Checks");
        var files = Directory.EnumerateFiles(checks, "*.cs", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(file, @"(Rules|Run)\.cs$")).ToList();
        var sentences =
            from file in files
            from line in File.ReadLines(file)
            where !Regex.IsMatch(line, @"^\s*//")
            from Match literal in Regex.Matches(line, @"""(?:[^""\\]|\\.)*""")
            where Regex.Replace(literal.Value, @"\{(?:[^{}]|\{[^{}]*\})*\}?", "").Split(' ').Length > MaxWords
            select $"{Path.GetFileName(file)}: {literal.Value}";
        Assert.True(files.Count > 15);
        Assert.Equal("", string.Join("\n", sentences));
    }
}
