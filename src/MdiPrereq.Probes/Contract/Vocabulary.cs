namespace MdiPrereq.Contract;

/// <summary>
/// What options and commands are called where a run was asked for. Sentences of this library name them by meaning; who asks brings
/// the words. The words here are nobody's in particular.
/// </summary>
internal class Vocabulary
{
    public static Vocabulary Plain { get; } = new();

    /// <summary>The command that lists the rows of the port tables.</summary>
    public virtual string ListRows => "the list of required ports";

    /// <summary>The command that tests ports.</summary>
    public virtual string TestPorts => "the port test";

    /// <summary>The command that tests whether devices can be named, many at once.</summary>
    public virtual string TestDevices => "the name resolution test";

    /// <summary>The command that tests the cloud service.</summary>
    public virtual string TestCloudService => "The cloud service test";

    /// <summary>The command that listens for what comes in to a sensor.</summary>
    public virtual string ReceiveProbes => "the listening end of the inbound test";

    /// <summary>The command that sends what comes in to a sensor.</summary>
    public virtual string SendProbes => "the sending end of the inbound test";

    /// <summary>The command that joins what both ends saw.</summary>
    public virtual string JoinProbes => "the test from both ends";

    /// <summary>The options of the command that sends: the RADIUS secret, and that a reply is wanted.</summary>
    public virtual string SharedSecret => "the shared secret";

    public virtual string ExpectReply => "to wait for the reply";

    /// <summary>How targets are given.</summary>
    public virtual string ComputerName => "their names";

    /// <summary>The options that choose rows.</summary>
    public virtual string SensorType => "sensor type";

    public virtual string Catalog => "catalog";

    public virtual string Destination => "destination";

    public virtual string Transport => "transport";

    /// <summary>The option of a port test that names the workspace.</summary>
    public virtual string WorkspaceName => "the workspace's name";

    /// <summary>The workspace's name as the cloud service's test is given it.</summary>
    public virtual string CloudWorkspace => "the workspace's name";

    /// <summary>The options that name the workspace's cloud, the way to it and what is accepted there.</summary>
    public virtual string Cloud => "the cloud";

    public virtual string Proxy => "a proxy";

    public virtual string NoProxy => "a direct way";

    public virtual string ProxyCredential => "the proxy's credential";

    public virtual string RootThumbprint => "the root's thumbprint";

    /// <summary>The option that gives each probe more time.</summary>
    public virtual string Timeout => "timeout";

    /// <summary>The options of the adapters' test.</summary>
    public virtual string AdapterName => "the adapter's name";

    public virtual string MonitoredDomain => "the monitored domains";

    public virtual string Seconds => "seconds";

    /// <summary>The options that tell from where to where rules of a firewall are to go.</summary>
    public virtual string RuleSource => "a source";

    public virtual string RuleTarget => "a target";

    /// <summary>The options of a whole server's test.</summary>
    public virtual string DomainName => "the domain's name";

    public virtual string Devices => "the devices";

    public virtual string Skip => "what to leave out";

    /// <summary>The command that tests this machine's own rows.</summary>
    /// <param name="destination">Which.</param>
    public string TestOwnRows(Destination destination) => $"{TestPorts} {Destination} {destination}";
}
