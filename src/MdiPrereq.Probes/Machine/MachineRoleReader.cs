using System;
using System.Net.NetworkInformation;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using MdiPrereq.Protocols;

namespace MdiPrereq.Machine;

/// <summary>Reads what this machine is. Any user may; nothing is sent.</summary>
internal static class MachineRoleReader
{
    private const string Services = @"SYSTEM\CurrentControlSet\Services\";

    // DSROLE_PRIMARY_DOMAIN_INFO_BASIC (dsrole.h): the role, flags, then pointers to the flat name, the DNS name and the forest's.
    private const int DnsNameAt = 1;
    private const int PrimaryDomainInfoBasic = 1;

    // WinNT, ServerNT or LanmanNT, whatever domain the machine is in.
    private const string ProductOptions = @"SYSTEM\CurrentControlSet\Control\ProductOptions";

    public static MachineRole Read() =>
        RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ReadWindows() : new(MachineKind.NotWindows, OwnSuffix());

    [SupportedOSPlatform("windows")]
    private static MachineRole ReadWindows()
    {
        var kind = RegistryValue.Text(ProductOptions, "ProductType") switch
        {
            "LanmanNT" => MachineKind.DomainController,
            "WinNT" => MachineKind.Workstation,
            _ => MachineKind.MemberServer,
        };
        return new(kind, ReadDomain())
        {
            HasFederation = RegistryValue.Exists(Services + "adfssrv"),
            HasCertificateAuthority = RegistryValue.Exists(Services + "CertSvc"),
            HasEntraConnect = RegistryValue.Exists(Services + "ADSync"),
        };
    }

    [SupportedOSPlatform("windows")]
    private static string ReadDomain()
    {
        if (DsRoleGetPrimaryDomainInformation(null, PrimaryDomainInfoBasic, out var info) != 0) return OwnSuffix();
        try
        {
            // Behind the role and the flags, two DWORDs, pointers begin on a boundary of their own in both bitnesses.
            return SafeText.Clean(Marshal.PtrToStringUni(Marshal.ReadIntPtr(info, 8 + (DnsNameAt * IntPtr.Size))) ?? "");
        }
        finally
        {
            DsRoleFreeMemory(info);
        }
    }

    private static string OwnSuffix() => SafeText.Clean(IPGlobalProperties.GetIPGlobalProperties().DomainName);

    [DllImport("netapi32.dll", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int DsRoleGetPrimaryDomainInformation(string? server, int level, out IntPtr info);

    [DllImport("netapi32.dll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void DsRoleFreeMemory(IntPtr info);
}
