using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Xunit;

namespace MdiPrereq.Tests.Build;

/// <summary>
/// What the module's assemblies refer to, read from their metadata: what .NET Framework 4.7.2 or .NET 8 has in the box, PowerShell, and
/// each other. On a Tier-0 machine nothing else is loaded.
/// </summary>
public class ReferenceTests
{
    private static readonly string[] NativeLibraries = ["kernel32", "ws2_32", "iphlpapi", "netapi32", "libc"];

    [Theory]
    [InlineData("net472", "MdiPrereq.dll", "MdiPrereq.Probes", "System.Management.Automation")]
    [InlineData("net472", "MdiPrereq.Probes.dll")]
    [InlineData("net8.0", "MdiPrereq.dll", "MdiPrereq.Probes", "System.Management.Automation")]
    [InlineData("net8.0", "MdiPrereq.Probes.dll")]
    public void The_module_refers_to_the_framework_powershell_and_itself_alone(string edition, string assembly, params string[] beyond)
    {
        var foreign = Foreign(Assemblies.OfModule(edition, assembly), edition);
        Assert.Equal(beyond, foreign.Select(reference => reference.Name).Order(StringComparer.Ordinal));
    }

    // The version that Windows PowerShell 3 to 5.1 has; every PowerShell 7 takes it for its own.
    [Theory]
    [InlineData("net472")]
    [InlineData("net8.0")]
    public void The_powershell_referred_to_is_the_one_that_every_powershell_answers_for(string edition)
    {
        var foreign = Foreign(Assemblies.OfModule(edition, "MdiPrereq.dll"), edition);
        var powerShell = foreign.Single(one => one.Name == "System.Management.Automation");
        Assert.Equal(new Version(3, 0, 0, 0), powerShell.Version);
    }

    [Theory]
    [InlineData("net472")]
    [InlineData("net8.0")]
    public void Native_code_is_called_in_the_systems_own_libraries_alone(string edition)
    {
        using var image = new PEReader(File.OpenRead(Assemblies.OfModule(edition, "MdiPrereq.Probes.dll")));
        var metadata = image.GetMetadataReader();
        var libraries = Enumerable.Range(1, metadata.GetTableRowCount(TableIndex.ModuleRef))
            .Select(row => metadata.GetModuleReference(MetadataTokens.ModuleReferenceHandle(row)))
            .Select(module => Path.GetFileNameWithoutExtension(metadata.GetString(module.Name)));
        Assert.Empty(libraries.Except(NativeLibraries, StringComparer.OrdinalIgnoreCase));
    }

    // The check itself: it sees a reference that is neither.
    [Fact]
    public void A_package_would_be_seen()
    {
        var foreign = Foreign(typeof(ReferenceTests).Assembly.Location, "net8.0");
        Assert.Contains(foreign, reference => reference.Name!.StartsWith("xunit", StringComparison.Ordinal));
    }

    private static List<AssemblyName> Foreign(string path, string edition)
    {
        var own = FrameworkAssemblies(edition);
        return [.. References(path).Where(one => !own.TryGetValue(one.Name!, out var there) || !Serves(there, one))];
    }

    // A package's assembly of the same name has another key, or a later version.
    private static bool Serves(AssemblyName own, AssemblyName reference) =>
        reference.Version <= own.Version && (reference.GetPublicKeyToken() ?? []).SequenceEqual(own.GetPublicKeyToken() ?? []);

    private static List<AssemblyName> References(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }

    // By the reference assemblies that the module was compiled against.
    private static Dictionary<string, AssemblyName> FrameworkAssemblies(string edition)
    {
        return Assemblies.OfFramework(edition)
            .Select(NameOf).OfType<AssemblyName>()
            .GroupBy(name => name.Name!)
            .ToDictionary(group => group.Key, group => group.MaxBy(name => name.Version)!);
    }

    // Null for native code, and for a part of another assembly.
    private static AssemblyName? NameOf(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        if (!image.HasMetadata) return null;
        var metadata = image.GetMetadataReader();
        return metadata.IsAssembly ? metadata.GetAssemblyDefinition().GetAssemblyName() : null;
    }
}
