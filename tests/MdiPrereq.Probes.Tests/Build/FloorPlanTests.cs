using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>The plan of the probe library: each folder uses those before it and none behind it. There are no exceptions.</summary>
public class FloorPlanTests
{
    private static readonly string[] Floors =
    [
        "Contract", "Protocols", "Transports", "Engine", "Machine",
        "Checks/Ports", "Checks/NameResolution", "Checks/Cloud", "Checks/Adapters", "Checks/Inbound", "Checks/Server", "Results",
    ];

    [Fact]
    public void Compiled_types_use_only_the_floors_below_them()
    {
        using var library = new CompiledTypes(typeof(CheckResult).Assembly.Location);
        var offences = library.References()
            .Where(one => FloorOf(one.ToFile) > FloorOf(one.FromFile))
            .Select(one => $"{Floors[FloorOf(one.FromFile)]} -> {Floors[FloorOf(one.ToFile)]}: {one.From} -> {one.To}");
        Assert.Equal("", string.Join("\n", offences.Distinct().Order()));
    }

    // A constant of another floor leaves no trace in compiled code.
    [Fact]
    public void Files_import_only_the_floors_below_them()
    {
        var root = Path.Combine(TestMachine.Repository, "src", "MdiPrereq.Probes");
        var files = Floors.SelectMany(
            floor => Directory.EnumerateFiles(Path.Combine(root, floor), "*.cs", SearchOption.AllDirectories)).ToList();
        var offences =
            from file in files
            from Match import in Regex.Matches(File.ReadAllText(file), @"^using MdiPrereq\.([\w.]+);", RegexOptions.Multiline)
            let floor = FloorOfFolder(import.Groups[1].Value.Replace('.', '/'))
            where floor > FloorOf(Path.GetRelativePath(root, file))
            select $"{Path.GetRelativePath(root, file)} -> {Floors[floor]}";
        Assert.NotEmpty(files);
        Assert.Equal("", string.Join("\n", offences));
    }

    // The check itself: it sees the floors that are allowed, so it would see the others.
    [Theory]
    [InlineData("PortTestResult", "CheckResult")]
    [InlineData("ProbeWindow`1", "Descriptors")]
    [InlineData("PortRow", "KerberosProtocol")]
    public void References_in_signatures_and_bodies_are_seen(string from, string to)
    {
        using var library = new CompiledTypes(typeof(CheckResult).Assembly.Location);
        Assert.Contains(library.References(), one => one.From == from && one.To == to);
    }

    private static int FloorOf(string file) => FloorOfFolder(Path.GetDirectoryName(file)!.Replace('\\', '/'));

    private static int FloorOfFolder(string folder)
    {
        var floor = Array.FindIndex(Floors, one => folder == one || folder.StartsWith(one + "/", StringComparison.Ordinal));
        Assert.True(floor >= 0, $"The folder {folder} is on no floor of the plan.");
        return floor;
    }
}
