using System.Collections.Generic;
using System.Management.Automation;
using System.Net;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Machine;

namespace MdiPrereq.Commands;

/// <summary>Tests step by step whether this machine reaches the Defender for Identity cloud service the way the sensor will.</summary>
[Cmdlet(VerbsDiagnostic.Test, "MdiCloudService", DefaultParameterSetName = ProxySet)]
[OutputType(typeof(CloudTestResult))]
[OutputType(typeof(bool))]
public sealed class TestMdiCloudServiceCommand : ProbeCommand<CloudTestResult>
{
    private const string ProxySet = "Proxy";
    private const string NoProxySet = "NoProxy";

    private CloudRun? _run;

    /// <summary>The name of the workspace.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string WorkspaceName { get; set; } = "";

    /// <summary>The cloud that the workspace is in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public CloudEnvironment Cloud { get; set; }

    /// <summary>The proxy to go through, in place of the one that the sensor would take.</summary>
    [Parameter(ParameterSetName = ProxySet)]
    [ValidateNotNullOrEmpty]
    public string? Proxy { get; set; }

    /// <summary>What the proxy is given when it asks for a user name and a password.</summary>
    [Parameter(ParameterSetName = ProxySet)]
    [Credential]
    [ValidateNotNull]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Goes direct, whatever is set.</summary>
    [Parameter(Mandatory = true, ParameterSetName = NoProxySet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>SHA-1 thumbprints of root certificates to accept beside the service's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] RootThumbprint { get; set; } = [];

    /// <summary>The time for one connection with all that is said on it, in milliseconds.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(100, 300_000)]
    public int TimeoutMilliseconds { get; set; } = CloudTestOptions.CloudTimeoutMilliseconds;

    private protected override string Activity => "Testing the way to the Defender for Identity cloud service";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Workspace.TryParse(WorkspaceName, out _, out var problem))
        {
            WriteInputError(problem, Errors.InvalidWorkspaceName, ErrorCategory.InvalidArgument, WorkspaceName);
            return;
        }

        Start(() => _run!.Start(WorkspaceName, Cloud));
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _run = new(new()
        {
            Network = SessionHost.Current.Network,
            Machine = SessionHost.Current.Machine,
            Words = PowerShellVocabulary.Instance,
            Way = ReadWay(),
            RootThumbprints = ReadThumbprints(),
            TimeoutMilliseconds = TimeoutMilliseconds,
        });
        Open(_run.Window);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteRest();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private GivenWay ReadWay()
    {
        ProxyAddress? proxy = null;
        if (Proxy is not null && !ProxyAddress.TryParse(Proxy, out proxy, out var problem)) Refuse(problem);
        if (proxy?.Credential is not null)
        {
            Refuse("The proxy's address holds a user name. "
                + "Give user name and password with -ProxyCredential; they do not belong on a command line.");
        }

        var credential = ProxyCredential is null ? null : new NetworkCredential(ProxyCredential.UserName, ProxyCredential.Password);
        return new(proxy, NoProxy, credential);
    }

    // The input is the error's target, unless it may hold a password.
    private void Refuse(string problem) =>
        ThrowTerminatingError(Errors.Input(
            problem, Errors.InvalidProxy, ErrorCategory.InvalidArgument, ProxyAddress.MayHoldPassword(Proxy!) ? null : Proxy));

    private List<string> ReadThumbprints()
    {
        var thumbprints = new List<string>();
        foreach (var given in RootThumbprint)
        {
            if (Thumbprint.TryParse(given, out var thumbprint, out var problem)) thumbprints.Add(thumbprint);
            else ThrowTerminatingError(Errors.Input(problem, Errors.InvalidThumbprint, ErrorCategory.InvalidArgument, given));
        }

        return thumbprints;
    }
}
