using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Contract;
using MdiPrereq.Results.Report;

namespace MdiPrereq.Tests.Results.Report;

/// <summary>Results of pretended machines, and the pages of them.</summary>
internal static class ReportScene
{
    public const string Hostile = "</script><img src=x onerror=alert(1)>\"'<!--&amp;\u2028]]>{target}";

    public static readonly DateTime Made = new(2026, 11, 25, 12, 0, 0, DateTimeKind.Utc);

    private static readonly (string Id, Transport Transport, int Port, string Service)[] Rows =
    [
        ("Dns53", Transport.Tcp, 53, "DNS"), ("Dns53", Transport.Udp, 53, "DNS"), ("NnrRpc135", Transport.Tcp, 135, "NTLM over RPC"),
        ("Ldap389", Transport.Tcp, 389, "LDAP"), ("Ldaps636", Transport.Tcp, 636, "Secure LDAP (LDAPS)"), ("Ntp123", Transport.Udp, 123, "Windows Time"),
    ];

    public static IEnumerable<CheckResult> Green { get; } =
        [.. Ports("SENSOR1", "dc01"), .. Cloud("SENSOR1"), Device("SENSOR1", "10.0.0.10", "PC10"), Adapter("SENSOR1", Verdict.Pass)];

    /// <summary>Two sensors; one controller is behind a firewall.</summary>
    public static IEnumerable<CheckResult> Firewalled { get; } =
    [
        .. Ports("SENSOR1", "dc01"), .. Ports("SENSOR1", "dc02", State.Filtered), .. Ports("SENSOR2", "dc01"),
        .. Ports("SENSOR2", "dc02", State.Filtered), .. Cloud("SENSOR1", breaksAt: CloudCheck.Tls), .. Cloud("SENSOR2"),
        Device("SENSOR1", "10.0.0.10", "PC10"), Device("SENSOR1", "10.0.0.11", ""), Device("SENSOR2", "10.0.0.11", ""),
        Adapter("SENSOR1", Verdict.Warning), Adapter("SENSOR2", Verdict.Fail),
    ];

    /// <summary>Every text that a file can bring is hostile.</summary>
    public static IEnumerable<CheckResult> Malicious { get; } =
    [
        .. Ports(Hostile, Hostile, State.Filtered), .. Ports("SENSOR1", Hostile), .. Cloud(Hostile, CloudCheck.Tls),
        Device(Hostile, "10.0.0.1", Hostile), Device(Hostile, "10.0.0.2", ""), Adapter(Hostile, Verdict.Fail),
        new PortTestResult
        {
            SourceComputer = Hostile, ComputerName = "dc", RequirementId = Hostile, Service = Hostile, Port = 1, Verdict = Verdict.Fail, State = State.Open,
            Message = Hostile, Remediation = Hostile, Reference = "javascript:alert(1)", SourceAddress = Hostile,
        },
        new AdapterTestResult { SourceComputer = Hostile, AdapterName = Hostile, Check = Hostile, Verdict = Verdict.Fail, Message = Hostile, Remediation = Hostile },
    ];

    /// <summary>Many sensors and targets, of which some are behind firewalls.</summary>
    public static IEnumerable<CheckResult> Many(int sources, int targets) =>
        from source in Enumerable.Range(0, sources)
        from target in Enumerable.Range(0, targets)
        let state = ((source * 31) + (target * 17)) % 100 < 85 ? State.Open : State.Filtered
        from result in Ports($"SENSOR{source:d4}", $"dc{target:d3}", state)
        select result;

    public static ReportData Data(IEnumerable<CheckResult> results, params string[] expected)
    {
        var data = new ReportData();
        foreach (var name in expected) data.Expect(name);
        foreach (var result in results) data.Add(result);
        data.Complete();
        return data;
    }

    public static string Page(ReportData data, ChangeSummary? changes = null, string title = ReportPage.DefaultTitle)
    {
        using var page = new StringWriter();
        ReportPage.Write(page, data, changes, title, Made);
        return page.ToString();
    }

    public static IEnumerable<CheckResult> Ports(string source, string target, State state = State.Open) => Rows.Select(row => new PortTestResult
    {
        SourceComputer = source,
        SourceAddress = "10.0.0.1",
        ComputerName = target,
        RequirementId = row.Id,
        Transport = row.Transport,
        Port = row.Port,
        Service = row.Service,
        State = state,
        Reason = state == State.Open ? Reason.ProtocolReply : Reason.TimedOut,
        Verified = state == State.Open,
        Verdict = state == State.Open ? Verdict.Pass : Verdict.Fail,
        Evidence = state == State.Open ? target : "",
        Message = state == State.Open ? $"{row.Service} answered: {target}." : $"No answer within 3000 ms: blocked on the way, or nothing listens on {row.Port}.",
        Remediation = state == State.Open
            ? ""
            : PortRemedy.Of(state, Reason.TimedOut, PortName.Of(row.Transport, row.Port), row.Service, target, "10.0.0.1"),
        Reference = "https://learn.microsoft.com/defender-for-identity/",
        TimestampUtc = Made.AddHours(-1),
    });

    public static NnrTestResult Device(string source, string address, string name)
    {
        var silent = new MethodOutcome(State.Filtered, Reason.TimedOut);
        var netBios = name.Length > 0 ? new(State.Open, Reason.ProtocolReply, name) : silent;
        var methods = new MethodOutcomes(silent, netBios, silent, MethodOutcome.NotChosen);
        var verdict = name.Length > 0 ? Verdict.Pass : Verdict.Fail;
        return new(
            new(address, address, source, "10.0.0.1", new(Made, 5)), methods, new(name, name.Length > 0 ? ResolvedBy.Primary : ResolvedBy.None, false, verdict));
    }

    private static IEnumerable<CheckResult> Cloud(string source, CloudCheck? breaksAt = null) =>
        Enum.GetValues<CloudCheck>().Select(check => new CloudTestResult
        {
            SourceComputer = source,
            ComputerName = "contososensorapi.atp.azure.com",
            Check = check,
            Verdict = check == breaksAt ? Verdict.Fail : check > breaksAt ? Verdict.NotTested : Verdict.Pass,
            Reason = check == breaksAt ? CloudReason.TlsInspection : check > breaksAt ? CloudReason.EarlierStepFailed : CloudReason.Works,
            Message = check == breaksAt ? "TLS is inspected on the way." : "It works.",
            Remediation = check == breaksAt ? "Exempt the service from TLS inspection." : "",
            TimestampUtc = Made,
        });

    private static AdapterTestResult Adapter(string source, Verdict verdict) => new()
    {
        SourceComputer = source, ComputerName = source, AdapterName = "Ethernet", Check = "LargeSendOffload", Verdict = verdict,
        Message = "Large send offload is on.", Remediation = verdict == Verdict.Pass ? "" : "Turn it off.", TimestampUtc = Made,
    };
}
