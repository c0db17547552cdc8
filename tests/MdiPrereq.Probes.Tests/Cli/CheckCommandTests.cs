using System.Linq;
using System.Text.Json;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary><c>mdiprereq check</c> in the sample network.</summary>
public class CheckCommandTests
{
    [Fact]
    public void Every_part_has_its_table_and_what_to_do()
    {
        var run = Tool.Run("check", "--workspace", "contoso", "--timeout", "1000");
        Assert.Equal(1, run.ExitCode);
        string[] titles = ["This machine's adapters", "The cloud service", "This machine's own ports", "DNS servers", "Domain controllers", "Names of devices"];
        var places = titles.Select(title => run.Output.IndexOf($"{title}\n", System.StringComparison.Ordinal)).ToList();
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
        Assert.Contains("dc02.contoso.test (192.0.2.20)", run.Output);
        Assert.Contains("This machine is a server of contoso.test.", run.Error);
        Assert.Contains("give the subnets whose devices the sensor sees with --nnr-target", run.Error);
    }

    [Fact]
    public void More_devices_than_one_reads_are_counted_by_subnet()
    {
        var run = Tool.Run("check", "--nnr-target", "192.0.2.0/25", "--skip", "Port,CloudService,CaptureAdapter", "--timeout", "300");
        Assert.Contains("192.0.2.0/24", run.Output);
        Assert.DoesNotContain("192.0.2.77", run.Output);
    }

    [Fact]
    public void Json_has_results_of_all_kinds()
    {
        var run = Tool.Run("check", "--workspace", "contoso", "--timeout", "500", "--output", "json");
        using var json = JsonDocument.Parse(run.Output);
        var records = json.RootElement.EnumerateArray().ToList();
        foreach (var property in (string[])["RequirementId", "ResolvedName", "Proxy", "AdapterName"])
        {
            Assert.Contains(records, record => record.TryGetProperty(property, out _));
        }
    }

    [Theory]
    [InlineData("html", "May the sensor be installed?")]
    [InlineData("junit", "<testsuite ")]
    [InlineData("results", "MdiPrereq.CloudTestResult")]
    [InlineData("csv", "Check,ComputerName,RemoteAddress,Verdict,Message")]
    public void Every_format_takes_results_of_all_kinds(string format, string part)
    {
        var run = Tool.Run("check", "--workspace", "contoso", "--timeout", "500", "--output", format);
        Assert.Contains(part, run.Output);
        Assert.Contains("dc01.contoso.test", run.Output);
    }

    [Fact]
    public void What_could_not_be_looked_for_is_no_success()
    {
        var run = Tool.Run("check", "--domain", "nowhere.test", "--skip", "Nnr,CloudService,CaptureAdapter");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No domain controller of 'nowhere.test'", run.Error);
    }

    [Theory]
    [InlineData("1.2.3.4/99", "check", "--nnr-target", "1.2.3.4/99", "--skip", "Port,CloudService,CaptureAdapter")]
    [InlineData("'Ports' is no value for --skip", "check", "--skip", "Ports")]
    public void What_makes_no_sense_is_said(string said, params string[] args)
    {
        var run = Tool.Run(args);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(said, run.Error);
    }
}
