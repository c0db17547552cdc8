using System.Net;

namespace MdiPrereq.Checks.Ports;

/// <summary>What the cloud service's steps come to for its row.</summary>
internal sealed record CloudFinding(string Host, IPAddress? Address, PortJudgement Judgement);
