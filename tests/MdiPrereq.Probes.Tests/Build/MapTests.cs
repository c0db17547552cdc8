using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>The pages that lead through the repository name files; those files exist.</summary>
public class MapTests
{
    private static readonly string[] Skipped = [".git", "bin", "obj", "out", "TestResults"];

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/README.md")]
    [InlineData("docs/fuzzing.md")]
    [InlineData("docs/concepts/verdict.md")]
    [InlineData("docs/concepts/nnr-decision.md")]
    [InlineData("docs/concepts/wire.md")]
    [InlineData("docs/concepts/exit-codes.md")]
    [InlineData("docs/concepts/firewall-rules.md")]
    [InlineData("docs/concepts/inbound.md")]
    [InlineData("tests/lab/README.md")]
    public void Files_that_are_named_exist(string page)
    {
        var text = File.ReadAllText(Path.Combine(TestMachine.Repository, page));
        var folder = Path.GetDirectoryName(page)!;
        var links = Regex.Matches(text, @"\]\((?!https?:|#)([^)#]+)").Select(link => link.Groups[1].Value)
            .Where(link => !Path.Exists(Path.Combine(TestMachine.Repository, folder, link)));

        // In code: the name of a file, or the end of its path.
        var files = Files(TestMachine.Repository).Select(file => '/' + file).ToList();
        var named = Regex.Matches(
            text, @"`(?:\./)?((?:\.?[\w-]+[./])+(?:cs|csproj|md|ps1|psd1|ps1xml|py|sh|json|txt|hex|props|targets|xml))`")
            .Select(name => name.Groups[1].Value)
            .Where(name => !files.Any(file => file.EndsWith('/' + name, StringComparison.Ordinal)));
        Assert.Equal("", string.Join(", ", links.Concat(named).Distinct()));
    }

    private static IEnumerable<string> Files(string root)
    {
        var folders = Directory.EnumerateDirectories(root).Where(folder => !Skipped.Contains(Path.GetFileName(folder)));
        return folders.SelectMany(Files).Concat(Directory.EnumerateFiles(root))
            .Select(
                file => Path.GetRelativePath(TestMachine.Repository, Path.GetFullPath(file, TestMachine.Repository)).Replace('\\', '/'));
    }
}
