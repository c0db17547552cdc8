using System;
using System.Linq;
using MdiPrereq.Checks.Cloud;
using Xunit;

namespace MdiPrereq.Tests.Checks.Cloud;

public class WorkspaceNameTests
{
    [Theory]
    [InlineData("contoso")]
    [InlineData("contoso-corp")]
    [InlineData("a")]
    [InlineData("Contoso1")]
    public void Takes_a_name(string name) => Assert.True(Workspace.TryParse(name, out _, out _));

    [Theory]
    [InlineData("https://contososensorapi.atp.azure.com/tri/sensor/api/ping", "such as contoso;")]
    [InlineData("contoso-corpsensorapi.atp.azure.com", "such as contoso-corp;")]
    [InlineData("contososensorapi", "such as contoso;")]
    [InlineData("contoso.atp.azure.com", "such as contoso;")]
    [InlineData("contoso:443", "such as contoso;")]
    [InlineData("-contoso", "such as contoso-corp;")]
    [InlineData("con toso", "such as contoso-corp;")]
    [InlineData("", "such as contoso-corp;")]
    public void Shows_the_right_form(string name, string hint)
    {
        Assert.False(Workspace.TryParse(name, out _, out var problem));
        Assert.Contains(hint, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CloudEnvironment.Commercial, "contososensorapi.atp.azure.com")]
    [InlineData(CloudEnvironment.Gcc, "contososensorapi.atp.gcc.azure.com,contososensorapi.gcc.atp.azure.com")]
    [InlineData(CloudEnvironment.GccHigh, "contososensorapi.atp.azure.us")]
    public void Stands_in_the_zones_of_its_cloud(CloudEnvironment cloud, string hosts) =>
        Assert.Equal(hosts, string.Join(",", CloudZone.Of(cloud).Select(zone => zone.HostOf("Contoso"))));
}
