using System.Collections.Generic;

namespace MdiPrereq.Checks.Cloud;

/// <summary>
/// What Windows fetches over port 80 when it checks the service's certificates (configure-proxy lists the hosts): revocation lists
/// and the list of trusted roots. Each is a file that has stood at its place for years; only its head is asked for.
/// </summary>
/// <param name="Host">The host.</param>
/// <param name="Path">A file on it.</param>
/// <param name="Purpose">What it is for.</param>
internal sealed record DownloadUrl(string Host, string Path, string Purpose)
{
    public const int Port = 80;

    public static IReadOnlyList<DownloadUrl> All { get; } =
    [
        new("crl.microsoft.com", "/pki/crl/products/MicRooCerAut_2010-06-23.crl", "revocation lists"),
        new("ctldl.windowsupdate.com", "/msdownload/update/v3/static/trustedr/en/authrootstl.cab", "the list of trusted roots"),
        new("www.microsoft.com", "/pkiops/crl/MicSecSerCA2011_2011-10-18.crl", "revocation lists and certificates under /pkiops and /pki"),
    ];

    public override string ToString() => $"http://{Host}{Path}";
}
