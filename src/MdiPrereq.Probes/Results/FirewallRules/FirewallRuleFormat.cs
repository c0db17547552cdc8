namespace MdiPrereq;

/// <summary>In which words a firewall rule is written.</summary>
public enum FirewallRuleFormat
{
    /// <summary>A change request that a person reads.</summary>
    Text,

    /// <summary>One line a rule (RFC 4180), for a spreadsheet or a ticket system.</summary>
    Csv,

    /// <summary><c>New-NetFirewallRule</c>, to be run on the machines that accept the connection.</summary>
    WindowsFirewall,

    /// <summary>Rules of an Azure network security group, as an ARM template.</summary>
    AzureNsg,

    /// <summary>The same in Bicep.</summary>
    AzureNsgBicep,

    /// <summary>Inbound rules of an AWS security group, as the CLI reads them (<c>authorize-security-group-ingress</c>).</summary>
    AwsSecurityGroup,

    /// <summary>Linux nftables.</summary>
    Nftables,

    /// <summary>Set commands of Palo Alto Networks PAN-OS.</summary>
    PanOs,

    /// <summary>Object groups and an access list of Cisco ASA.</summary>
    CiscoAsa,

    /// <summary>Configuration commands of Fortinet FortiOS.</summary>
    FortiOs,
}
