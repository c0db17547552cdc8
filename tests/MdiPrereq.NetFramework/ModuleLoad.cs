using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace MdiPrereq.Tests;

/// <summary>
/// The module's own assemblies, with what stands for PowerShell when they are compiled: whether this runtime can compile each method (so
/// that each type and member it uses is there) and make each cmdlet. To run them takes a PowerShell for .NET Framework.
/// </summary>
internal static class ModuleLoad
{
    private const BindingFlags All =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private const MethodImplAttributes OfTheRuntime = MethodImplAttributes.InternalCall | MethodImplAttributes.Runtime;

    public static int Run(string module, string powerShell)
    {
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
            new AssemblyName(wanted.Name).Name == "System.Management.Automation" ? Assembly.LoadFrom(powerShell) : null;
        var cmdlets = Assembly.LoadFrom(module);
        var types = new[] { cmdlets, Assembly.LoadFrom(Path.Combine(Path.GetDirectoryName(module)!, "MdiPrereq.Probes.dll")) }
            .SelectMany(assembly => assembly.GetTypes()).Where(type => !type.ContainsGenericParameters);
        Console.WriteLine($"compiled {types.SelectMany(Methods).Count(CanCompile)}");
        foreach (var type in cmdlets.GetExportedTypes().Where(type => !type.IsAbstract && type.Name.EndsWith("Command", StringComparison.Ordinal)))
        {
            Console.WriteLine($"cmdlet {Activator.CreateInstance(type).GetType().Name}");
        }

        return 0;
    }

    private static IEnumerable<MethodBase> Methods(Type type) => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        .Where(method => !method.IsAbstract && !method.ContainsGenericParameters
            && (method.GetMethodImplementationFlags() & OfTheRuntime) == 0 && (method.Attributes & MethodAttributes.PinvokeImpl) == 0);

    private static bool CanCompile(MethodBase method)
    {
        try
        {
            RuntimeHelpers.PrepareMethod(method.MethodHandle);
            _ = method.MethodHandle.GetFunctionPointer();
            return true;
        }
        catch (Exception e)
        {
            Console.WriteLine($"broken {method.DeclaringType}.{method.Name}: {e.GetType().Name}: {e.Message.Split('\n')[0]}");
            return false;
        }
    }
}
