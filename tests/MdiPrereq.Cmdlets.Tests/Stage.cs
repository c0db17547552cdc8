using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>The staged module, which the build of these tests lays beside them.</summary>
internal static class Stage
{
    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "stage", "MdiPrereq")).Single();

    public static string Manifest => Path.Combine(Folder, "MdiPrereq.psd1");

    /// <summary>The tests' own references to the module lead to the staged assemblies, which PowerShell loads too.</summary>
    [ModuleInitializer]
    internal static void FindTheModule() => AssemblyLoadContext.Default.Resolving += (context, name) =>
    {
        var file = Path.Combine(Folder, "bin", "net8.0", name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    };
}
