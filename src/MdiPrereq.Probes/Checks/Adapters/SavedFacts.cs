using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Adapters;

/// <summary>
/// Facts that were saved and come back as bags of properties, whatever they were saved as: live objects, <c>Import-Clixml</c>,
/// <c>ConvertFrom-Json</c>. They may have been edited or come from anywhere, so nothing in them is trusted to be of the right type.
/// </summary>
internal static class SavedFacts
{
    public const string AdapterKind = "Adapter";
    public const string ServerKind = "Server";

    private const int MaxItems = 1000;

    /// <summary>Whether a bag of properties is a fact at all.</summary>
    public static bool IsFact(Func<string, object?> bag) =>
        Text(bag, nameof(AdapterFact.FactKind)) is AdapterKind or ServerKind
            && Text(bag, nameof(AdapterFact.ComputerName)) is { Length: > 0 };

    /// <summary>The facts, machine by machine in the order they came.</summary>
    /// <param name="bags">Facts, each as a function from a property's name to its value.</param>
    public static IReadOnlyList<ServerFacts> Parse(IEnumerable<Func<string, object?>> bags)
    {
        var servers = new List<ServerFact>();
        var adapters = new List<AdapterFact>();
        foreach (var bag in bags)
        {
            if (Text(bag, nameof(AdapterFact.FactKind)) == ServerKind) servers.Add(ParseServer(bag));
            else adapters.Add(ParseAdapter(bag));
        }

        var names = servers.Select(server => server.ComputerName).Concat(adapters.Select(adapter => adapter.ComputerName));
        return
        [
            .. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new ServerFacts(
                servers.LastOrDefault(server => Same(server.ComputerName, name)) ?? Missing(name),
                [
                    .. adapters.Where(adapter => Same(adapter.ComputerName, name)).GroupBy(adapter => adapter.Id)
                        .Select(same => same.Last()),
                ])),
        ];
    }

    private static ServerFact Missing(string name) => new()
    {
        ComputerName = name,
        TimestampUtc = DateTime.UtcNow,
        OperatingSystem = OperatingSystems.Windows,
        CaptureDriverProblem = "the saved facts lack the one of the server",
    };

    private static ServerFact ParseServer(Func<string, object?> bag) => new()
    {
        ComputerName = Required(bag, nameof(ServerFact.ComputerName)),
        TimestampUtc = Time(bag(nameof(ServerFact.TimestampUtc))),
        OperatingSystem = Required(bag, nameof(ServerFact.OperatingSystem)),
        OperatingSystemVersion = Required(bag, nameof(ServerFact.OperatingSystemVersion)),
        Manufacturer = Text(bag, nameof(ServerFact.Manufacturer)),
        Model = Text(bag, nameof(ServerFact.Model)),
        DnsSuffixSearchList = List(bag, nameof(ServerFact.DnsSuffixSearchList)),
        SensorInstalled = Flag(bag, nameof(ServerFact.SensorInstalled)),
        NpcapInstalled = Flag(bag, nameof(ServerFact.NpcapInstalled)),
        NpcapVersion = Text(bag, nameof(ServerFact.NpcapVersion)),
        NpcapEdition = Text(bag, nameof(ServerFact.NpcapEdition)),
        NpcapAdminOnly = Number(bag, nameof(ServerFact.NpcapAdminOnly)),
        NpcapWinPcapCompatible = Number(bag, nameof(ServerFact.NpcapWinPcapCompatible)),
        NpcapLoopbackSupport = Number(bag, nameof(ServerFact.NpcapLoopbackSupport)),
        NpcapLoopbackAdapter = Text(bag, nameof(ServerFact.NpcapLoopbackAdapter)),
        WinPcapInstalled = Flag(bag, nameof(ServerFact.WinPcapInstalled)),
        WinPcapVersion = Text(bag, nameof(ServerFact.WinPcapVersion)),
        VendorTeamServices = List(bag, nameof(ServerFact.VendorTeamServices)),
        CaptureDriverProblem = Required(bag, nameof(ServerFact.CaptureDriverProblem)),
    };

    private static AdapterFact ParseAdapter(Func<string, object?> bag) => new()
    {
        ComputerName = Required(bag, nameof(AdapterFact.ComputerName)),
        Name = Required(bag, nameof(AdapterFact.Name)),
        Description = Required(bag, nameof(AdapterFact.Description)),
        Id = Required(bag, nameof(AdapterFact.Id)),
        InterfaceType = Required(bag, nameof(AdapterFact.InterfaceType)),
        Status = Required(bag, nameof(AdapterFact.Status)),
        MacAddress = Required(bag, nameof(AdapterFact.MacAddress)),
        Addresses = List(bag, nameof(AdapterFact.Addresses)) ?? [],
        Gateways = List(bag, nameof(AdapterFact.Gateways)) ?? [],
        Routes = List(bag, nameof(AdapterFact.Routes)),
        DnsServers = List(bag, nameof(AdapterFact.DnsServers)),
        DnsSuffix = Text(bag, nameof(AdapterFact.DnsSuffix)),
        DhcpEnabled = Flag(bag, nameof(AdapterFact.DhcpEnabled)),
        RegistersInDns = Flag(bag, nameof(AdapterFact.RegistersInDns)),
        ComponentId = Text(bag, nameof(AdapterFact.ComponentId)),
        DriverProvider = Text(bag, nameof(AdapterFact.DriverProvider)),
        DriverVersion = Text(bag, nameof(AdapterFact.DriverVersion)),
        BoundServices = List(bag, nameof(AdapterFact.BoundServices)),
        LsoV1IPv4 = Number(bag, nameof(AdapterFact.LsoV1IPv4)),
        LsoV2IPv4 = Number(bag, nameof(AdapterFact.LsoV2IPv4)),
        LsoV2IPv6 = Number(bag, nameof(AdapterFact.LsoV2IPv6)),
        RscIPv4 = Number(bag, nameof(AdapterFact.RscIPv4)),
        RscIPv6 = Number(bag, nameof(AdapterFact.RscIPv6)),
        DriverProblem = Required(bag, nameof(AdapterFact.DriverProblem)),
    };

    private static string Required(Func<string, object?> bag, string name) => Text(bag, name) ?? "";

    private static string? Text(Func<string, object?> bag, string name) => bag(name) switch
    {
        null => null,
        string text => SafeText.Clean(text),
        IFormattable value => SafeText.Clean(value.ToString(null, CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static IReadOnlyList<string>? List(Func<string, object?> bag, string name) => bag(name) switch
    {
        null => null,

        // ConvertTo-Json and pipelines like to unwrap a list of one.
        string text => text.Length == 0 ? [] : [SafeText.Clean(text)],
        IEnumerable items => [.. items.Cast<object?>().Take(MaxItems).Select(item => SafeText.Clean(item?.ToString() ?? ""))],
        _ => null,
    };

    private static bool? Flag(Func<string, object?> bag, string name) => bag(name) switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out var flag) => flag,
        _ => null,
    };

    private static int? Number(Func<string, object?> bag, string name) => bag(name) switch
    {
        null or bool => null,
        IFormattable value when int.TryParse(
            value.ToString(null, CultureInfo.InvariantCulture),
            NumberStyles.Integer,
            CultureInfo.InvariantCulture,
            out var number) => number,
        string text when int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    private static DateTime Time(object? value) => value switch
    {
        DateTime time => time.ToUniversalTime(),
        string text when DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time) => time,
        _ => DateTime.UtcNow,
    };

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
