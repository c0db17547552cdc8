using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Runtime.Versioning;
using MdiPrereq.Contract;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Adapters;

/// <summary>The facts of a Windows machine: adapters from the IP helper, drivers and what is disabled from the registry.</summary>
[SupportedOSPlatform("windows")]
internal sealed class WindowsFactReader : FactReader
{
    private const string BiosKey = @"HARDWARE\DESCRIPTION\System\BIOS";
    private const string TcpipKey = @"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters";
    private const string InterfacesKey = TcpipKey + @"\Interfaces\";
    private const string ConnectionsKey = @"SYSTEM\CurrentControlSet\Control\Network\" + WindowsNetworkClass.ClassGuid;

    private readonly IReadOnlyDictionary<string, NetworkClassEntry> _drivers;
    private readonly string _driverProblem;
    private readonly ILookup<int, string>? _routes = WindowsRoutes.ByIndex();

    public WindowsFactReader() => (_drivers, _driverProblem) = WindowsNetworkClass.Read();

    protected override string OperatingSystem => OperatingSystems.Windows;

    public override ServerFacts Read()
    {
        var facts = base.Read();
        var seen = new HashSet<string>(facts.Adapters.Select(adapter => adapter.Id), StringComparer.OrdinalIgnoreCase);
        return facts with
        {
            Adapters = [.. facts.Adapters, .. _drivers.Values.Where(driver => !seen.Contains(driver.AdapterId)).Select(ReadAbsent)],
        };
    }

    protected override ServerFact ReadServer()
    {
        var capture = WindowsCaptureDriver.Read();
        return base.ReadServer() with
        {
            Manufacturer = RegistryValue.Text(BiosKey, "SystemManufacturer"),
            Model = RegistryValue.Text(BiosKey, "SystemProductName"),
            DnsSuffixSearchList = Split(RegistryValue.Text(TcpipKey, "SearchList")),
            SensorInstalled = LocalMachine.IsSensorInstalled(),
            NpcapInstalled = capture.NpcapInstalled,
            NpcapVersion = capture.NpcapVersion,
            NpcapEdition = capture.NpcapEdition,
            NpcapAdminOnly = capture.AdminOnly,
            NpcapWinPcapCompatible = capture.WinPcapCompatible,
            NpcapLoopbackSupport = capture.LoopbackSupport,
            NpcapLoopbackAdapter = capture.LoopbackAdapter,
            WinPcapInstalled = capture.WinPcapInstalled,
            WinPcapVersion = capture.WinPcapVersion,
            VendorTeamServices = WindowsNetworkClass.VendorTeamServices(),
            CaptureDriverProblem = capture.Problem,
        };
    }

    protected override AdapterFact ReadAdapter(NetworkInterface adapter)
    {
        var properties = adapter.GetIPProperties();
        var ipv4 = adapter.Supports(NetworkInterfaceComponent.IPv4) ? Try(() => properties.GetIPv4Properties()) : null;
        var addresses = properties.UnicastAddresses.Select(a => $"{WithoutScope(a.Address)}/{a.PrefixLength} {OriginOf(a)}").ToList();
        if (StatusOf(adapter) == AdapterStatus.Down
            && !properties.UnicastAddresses.Any(a => a.Address.AddressFamily == AddressFamily.InterNetwork))
        {
            // Without a link the stack may not hold what is configured.
            addresses.AddRange(ConfiguredAddresses(adapter.Id));
        }

        return Describe(base.ReadAdapter(adapter)) with
        {
            Addresses = addresses,
            Routes = _routes is null || ipv4 is null ? null : [.. _routes[ipv4.Index]],
            DnsServers = [.. properties.DnsAddresses.Where(a => !AddressBits.IsDnsPlaceholder(a)).Select(WithoutScope)],
            DnsSuffix = SafeText.Clean(properties.DnsSuffix),
            DhcpEnabled = ipv4?.IsDhcpEnabled,
            RegistersInDns = properties.IsDynamicDnsEnabled,
        };
    }

    private static string OriginOf(UnicastIPAddressInformation address) => address.PrefixOrigin switch
    {
        PrefixOrigin.Manual => AdapterAddress.Manual,
        PrefixOrigin.Dhcp => AdapterAddress.Dhcp,
        var origin => origin.ToString(),
    };

    /// <summary>
    /// An adapter that is disabled or unplugged: the IP helper does not list it, its configuration is still in the registry.
    /// </summary>
    private AdapterFact ReadAbsent(NetworkClassEntry driver)
    {
        var key = InterfacesKey + driver.AdapterId;
        return Describe(new() { ComputerName = LocalMachine.Name, Id = driver.AdapterId }) with
        {
            Name = RegistryValue.Text($@"{ConnectionsKey}\{driver.AdapterId}\Connection", "Name") ?? driver.Description,
            Description = driver.Description,
            InterfaceType = driver.InterfaceType,
            Status = AdapterStatus.NotPresent,
            Addresses = ConfiguredAddresses(driver.AdapterId),
            Gateways = [.. RegistryValue.Texts(key, "DefaultGateway") ?? []],
            DnsServers = Split(RegistryValue.Text(key, "NameServer")),
            DnsSuffix = RegistryValue.Text(key, "Domain") ?? "",
            DhcpEnabled = UsesDhcp(key),
            RegistersInDns = RegistryValue.Number(key, "RegistrationEnabled") != 0,
        };
    }

    private static bool UsesDhcp(string key) => RegistryValue.Number(key, "EnableDHCP") == 1;

    private static IReadOnlyList<string> ConfiguredAddresses(string id)
    {
        var key = InterfacesKey + id;
        if (UsesDhcp(key)) return [];
        var addresses = RegistryValue.Texts(key, "IPAddress") ?? [];
        return [.. addresses.Zip(RegistryValue.Texts(key, "SubnetMask") ?? [], StaticAddress).OfType<string>()];
    }

    private static string? StaticAddress(string address, string mask) =>
        IPAddress.TryParse(address, out var parsed) && IPAddress.TryParse(mask, out var parsedMask)
            ? $"{parsed}/{IPv4Network.LengthOf(parsedMask)} {AdapterAddress.Manual}"
            : null;

    /// <summary>What the registry knows of an adapter's driver.</summary>
    private AdapterFact Describe(AdapterFact fact)
    {
        if (!_drivers.TryGetValue(fact.Id, out var driver))
        {
            var problem = _driverProblem.Length > 0 ? _driverProblem : $"the registry has no driver with the adapter id {fact.Id}";
            return fact with { DriverProblem = problem };
        }

        return fact with
        {
            DriverProblem = "",
            ComponentId = driver.ComponentId,
            DriverProvider = driver.Provider,
            DriverVersion = driver.Version,
            BoundServices = driver.BoundServices,
            LsoV1IPv4 = driver.Setting("*LsoV1IPv4"),
            LsoV2IPv4 = driver.Setting("*LsoV2IPv4"),
            LsoV2IPv6 = driver.Setting("*LsoV2IPv6"),
            RscIPv4 = driver.Setting("*RscIPv4"),
            RscIPv6 = driver.Setting("*RscIPv6"),
        };
    }

    private static string[] Split(string? list) => (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (NetworkInformationException)
        {
            // The adapter has no IPv4, or has gone meanwhile.
            return null;
        }
    }
}
