using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;

namespace MdiPrereq.Results.Compare;

/// <summary>
/// What makes two results of one verdict different. Not what differs each time: duration, counted frames, addresses of the cloud, the
/// version that it tells.
/// </summary>
internal static class ResultTraits
{
    private static readonly string[] PortNames = ["state", "reason", "address", "name", "certificate", "issuer"];

    private static readonly string[] NnrNames =
        ["address", "name", "kind of method", "conflict", "NTLM", "NetBIOS", "RDP", "reverse DNS"];

    private static readonly string[] CloudNames =
        ["outcome", "proxy", "choice of proxy", "status code", "TLS version", "certificate", "issuer", "certificate's end", "root"];

    private static readonly string[] AdapterNames = ["role", "value"];

    private static readonly string[] NoNames = [];

    public static IReadOnlyList<string> NamesOf(CheckResult result) => result switch
    {
        PortTestResult => PortNames,
        NnrTestResult => NnrNames,
        CloudTestResult => CloudNames,
        AdapterTestResult => AdapterNames,
        _ => NoNames,
    };

    /// <summary>The values, in the order of the names.</summary>
    public static string[] ValuesOf(CheckResult result) => result switch
    {
        PortTestResult port =>
        [
            Word.Of(port.State), Word.Of(port.Reason), port.RemoteAddress, port.RemoteName, port.CertificateSubject, port.CertificateIssuer,
        ],
        NnrTestResult nnr =>
        [
            nnr.RemoteAddress, nnr.ResolvedName, Word.Of(nnr.ResolvedBy), nnr.Conflict ? "yes" : "no",
            Method(nnr.NtlmState, nnr.NtlmName), Method(nnr.NetBiosState, nnr.NetBiosName), Method(nnr.RdpState, nnr.RdpName),
            Method(nnr.DnsState, nnr.DnsName),
        ],
        CloudTestResult cloud =>
        [
            Word.Of(cloud.Reason), cloud.Proxy, Word.Of(cloud.ProxySource), cloud.StatusCode?.ToString(CultureInfo.InvariantCulture) ?? "",
            cloud.TlsVersion, cloud.CertificateSubject, cloud.CertificateIssuer, Date(cloud.CertificateNotAfterUtc), cloud.RootThumbprint,
        ],

        // What is counted of a controller's traffic is another number each time.
        AdapterTestResult { Check: "MirroredTraffic" } adapter => [Word.Of(adapter.AdapterRole), ""],
        AdapterTestResult adapter => [Word.Of(adapter.AdapterRole), adapter.Actual],
        _ => [],
    };

    /// <summary>The service's clock minus ours, in seconds.</summary>
    public static double? ClockOf(CheckResult result) => result switch
    {
        PortTestResult port => port.ClockSkewSeconds,
        CloudTestResult cloud => cloud.ClockSkewSeconds,
        _ => null,
    };

    private static string Method(State state, string name) => name.Length > 0 ? name : Word.Of(state);

    private static string Date(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The names of enumerations, each made once.</summary>
    private static class Word
    {
        public static string Of<T>(T value)
            where T : struct, Enum => Names<T>.Known.GetOrAdd(value, one => one.ToString());

        private static class Names<T>
            where T : struct, Enum
        {
            public static readonly ConcurrentDictionary<T, string> Known = new();
        }
    }
}
