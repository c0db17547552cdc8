using System;
using System.Globalization;

namespace MdiPrereq.Results.Report;

/// <summary>What things are called on the page.</summary>
internal static class PageWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.NotTested => "Not tested",
        Verdict.NotApplicable => "Not applicable",
        _ => verdict.ToString(),
    };

    public static string Of(CloudCheck check) => check switch
    {
        CloudCheck.NameResolution => "name resolution",
        CloudCheck.Connection => "connection",
        CloudCheck.Tls => "TLS",
        CloudCheck.CertificateChain => "certificate chain",
        CloudCheck.Ping => "ping of the sensor API",
        CloudCheck.ClockSkew => "clock",
        CloudCheck.RootCertificates => "root certificates",
        CloudCheck.DownloadHost => "download host",
        _ => "proxy",
    };

    public static string Of(NnrMethod method) => method switch
    {
        NnrMethod.Ntlm => "NTLM (TCP 135)",
        NnrMethod.NetBios => "NetBIOS (UDP 137)",
        NnrMethod.Rdp => "RDP (TCP 3389)",
        _ => "reverse DNS",
    };

    public static string Of(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";
}
