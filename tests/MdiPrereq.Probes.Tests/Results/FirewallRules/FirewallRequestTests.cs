using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using MdiPrereq.Checks.Ports;
using MdiPrereq.Results.FirewallRules;
using MdiPrereq.Tests.Results.FirewallRules.Readers;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>Which results and rows ask for rules, and how few those are.</summary>
public class FirewallRequestTests
{
    private const string Sensor = "10.0.0.1";
    private const string Target = "10.0.1.1";

    [Theory]
    [InlineData(State.Filtered, Reason.TimedOut, true)]
    [InlineData(State.NoReply, Reason.TimedOut, true)]
    [InlineData(State.Unreachable, Reason.AdministrativelyProhibited, true)]
    [InlineData(State.BlockedLocally, Reason.AccessDenied, true)]
    [InlineData(State.Unreachable, Reason.HostUnreachable, false)]
    [InlineData(State.Unreachable, Reason.NetworkUnreachable, false)]
    [InlineData(State.Closed, Reason.ConnectionRefused, false)]
    [InlineData(State.Closed, Reason.PortUnreachable, false)]
    [InlineData(State.Open, Reason.ProtocolReply, false)]
    [InlineData(State.Open, Reason.UnexpectedReply, false)]
    [InlineData(State.Open, Reason.ConnectionReset, false)]
    [InlineData(State.NameNotResolved, Reason.NameNotResolved, false)]
    [InlineData(State.NotTested, Reason.NoProbeExists, false)]
    [InlineData(State.NotTested, Reason.InboundRow, false)]
    public void A_result_asks_for_a_rule_only_where_a_firewall_explains_it(State state, Reason reason, bool asks)
    {
        var lot = new Lot();
        lot.Add(Lot.PortResult(Sensor, Target, "Ldap389", Transport.Tcp, 389, state, reason));
        Assert.Equal(asks ? 1 : 0, lot.Request().Rules(FirewallRuleFormat.Text).Count);
    }

    [Fact]
    public void Twenty_sensors_fifty_controllers_and_ten_ports_are_two_rules()
    {
        var lot = new Lot();
        (string Id, Transport Transport, int Port)[] rows =
        [
            ("Dns53", Transport.Tcp, 53), ("Dns53", Transport.Udp, 53), ("Kerberos88", Transport.Tcp, 88), ("Kerberos88", Transport.Udp, 88), ("Ntp123", Transport.Udp, 123),
            ("Ldap389", Transport.Tcp, 389), ("Ldap389", Transport.Udp, 389), ("Ldaps636", Transport.Tcp, 636), ("Gc3268", Transport.Tcp, 3268), ("GcSsl3269", Transport.Tcp, 3269),
        ];
        for (var sensor = 1; sensor <= 20; sensor++)
        {
            for (var controller = 1; controller <= 50; controller++)
            {
                foreach (var (id, transport, port) in rows) lot.Add(Lot.PortResult($"10.0.0.{sensor}", $"10.0.1.{controller}", id, transport, port));
            }
        }

        var rules = lot.Request().Rules(FirewallRuleFormat.Nftables);
        Assert.Equal(["53, 88, 389, 636, 3268-3269", "53, 88, 123, 389"], rules.Select(rule => rule.Port));
        Assert.Equal("10.0.0.1, 10.0.0.2/31, 10.0.0.4/30, 10.0.0.8/29, 10.0.0.16/30, 10.0.0.20", rules[0].Source);
    }

    [Fact]
    public void A_security_group_that_would_have_more_than_sixty_rules_is_divided()
    {
        var lot = new Lot();
        for (var sensor = 1; sensor <= 40; sensor++)
        {
            lot.Add(Lot.PortResult($"10.0.0.{sensor * 2}", Target, "Ldap389", Transport.Tcp, 389));
            lot.Add(Lot.PortResult($"10.0.0.{sensor * 2}", Target, "Ldaps636", Transport.Tcp, 636));
        }

        Assert.Single(lot.Request().Rules(FirewallRuleFormat.Nftables));
        var rules = lot.Request().Rules(FirewallRuleFormat.AwsSecurityGroup);
        Assert.Equal(2, rules.Count);
        Assert.Equal(2, rules.Select(rule => rule.Name).Distinct().Count());
        Assert.All(rules, rule => RuleReaders.Read(FirewallRuleFormat.AwsSecurityGroup, rule.Text));
    }

    [Theory]
    [InlineData("", "no address")]
    [InlineData("10.1", "short for another address")]
    [InlineData("0.0.0.0", "nobody's")]
    [InlineData("224.0.0.1", "a group's")]
    [InlineData("10.0.0.1; accept", "a command")]
    public void A_result_without_its_source_address_is_named_and_the_others_go_on(string source, string why)
    {
        Assert.NotEmpty(why);
        var request = new FirewallRequest(new());
        var wrong = request.Add(new(Lot.PortResult(source, Target, "Ldap389", Transport.Tcp, 389).GetValueOrDefault));
        Assert.Equal(FlowProblem.NoSource, wrong!.Value.Kind);
        Assert.Contains($"name-of-{Target}, TCP 389", wrong.Value.Message, StringComparison.Ordinal);
        Assert.Null(request.Add(new(Lot.PortResult(Sensor, Target, "Ldap389", Transport.Tcp, 389).GetValueOrDefault)));
        Assert.Single(request.Rules(FirewallRuleFormat.Text));
    }

    [Fact]
    public void A_source_that_is_given_stands_in_for_one_that_a_result_does_not_tell()
    {
        var lot = new Lot();
        lot.Add(Lot.PortResult("", Target, "Ldap389", Transport.Tcp, 389));
        lot.Add(Lot.PortResult("10.0.0.2", Target, "Ldaps636", Transport.Tcp, 636));
        var rules = lot.Request(new() { Sources = [PeerOf(Sensor)] }).Rules(FirewallRuleFormat.Text);
        Assert.Equal([("10.0.0.1", "389"), ("10.0.0.2", "636")], rules.Select(rule => (rule.Source, rule.Port)));
    }

    // A file can say what it likes; what is opened is what is documented.
    [Theory]
    [InlineData("Ldap389", Transport.Tcp, 22)]
    [InlineData("Ssh22", Transport.Tcp, 22)]
    [InlineData("Ldap389", Transport.Tcp, 0)]
    [InlineData("Ntp123", Transport.Tcp, 123)]
    public void Nothing_is_opened_that_no_row_has(string id, Transport transport, int port)
    {
        var request = new FirewallRequest(new());
        var wrong = request.Add(new(Lot.PortResult(Sensor, Target, id, transport, port).GetValueOrDefault));
        Assert.Equal(FlowProblem.NoRow, wrong!.Value.Kind);
        Assert.Empty(request.Rules(FirewallRuleFormat.Text));
    }

    [Fact]
    public void Methods_that_were_silent_ask_for_their_ports_and_reverse_dns_for_none()
    {
        var lot = new Lot();
        lot.Add(Lot.NnrResult(Sensor, "10.0.1.1", State.Filtered, State.NoReply, State.Closed, State.NoReply));
        lot.Add(Lot.NnrResult(Sensor, "10.0.1.2", State.Open, State.NoReply, State.Filtered, State.NoReply));
        var rules = lot.Request().Rules(FirewallRuleFormat.Text);
        Assert.Equal(
            [("10.0.1.1", Transport.Tcp, "135"), ("10.0.1.2", Transport.Tcp, "3389"), ("10.0.1.1, 10.0.1.2", Transport.Udp, "137")],
            rules.Select(rule => (rule.Destination, rule.Transport, rule.Port)).OrderBy(rule => rule.Transport).ThenBy(rule => rule.Port));
        Assert.All(rules, rule => Assert.Contains("one is enough for each device; all three are recommended", rule.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void The_methods_that_were_chosen_are_the_ones_that_are_opened()
    {
        var lot = new Lot();
        lot.Add(Lot.NnrResult(Sensor, Target, State.Filtered, State.NoReply, State.Filtered));
        lot.Add(Lot.PortResult(Sensor, "10.0.1.9", "NnrRdp3389", Transport.Tcp, 3389));
        lot.Add(Lot.PortResult(Sensor, "10.0.1.9", "NnrRpc135", Transport.Tcp, 135));
        var rule = lot.Request(new() { NnrMethods = [NnrMethod.Rdp] }).Rules(FirewallRuleFormat.Text).Single();
        Assert.Equal(("10.0.1.1, 10.0.1.9", "3389"), (rule.Destination, rule.Port));
        Assert.Contains("chosen: Rdp", rule.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_on_the_sensors_own_machine_never_become_rules()
    {
        var lot = new Lot();
        var local = Lot.PortResult("127.0.0.1", "127.0.0.1", "Updater444", Transport.Tcp, 444);
        local["Destination"] = Destination.Localhost;
        lot.Add(local);
        lot.Add(Lot.PortResult(Sensor, "127.0.0.1", "Ldap389", Transport.Tcp, 389));
        lot.Add(Lot.PortResult(Sensor, Sensor, "Ldap389", Transport.Tcp, 389));
        Assert.Empty(lot.Request().Rules(FirewallRuleFormat.Text));
    }

    [Fact]
    public void What_others_send_to_the_sensor_becomes_an_inbound_rule_there()
    {
        var lot = new Lot();
        var inbound = Lot.PortResult("10.0.9.9", Sensor, "Radius1813", Transport.Udp, 1813, State.NoReply);
        inbound["Destination"] = Destination.Sensor;
        lot.Add(inbound);
        var rule = lot.Request().Rules(FirewallRuleFormat.WindowsFirewall).Single();
        Assert.Equal((Direction.Inbound, "10.0.9.9", Sensor), (rule.Direction, rule.Source, rule.Destination));
        Assert.Contains("-Direction Inbound ", rule.Text, StringComparison.Ordinal);
        Assert.Contains($"-LocalAddress '{Sensor}' -RemoteAddress '10.0.9.9' -LocalPort '1813'", rule.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_sensor_refused_itself_becomes_an_outbound_rule_there()
    {
        var lot = new Lot();
        lot.Add(Lot.PortResult(Sensor, Target, "Ldap389", Transport.Tcp, 389, State.BlockedLocally, Reason.AccessDenied));
        var rule = lot.Request().Rules(FirewallRuleFormat.WindowsFirewall).Single();
        Assert.Contains("-Direction Outbound ", rule.Text, StringComparison.Ordinal);
        Assert.Contains($"-LocalAddress '{Sensor}' -RemoteAddress '{Target}' -RemotePort '389'", rule.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cloud_service_is_a_name_where_a_product_takes_names_and_said_to_be_missing_elsewhere()
    {
        var request = Cloud("", "52.0.0.1");
        foreach (var format in Lot.Formats)
        {
            var rules = request.Rules(format);
            if (rules.Count == 0)
            {
                Assert.Contains(request.LeftOut(format), note => note.StartsWith("contososensorapi.atp.azure.com, TCP 443, is not", StringComparison.Ordinal));
                continue;
            }

            var rule = RuleReaders.Read(format, request.Document(format)).Rules.Single();
            Assert.Equal(["contososensorapi.atp.azure.com"], rule.Targets);
            Assert.Equal(["443"], rule.Ports);
        }

        Assert.Equal(
            [FirewallRuleFormat.Text, FirewallRuleFormat.Csv, FirewallRuleFormat.PanOs, FirewallRuleFormat.CiscoAsa, FirewallRuleFormat.FortiOs],
            Lot.Formats.Where(format => request.Rules(format).Count > 0));
    }

    [Fact]
    public void Behind_a_proxy_the_rule_goes_to_the_proxy()
    {
        var rule = Cloud("http://proxy.contoso.com:8080", "10.0.5.5").Rules(FirewallRuleFormat.Nftables).Single();
        Assert.Equal(("10.0.5.5", "8080"), (rule.Destination, rule.Port));
    }

    [Fact]
    public void Rows_go_from_each_source_to_each_target_before_anything_is_tested()
    {
        var request = Rows(row => row is { SensorType: SensorType.Standalone, Catalog: Catalog.Current }, [PeerOf("10.0.0.0", 256)], [PeerOf("10.0.1.1"), PeerOf("10.0.1.2")]);
        var rules = request.Rules(FirewallRuleFormat.Text);
        Assert.Equal(
            ["TCP 53, 88, 135, 389, 636, 3268-3269, 3389", "UDP 53, 88, 123, 137, 389"],
            rules.Select(rule => $"{rule.Transport.ToString().ToUpperInvariant()} {rule.Port}"));
        Assert.All(rules, rule => Assert.Equal(("10.0.0.0/24", "10.0.1.1, 10.0.1.2"), (rule.Source, rule.Destination)));
        var leftOut = request.LeftOut(FirewallRuleFormat.Text);
        Assert.Contains(leftOut, note => note.StartsWith("Syslog514 (TCP 514 and UDP 514) is left out: others (SiemServer)", StringComparison.Ordinal));
        Assert.Contains(leftOut, note => note.StartsWith("Cloud443 (TCP 443) is left out: its host depends on the workspace", StringComparison.Ordinal));
        Assert.DoesNotContain(leftOut, note => note.Contains("444", StringComparison.Ordinal));
    }

    [Fact]
    public void Inbound_rows_alone_go_from_the_source_to_the_sensor()
    {
        var rule = Rows(row => row is { Id: "Radius1813", SensorType: SensorType.Classic, Catalog: Catalog.Current }, [PeerOf("10.0.9.9")], [PeerOf(Sensor)])
            .Rules(FirewallRuleFormat.Text).Single();
        Assert.Equal((Direction.Inbound, "10.0.9.9", Sensor, "1813"), (rule.Direction, rule.Source, rule.Destination, rule.Port));
    }

    [Fact]
    public void Each_rule_can_be_taken_away_by_its_name()
    {
        var lot = new Lot();
        lot.Add(Lot.PortResult(Sensor, Target, "Ldap389", Transport.Tcp, 389));
        foreach (var format in Lot.Formats.Except([FirewallRuleFormat.AwsSecurityGroup]))
        {
            var rule = lot.Request().Rules(format).Single();
            Assert.Contains(rule.Name, rule.Undo, StringComparison.Ordinal);
            Assert.Contains(rule.Undo.TrimEnd(), lot.Request().UndoDocument(format), StringComparison.Ordinal);
        }
    }

    private static FirewallRequest Cloud(string proxy, string address)
    {
        var request = new FirewallRequest(new());
        var result = new Dictionary<string, object?>
        {
            ["ComputerName"] = "contososensorapi.atp.azure.com", ["RemoteAddress"] = address, ["SourceAddress"] = Sensor, ["Check"] = CloudCheck.Connection,
            ["Reason"] = CloudReason.TimedOut, ["Proxy"] = proxy, ["ProxySource"] = ProxySource.None, ["Evidence"] = "no answer",
        };
        Assert.Null(request.Add(new(result.GetValueOrDefault)));
        return request;
    }

    private static FirewallRequest Rows(Func<PortRequirement, bool> which, IReadOnlyList<Peer> sources, IReadOnlyList<Peer> targets)
    {
        var request = new FirewallRequest(new() { Sources = sources, Targets = targets });
        foreach (var row in PortCatalog.Rows.Where(which)) Assert.Null(request.Add(new(name => typeof(PortRequirement).GetProperty(name)?.GetValue(row))));
        return request;
    }

    private static Peer PeerOf(string address, long count = 1) => new(AddressRange.Of(IPAddress.Parse(address), count));
}
