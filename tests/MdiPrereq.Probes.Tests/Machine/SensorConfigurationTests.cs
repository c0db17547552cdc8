using System;
using System.IO;
using System.Text;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Machine;

public class SensorConfigurationTests
{
    [Fact]
    public void Finds_the_proxy_and_leaves_the_secret_alone()
    {
        // The encrypted part is no JSON that could be taken for anything else: were it read, an assertion below would see it.
        var configuration = Read("""
            {
              "$type": "SensorConfiguration",
              "SecretManagerConfigurationCertificateThumbprint": "AA",
              "SensorProxyConfiguration": {
                "$type": "SensorProxyConfiguration",
                "EncryptedUserPasswordData": { "EncryptedBytes": "c2VjcmV0", "Url": "http://wrong:1", "CertificateThumbprint": "BB" },
                "Url": "http://proxy.contoso.com:8080",
                "UserName": "CONTOSO\\mdi"
              },
              "WorkspaceApplicationSensorApiWebClientConfigurationServiceEndpoint": { "Address": "contososensorapi.atp.azure.com", "Port": 443 }
            }
            """);
        Assert.Equal(("http://proxy.contoso.com:8080", true), (configuration.ProxyUrl, configuration.HasProxyUser));
        Assert.DoesNotContain("c2VjcmV0", configuration.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("mdi", configuration.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "SensorProxyConfiguration": null }""")]
    [InlineData("""{ "SensorProxyConfiguration": {} }""")]
    [InlineData("""{ "SensorProxyConfiguration": { "Url": null, "UserName": null, "EncryptedUserPasswordData": null } }""")]
    [InlineData("""{ "SensorProxyConfiguration": "none" }""")]
    [InlineData("""{ "Other": { "SensorProxyConfiguration": { "Url": "http://wrong:1" } }, "List": [1, { "a": [] }] }""")]
    [InlineData("[]")]
    public void Finds_none(string json) => Assert.Equal(("", false), (Read(json).ProxyUrl, Read(json).HasProxyUser));

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("no json")]
    public void Malformed_is_an_error_of_the_kind_that_is_expected(string json) => Assert.Throws<System.Xml.XmlException>(() => Read(json));

    [Theory]
    [InlineData(@"""C:\Program Files\Azure Advanced Threat Protection Sensor\2.240.1\Microsoft.Tri.Sensor.exe""", @"C:\Program Files\Azure Advanced Threat Protection Sensor\2.240.1")]
    [InlineData(@"C:\Program Files\Sensor\2.1\Microsoft.Tri.Sensor.exe -x C:\y", @"C:\Program Files\Sensor\2.1")]
    [InlineData("", null)]
    [InlineData("\"C:\\never closed", null)]
    [InlineData("sensor.exe", null)]
    public void Finds_the_folder(string imagePath, string? folder) => Assert.Equal(folder, SensorConfiguration.FolderOf(imagePath));

    private static SensorConfiguration Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return SensorConfiguration.Read(stream);
    }
}
