namespace MdiPrereq.Results.Report;

/// <summary>Who does something about a result.</summary>
internal enum Team
{
    Firewall,
    Dns,
    Proxy,
    Server,
}
