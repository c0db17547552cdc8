using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>
/// Scripts depend on the public names. They are recorded in PublicApi.txt; a change of them is made there too, so that a reader of the
/// change sees it.
/// </summary>
public class PublicApiTests
{
    private static readonly string Recorded =
        Path.Combine(TestMachine.Repository, "tests", "MdiPrereq.Probes.Tests", "Build", "PublicApi.txt");

    [Theory]
    [InlineData("net472")]
    [InlineData("net8.0")]
    public void The_public_names_are_those_that_are_recorded(string edition)
    {
        var now = Names(edition);
        var recorded = File.Exists(Recorded) ? File.ReadAllLines(Recorded) : [];
        if (now.SequenceEqual(recorded)) return;

        var beside = Path.ChangeExtension(Recorded, $".{edition}.new.txt");
        File.WriteAllText(beside, string.Join('\n', now) + '\n', new UTF8Encoding(false));
        Assert.Fail($"The public names of {edition} differ from PublicApi.txt; as they are now: {beside}\n"
            + string.Join('\n', Difference(recorded, now)));
    }

    private static List<string> Names(string edition)
    {
        string[] assemblies = ["MdiPrereq.Probes.dll", "MdiPrereq.dll"];
        var own = assemblies.Select(name => Assemblies.OfModule(edition, name)).ToArray();
        // The framework that the edition was compiled for, and any PowerShell: only its attributes' names count.
        using var names = new PublicNames([.. Assemblies.OfFramework(edition), .. own, Assemblies.OfPowerShell(edition)]);
        return [.. own.SelectMany(path => names.Of(path).Prepend($"# {Path.GetFileName(path)}"))];
    }

    // A member is told by its type: some have the same line in many.
    private static IEnumerable<string> Difference(string[] before, List<string> now)
    {
        var (gone, added) = (Qualified(before), Qualified(now));
        return gone.Except(added).Select(line => "- " + line).Concat(added.Except(gone).Select(line => "+ " + line));
    }

    private static List<string> Qualified(IEnumerable<string> lines)
    {
        var type = "";
        return [.. lines.Select(line => line.StartsWith(' ') ? $"{type}:{line}" : type = line.Split(" : ")[0])];
    }
}
