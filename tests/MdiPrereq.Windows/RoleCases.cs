using System;
using System.Linq;
using System.Runtime.Versioning;
using MdiPrereq.Machine;
using Microsoft.Win32;

namespace MdiPrereq.Tests.Windows;

/// <summary>What a machine is, by its registry; and whether its ARP table can be read.</summary>
[SupportedOSPlatform("windows")]
internal static class RoleCases
{
    private const string ProductOptions = @"SYSTEM\CurrentControlSet\Control\ProductOptions";
    private const string FederationService = @"SYSTEM\CurrentControlSet\Services\adfssrv";

    public static void Run()
    {
        using var options = Registry.LocalMachine.CreateSubKey(ProductOptions);
        var before = options.GetValue("ProductType");
        foreach (var type in (string[])["WinNT", "ServerNT", "LanmanNT"])
        {
            options.SetValue("ProductType", type);
            Print(type);
        }

        using (Registry.LocalMachine.CreateSubKey(FederationService)) Print("WithFederation");
        Registry.LocalMachine.DeleteSubKeyTree(FederationService);
        if (before is not null) options.SetValue("ProductType", before);
        Console.WriteLine($"Neighbours\t{NeighbourTable.Read().All(NeighbourTable.IsOneMachine)}");
    }

    private static void Print(string what)
    {
        var role = MachineRoleReader.Read();
        Console.WriteLine($"{what}\t{role.Kind}\t{role.HasFederation}\t{role.HasCertificateAuthority}\t{role.HasEntraConnect}");
    }
}
