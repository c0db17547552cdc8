using MdiPrereq.Contract;

namespace MdiPrereq;

/// <summary>What the cmdlets of this module and their parameters are called.</summary>
internal sealed class PowerShellVocabulary : Vocabulary
{
    public static PowerShellVocabulary Instance { get; } = new();

    public override string ListRows => "Get-MdiRequiredPort";

    public override string TestPorts => "Test-MdiPort";

    public override string TestDevices => "Test-MdiNnr";

    public override string TestCloudService => "Test-MdiCloudService";

    public override string ReceiveProbes => "Receive-MdiProbe";

    public override string SendProbes => "Send-MdiProbe";

    public override string JoinProbes => "Test-MdiInboundPort";

    public override string SharedSecret => "-SharedSecret";

    public override string ExpectReply => "-ExpectReply";

    public override string ComputerName => "-ComputerName";

    public override string SensorType => "-SensorType";

    public override string Catalog => "-Catalog";

    public override string Destination => "-Destination";

    public override string Transport => "-Transport";

    public override string WorkspaceName => "-WorkspaceName";

    public override string CloudWorkspace => "-WorkspaceName";

    public override string Cloud => "-Cloud";

    public override string Proxy => "-Proxy";

    public override string NoProxy => "-NoProxy";

    public override string ProxyCredential => "-ProxyCredential";

    public override string RootThumbprint => "-RootThumbprint";

    public override string Timeout => "-TimeoutMilliseconds";

    public override string AdapterName => "-Name";

    public override string MonitoredDomain => "-MonitoredDomain";

    public override string Seconds => "-Seconds";

    public override string RuleSource => "-Source";

    public override string RuleTarget => "-Target";

    public override string DomainName => "-DomainName";

    public override string Devices => "-NnrTarget";

    public override string Skip => "-Skip";
}
