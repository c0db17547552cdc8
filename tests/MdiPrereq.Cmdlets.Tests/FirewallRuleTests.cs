using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>ConvertTo-MdiFirewallRule: what goes in, what comes out, and what PowerShell makes of the commands for Windows Firewall.</summary>
public sealed class FirewallRuleTests(Sample sample) : IClassFixture<Sample>
{
    /// <summary>A result with other values for some properties, as a file could have them.</summary>
    private const string Change = """
        $given = $args[0]
        function Get-Changed($one, $names, $value) {
            $bag = @{}
            foreach ($property in $one.psobject.Properties) { $bag[$property.Name] = $property.Value }
            foreach ($name in $names) { $bag[$name] = $value }
            [pscustomobject]$bag
        }

        """;

    private const string Firewalled = "Test-MdiPort dc02.contoso.test -SensorType Standalone -TimeoutMilliseconds 300";

    // Syntax of New-NetFirewallRule (NetSecurity), learn.microsoft.com/powershell/module/netsecurity/new-netfirewallrule.
    private static readonly string[] Documented =
    [
        "PolicyStore", "GPOSession", "Name", "DisplayName", "Description", "Group", "Enabled", "Profile", "Platform", "Direction", "Action",
        "EdgeTraversalPolicy", "LooseSourceMapping", "LocalOnlyMapping", "Owner", "LocalAddress", "RemoteAddress", "Protocol", "LocalPort", "RemotePort",
        "IcmpType", "DynamicTarget", "Program", "Package", "Service", "InterfaceAlias", "InterfaceType", "LocalUser", "RemoteUser", "RemoteMachine",
        "Authentication", "Encryption", "OverrideBlockRules", "RemoteDynamicKeywordAddresses", "CimSession", "ThrottleLimit", "AsJob",
    ];

    [Fact]
    public void What_a_firewall_explains_becomes_rules_and_nothing_else_does()
    {
        var outcome = sample.Session.Run($"$r = {Firewalled}; $r | ConvertTo-MdiFirewallRule; , @($r | Where-Object State -in Filtered, NoReply)");
        Assert.Empty(outcome.Errors);
        var silent = ((object[])outcome.Output[^1].BaseObject).Select(one => (PortTestResult)((System.Management.Automation.PSObject)one).BaseObject).ToList();
        var rules = outcome.Of<FirewallRule>();
        Assert.Equal(2, rules.Count);
        Assert.All(silent, result => Assert.Single(rules, rule =>
            rule.Transport == result.Transport && rule.Destination == result.RemoteAddress && rule.Source == result.SourceAddress && Ports(rule).Contains(result.Port)));
        Assert.Equal(silent.Count, rules.Sum(rule => Ports(rule).Count));
        Assert.All(rules, rule => Assert.Contains("dc02.contoso.test", rule.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("$_")]
    [InlineData("$_ | ForEach-Object { $t = [System.Management.Automation.PSSerializer]; $t::Deserialize($t::Serialize($_)) }")]
    public void Results_that_came_through_remoting_give_the_same_rules(string through)
    {
        var outcome = sample.Session.Run(
            $"$r = {Firewalled}; $r | ConvertTo-MdiFirewallRule Nftables -AsDocument; $r | ForEach-Object {{ {through} }} | ConvertTo-MdiFirewallRule Nftables -AsDocument");
        Assert.Empty(outcome.Errors);
        Assert.Equal($"{outcome.Output[0]}", $"{outcome.Output[1]}");
    }

    [Fact]
    public void Several_formats_give_all_rules_in_each_and_a_document_is_one_text()
    {
        var outcome = sample.Session.Run($"$r = {Firewalled}; $r | ConvertTo-MdiFirewallRule PanOs, FortiOs, PanOs; $r | ConvertTo-MdiFirewallRule PanOs, FortiOs -AsDocument");
        Assert.Empty(outcome.Errors);
        var rules = outcome.Of<FirewallRule>();
        Assert.Equal(["PanOs", "PanOs", "FortiOs", "FortiOs"], rules.Select(rule => $"{rule.Format}"));
        Assert.Equal(2, outcome.Of<string>().Count);
        Assert.Equal(string.Concat(rules.Take(2).Select(rule => rule.Text)), outcome.Of<string>()[0]);
    }

    [Fact]
    public void Name_resolution_results_ask_for_the_methods_that_are_chosen()
    {
        var outcome = sample.Session.Run("Test-MdiNnr 192.0.2.201 -TimeoutMilliseconds 300 -OutVariable n | ConvertTo-MdiFirewallRule; $n | ConvertTo-MdiFirewallRule -NnrMethod NetBios");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["135, 3389", "137", "137"], outcome.Each("Port"));
    }

    [Fact]
    public void Rows_need_a_source_and_names_are_looked_up()
    {
        var outcome = sample.Session.Run("Get-MdiRequiredPort Standalone -Destination DomainController | ConvertTo-MdiFirewallRule -Source 192.0.2.100 -Target dc01.contoso.test, dc02.contoso.test");
        Assert.Empty(outcome.Errors);
        Assert.Equal(["88, 389, 636, 3268-3269", "88, 123, 389"], outcome.Each("Port"));
        Assert.All(outcome.Each("Destination"), target => Assert.Equal("192.0.2.10, 192.0.2.20", target));
        Assert.Contains("192.0.2.10 = dc01.contoso.test", outcome.Each("Text").First(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-MdiRequiredPort Classic -Id Dns53 | ConvertTo-MdiFirewallRule", "SourceAddressMissing")]
    [InlineData("Get-MdiRequiredPort Classic -Id NnrRpc135 | ConvertTo-MdiFirewallRule -Source 10.0.0.1 -Target nosuch.contoso.test, 10.0.0.2", "NameNotResolved")]
    [InlineData("Get-MdiRequiredPort Classic -Id NnrRpc135 | ConvertTo-MdiFirewallRule -Source 10.0.0.1 -Target 10.0.0.2, 10.0.0.1/99", "InvalidComputerName")]
    [InlineData("1, $null, 'x' | ConvertTo-MdiFirewallRule", "InvalidInputObject")]
    [InlineData("Test-MdiNnr 192.0.2.201 -Timeout 300 | ConvertTo-MdiFirewallRule -NnrMethod Dns", "InvalidNnrMethod")]
    [InlineData("Get-MdiRequiredPort Classic | ConvertTo-MdiFirewallRule -WorkspaceName https://contoso", "InvalidWorkspaceName")]
    public void Input_that_makes_no_sense_is_an_error_with_an_id(string script, string id)
    {
        var outcome = sample.Session.Run(script);
        Assert.NotEmpty(outcome.Errors);
        Assert.All(outcome.Errors, error => Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal));
    }

    [Fact]
    public void A_result_without_a_source_costs_itself_alone()
    {
        var outcome = sample.Session.Run($"{Change}{Firewalled} | ForEach-Object {{ if ($_.Port -eq 636) {{ Get-Changed $_ SourceAddress '' }} else {{ $_ }} }} | ConvertTo-MdiFirewallRule");
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("SourceAddressMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("dc02.contoso.test, TCP 636", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, outcome.Output.Count);
        Assert.DoesNotContain(outcome.Of<FirewallRule>(), rule => Ports(rule).Contains(636));
    }

    [Fact]
    public void What_is_left_out_is_a_warning()
    {
        var outcome = sample.Session.Run("Get-MdiRequiredPort Classic | ConvertTo-MdiFirewallRule Nftables, PanOs -Source 10.0.0.1 -Target 10.0.0.2 -WorkspaceName contoso");
        Assert.Empty(outcome.Errors);
        Assert.Contains(outcome.Warnings, warning => warning.StartsWith("Radius1813", StringComparison.Ordinal));
        Assert.Contains(outcome.Warnings, warning => warning.Contains("contososensorapi.atp.azure.com, TCP 443, is not among the rules of Nftables", StringComparison.Ordinal));
        Assert.Contains(outcome.Of<FirewallRule>(), rule => rule.Destination == "contososensorapi.atp.azure.com" && rule.Format == FirewallRuleFormat.PanOs);
    }

    [Theory]
    [InlineData("dc01")]
    [InlineData("dc01'; Remove-Item x -Recurse; '")]
    [InlineData("dc01\u2019; Remove-Item x; #")]
    [InlineData("#> $(Remove-Item x) <# `\" \n Remove-Item x")]
    public void PowerShell_reads_the_windows_rules_as_that_one_command_with_constants(string name)
    {
        var outcome = sample.Session.Run($"{Change}{Firewalled} | ForEach-Object {{ Get-Changed $_ ComputerName, SourceComputer $given }} | ConvertTo-MdiFirewallRule WindowsFirewall -AsDocument", name);
        var document = outcome.Of<string>().Single();
        var commands = Commands(document);
        Assert.Equal(2, commands.Count);
        Assert.All(commands, command =>
        {
            Assert.Equal("New-NetFirewallRule", command.GetCommandName());
            var elements = command.CommandElements.Skip(1).ToList();
            Assert.Empty(elements.OfType<CommandParameterAst>().Select(parameter => parameter.ParameterName).Except(Documented));
            Assert.All(elements.Where(element => element is not CommandParameterAst), IsConstant);
        });
        Assert.All(Commands(sample.Session.Run($"{Firewalled} | ConvertTo-MdiFirewallRule WindowsFirewall -AsDocument -Undo").Of<string>().Single()), command =>
            Assert.Equal("Remove-NetFirewallRule", command.GetCommandName()));
    }

    private static void IsConstant(CommandElementAst element)
    {
        if (element is ArrayLiteralAst list) Assert.All(list.Elements, one => Assert.IsType<StringConstantExpressionAst>(one));
        else Assert.IsType<StringConstantExpressionAst>(element);
    }

    private static List<CommandAst> Commands(string text)
    {
        var script = Parser.ParseInput(text, out _, out var errors);
        Assert.Empty(errors);
        return [.. script.FindAll(_ => true, searchNestedScriptBlocks: true).OfType<CommandAst>()];
    }

    private static List<int> Ports(FirewallRule rule) => [.. rule.Port.Split(", ").SelectMany(range =>
    {
        var ends = range.Split('-').Select(end => int.Parse(end, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return Enumerable.Range(ends[0], ends[^1] - ends[0] + 1);
    })];
}
