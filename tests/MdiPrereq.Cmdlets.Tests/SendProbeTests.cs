using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using System.Security;
using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>Send-MdiProbe: what it takes, what it refuses, and that a secret is nowhere to be read.</summary>
public sealed class SendProbeTests
{
    private const string Secret = "hunter2-and-more";

    private const string Missing = " -ErrorAction SilentlyContinue";

    [Theory]
    [InlineData("Send-MdiProbe nobody.invalid", 3)]
    [InlineData("'nobody.invalid', 'noone.invalid' | Send-MdiProbe", 6)]
    [InlineData("[pscustomobject]@{ DNSHostName = 'nobody.invalid' } | Send-MdiProbe -Id radius*", 1)]
    [InlineData("Send-MdiProbe nobody.invalid -Transport Tcp", 1)]
    [InlineData("Get-MdiRequiredPort -Destination Sensor | Send-MdiProbe nobody.invalid", 3)]
    [InlineData("Get-MdiRequiredPort -Catalog Seed2022 -Destination Sensor | Send-MdiProbe nobody.invalid, noone.invalid", 2)]
    public void There_is_one_result_for_each_row_of_each_sensor(string script, int count)
    {
        var outcome = Run(script);
        Assert.Empty(outcome.Errors);
        var sendings = outcome.Of<ProbeSending>();
        Assert.Equal(count, sendings.Count);
        Assert.All(sendings, sending => Assert.Equal((State.NameNotResolved, Verdict.Warning), (sending.State, sending.Verdict)));
    }

    [Theory]
    [InlineData("Send-MdiProbe nobody.invalid -Id Ldap389", "NotInbound", 0)]
    [InlineData("Send-MdiProbe nobody.invalid -Id Radius18", "RequirementNotFound", 0)]
    [InlineData("Send-MdiProbe nobody.invalid -Id Radius1813, Ldap389", "NotInbound", 1)]
    [InlineData("Send-MdiProbe nobody.invalid -Id Radius1813 -Transport Tcp", "NoRowMatches", 0)]
    [InlineData("Get-MdiRequiredPort -Id Radius1813, Dns53 -SensorType Classic -Transport Udp | Send-MdiProbe nobody.invalid", "NotInbound", 1)]
    [InlineData("Send-MdiProbe 'no/body', nobody.invalid -Id Radius1813", "InvalidComputerName", 1)]
    [InlineData("Send-MdiProbe nobody.invalid -ExpectReply", "SharedSecretMissing", 0)]
    [InlineData("Send-MdiProbe nobody.invalid -SharedSecret ([Security.SecureString]::new())", "SharedSecretMissing", 0)]
    [InlineData("Send-MdiProbe nobody.invalid -SourceAddress 203.0.113.77", "SourceAddressNotLocal", 0)]
    public void What_makes_no_sense_is_an_error_with_its_id_and_the_rest_goes_on(string script, string id, int results)
    {
        var outcome = Run(script);
        Assert.StartsWith($"{id},", Assert.Single(outcome.Errors).FullyQualifiedErrorId);
        Assert.Equal(results, outcome.Of<ProbeSending>().Count);
    }

    [Theory]
    [InlineData("Send-MdiProbe nobody.invalid -Quiet")]
    [InlineData("Send-MdiProbe nobody.invalid -Id Ldap389 -Quiet" + Missing)]
    [InlineData("Send-MdiProbe 127.0.0.1 -Id Radius1813 -RadiusPort $args[0] -TimeoutMilliseconds 500 -Quiet")]
    public void Quiet_is_false_when_a_probe_did_not_go_as_it_should(string script) =>
        Assert.Equal([false], Run(script, FreePort.Take()).Of<bool>());

    [Fact]
    public void Quiet_is_true_when_all_was_sent_and_nothing_was_refused()
    {
        using var sensor = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var outcome = Run("Send-MdiProbe 127.0.0.1 -Id Radius1813 -RadiusPort $args[0] -TimeoutMilliseconds 500 -Quiet", PortOf(sensor));
        Assert.Equal([true], outcome.Of<bool>());
    }

    [Fact]
    public async Task A_secret_goes_into_the_authenticator_and_nowhere_else()
    {
        using var sensor = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var hearing = sensor.ReceiveAsync(TestContext.Current.CancellationToken);
        using var secret = new SecureString();
        foreach (var letter in Secret) secret.AppendChar(letter);
        var outcome = Run(
            "Send-MdiProbe 127.0.0.1 -Id Radius1813 -RadiusPort $args[0] -TimeoutMilliseconds 500 -SharedSecret $args[1] -ExpectReply -Verbose",
            PortOf(sensor),
            secret);
        var request = (await hearing).Buffer;
        Assert.DoesNotContain(Secret, System.Text.Encoding.Latin1.GetString(request));
        var sending = Assert.Single(outcome.Of<ProbeSending>());
        Assert.Equal((State.NoReply, Verdict.Warning, 4), (sending.State, sending.Verdict, sending.Attempts));
        Assert.Contains("-SharedSecret", Run("Send-MdiProbe nobody.invalid -ExpectReply").Errors.Single().Exception.Message);
        var said = outcome.Output.SelectMany(one => one.Properties.Select(property => $"{property.Value}"))
            .Concat(outcome.Verbose).Concat(outcome.Errors.Select(error => $"{error}"));
        Assert.DoesNotContain(said, text => text.Contains("hunter2", System.StringComparison.Ordinal));
        Assert.Equal(Secret.Length, secret.Length);
    }

    [Fact]
    public void Ids_and_formats_are_completed()
    {
        using var session = new Session(null);
        Assert.Contains("Radius1813", session.Complete("Send-MdiProbe x -Id Rad"));
        Assert.Equal(["Rfc3164", "Rfc5424"], session.Complete("Send-MdiProbe x -SyslogFormat R").Order());
    }

    private static Outcome Run(string script, params object?[] args)
    {
        using var session = new Session(null);
        return session.Run(script, args);
    }

    private static int PortOf(UdpClient client) => ((IPEndPoint)client.Client.LocalEndPoint!).Port;
}
