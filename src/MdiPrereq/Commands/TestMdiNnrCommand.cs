using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Net;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Engine;

namespace MdiPrereq.Commands;

/// <summary>Tests which devices a Defender for Identity sensor on this machine can name, and by which method.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiNnr")]
[OutputType(typeof(NnrTestResult))]
[OutputType(typeof(bool))]
public sealed class TestMdiNnrCommand : ProbeCommand<NnrTestResult>
{
    private NnrRun? _run;

    /// <summary>The devices: names, addresses, CIDR blocks, ranges.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AddressProperty("ComputerName", "DNSHostName", "IPAddress", "IPv4Address")]
    [Alias("DNSHostName", "IPAddress", "IPv4Address", "CN", "HostName", "Name")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? ComputerName { get; set; }

    /// <summary>The methods to use.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public NnrMethod[] Method { get; set; } = [NnrMethod.Ntlm, NnrMethod.NetBios, NnrMethod.Rdp, NnrMethod.Dns];

    /// <summary>The kind of sensor; a Modern one needs no port for this.</summary>
    [Parameter]
    public SensorType SensorType { get; set; }

    /// <summary>The addresses of the DNS servers to ask, instead of this machine's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DnsServer { get; set; }

    /// <summary>The time for one method, all its tries included, in milliseconds.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = ProbeOptions.DefaultTimeoutMilliseconds;

    /// <summary>The most probes in flight at once; below it the run finds its own number.</summary>
    [Parameter]
    [ValidateRange(1, 16_384)]
    public int ThrottleLimit { get; set; } = ProbeOptions.DefaultThrottleLimit;

    /// <summary>The most packets that leave in a second; 0, the default, for no bound.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int MaxRate { get; set; }

    /// <summary>The local address to test from.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceAddress { get; set; }

    private protected override string Activity => "Asking devices for their names";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = new(new()
        {
            Network = SessionHost.Current.Network,
            Words = PowerShellVocabulary.Instance,
            SensorType = SensorType,
            Methods = new HashSet<NnrMethod>(Method),
            DnsServers = ParseDnsServers(),
            TimeoutMilliseconds = TimeoutMilliseconds,
            ThrottleLimit = ThrottleLimit,
            Pacer = MaxRate > 0 ? new(MaxRate) : null,
            SourceAddress = ParseSourceAddress(SourceAddress),
        });
        Open(_run.Window);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var blocks = new List<TargetBlock>();
        foreach (var text in ComputerName ?? [null])
        {
            if (TargetBlock.TryParse(text, out var block, out var problem, PowerShellVocabulary.Instance)) blocks.Add(block);
            else WriteInputError(problem, Errors.InvalidComputerName, ErrorCategory.InvalidArgument, text);
        }

        foreach (var block in blocks) Expected += block.Count;
        Start(blocks.SelectMany(block => block.Targets()).Select(target => (Action)(() => _run!.Start(target))));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteRest();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private List<IPAddress> ParseDnsServers()
    {
        var servers = new List<IPAddress>();
        foreach (var text in DnsServer ?? [])
        {
            if (TargetName.TryParse(text, out var server, out var problem, PowerShellVocabulary.Instance) && server.Address is { } address)
            {
                servers.Add(address);
                continue;
            }

            if (problem.Length == 0) problem = $"'{text}' is not an address. Give the DNS server's address, such as 10.0.0.10.";
            ThrowTerminatingError(Errors.Input(problem, Errors.InvalidDnsServer, ErrorCategory.InvalidArgument, text));
        }

        return servers;
    }
}
