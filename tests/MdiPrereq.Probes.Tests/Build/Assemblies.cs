using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Build;

/// <summary>Where the build laid the module's assemblies, and where it had those that it compiled them against.</summary>
internal static class Assemblies
{
    /// <summary>An assembly of the module, as the build lays it beside the manifest.</summary>
    public static string OfModule(string edition, string assembly) => Path.Combine(TestMachine.Repository, "bin", edition, assembly);

    /// <summary>The reference assemblies of the framework that an edition was compiled against.</summary>
    public static IEnumerable<string> OfFramework(string edition) => Directory.EnumerateFiles(
        Found(edition == "net472"
            ? Newest(Known("NuGetPackages"), "microsoft.netframework.referenceassemblies.net472", "1.*/build/.NETFramework/v4.7.2")
            : Newest(Known("TargetingPacks"), "Microsoft.NETCore.App.Ref", "8.*/ref/net8.0")
                ?? Newest(Known("NuGetPackages"), "microsoft.netcore.app.ref", "8.*/ref/net8.0"), edition),
        "*.dll",
        SearchOption.AllDirectories);

    /// <summary>What stands for PowerShell when an edition is compiled.</summary>
    public static string OfPowerShell(string edition) => Path.Combine(
        Found(
            Newest(Known("NuGetPackages"), "powershellstandard.library", $"5.*/lib/{(edition == "net472" ? "net452" : "netstandard2.0")}"),
            edition),
        "System.Management.Automation.dll");

    private static string Found(string? folder, string edition)
    {
        Assert.True(folder is not null, $"The reference assemblies of {edition} are not where the build had them.");
        return folder;
    }

    private static string? Newest(string root, string package, string versions)
    {
        var folder = Path.Combine(root, package);
        if (!Directory.Exists(folder)) return null;
        var parts = versions.Split('/', 2);
        return Directory.EnumerateDirectories(folder, parts[0]).Select(one => Path.Combine(one, parts[1]))
            .Where(Directory.Exists).Order(StringComparer.Ordinal).LastOrDefault();
    }

    private static string Known(string key) =>
        typeof(Assemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(one => one.Key == key).Value!;
}
