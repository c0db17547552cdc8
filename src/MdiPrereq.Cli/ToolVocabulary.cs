using MdiPrereq.Contract;

namespace MdiPrereq.Cli;

/// <summary>What the commands of this tool and their options are called.</summary>
internal sealed class ToolVocabulary : Vocabulary
{
    public static ToolVocabulary Instance { get; } = new();

    public override string ListRows => "mdiprereq ports";

    public override string TestPorts => "mdiprereq test";

    public override string TestDevices => "mdiprereq nnr";

    public override string TestCloudService => "mdiprereq cloud";

    public override string ReceiveProbes => "mdiprereq receive";

    public override string SendProbes => "mdiprereq send";

    public override string JoinProbes => "mdiprereq inbound";

    public override string SharedSecret => "--secret-file";

    public override string ExpectReply => "--expect-reply";

    public override string ComputerName => "their names";

    public override string SensorType => "--sensor-type";

    public override string Catalog => "--catalog";

    public override string Destination => "--destination";

    public override string Transport => "--transport";

    public override string WorkspaceName => "--workspace";

    public override string CloudWorkspace => "the workspace's name";

    public override string Cloud => "--cloud";

    public override string Proxy => "--proxy";

    public override string NoProxy => "--no-proxy";

    public override string ProxyCredential => "--proxy-user";

    public override string RootThumbprint => "--root-thumbprint";

    public override string Timeout => "--timeout";

    public override string AdapterName => "--name";

    public override string MonitoredDomain => "--monitored-domain";

    public override string Seconds => "--seconds";

    public override string RuleSource => "--source";

    public override string RuleTarget => "--target";

    public override string DomainName => "--domain";

    public override string Devices => "--nnr-target";

    public override string Skip => "--skip";
}
