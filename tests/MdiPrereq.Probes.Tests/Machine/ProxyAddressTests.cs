using System;
using MdiPrereq.Machine;
using MdiPrereq.Tests.Checks.Cloud;
using Xunit;

namespace MdiPrereq.Tests.Machine;

public class ProxyAddressTests
{
    [Theory]
    [InlineData("proxy:8080", "http://proxy:8080")]
    [InlineData("http://proxy.contoso.com:3128/", "http://proxy.contoso.com:3128")]
    [InlineData("HTTP://proxy.contoso.com", "http://proxy.contoso.com:80")]
    [InlineData(" 10.0.0.1:3128 ", "http://10.0.0.1:3128")]
    [InlineData("[fd00::1]:3128", "http://[fd00::1]:3128")]
    [InlineData("http://[fd00::1]", "http://[fd00::1]:80")]
    [InlineData("http://user:pa%3Ass@proxy:1", "http://proxy:1")]
    public void Reads_each_form_and_shows_no_credential(string text, string shown)
    {
        Assert.True(ProxyAddress.TryParse(text, out var proxy, out var problem), problem);
        Assert.Equal(shown, $"{proxy}");
    }

    [Theory]
    [InlineData("user:pa%3Ass@proxy:1", "user", "pa:ss")]
    [InlineData("user@proxy:1", "user", "")]
    [InlineData("http://user:p@ss@proxy:1", "user", "p@ss")]
    public void Reads_a_credential(string text, string user, string password)
    {
        Assert.True(ProxyAddress.TryParse(text, out var proxy, out _));
        Assert.Equal((user, password), (proxy!.Credential!.UserName, proxy.Credential.Password));
    }

    [Theory]
    [InlineData("")]
    [InlineData("https://proxy:443")]
    [InlineData("socks://proxy:1080")]
    [InlineData("proxy:0")]
    [InlineData("proxy:65536")]
    [InlineData("proxy:http")]
    [InlineData("10.0.0.300:3128")]
    [InlineData("http://proxy:80/path")]
    [InlineData("http://")]
    [InlineData("pro xy:80")]
    [InlineData("socks5://user:geheim@proxy:1080")]
    [InlineData("user:geheim@10.0.0.300:1")]
    public void Refuses_what_makes_no_sense_and_repeats_no_password(string text)
    {
        Assert.False(ProxyAddress.TryParse(text, out _, out var problem));
        Assert.Contains("http://proxy.contoso.com:8080", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy:8080", "proxy:8080")]
    [InlineData("http=a:1;https=b:2;ftp=c:3", "b:2")]
    [InlineData("http=a:1 https=http://b:2", "http://b:2")]
    [InlineData("http=a:1;socks=c:3", "")]
    [InlineData("http=a:1;d:4", "d:4")]
    [InlineData("", "")]
    public void Chooses_the_proxy_for_https(string setting, string proxy) => Assert.Equal(proxy, ProxyBypass.ChooseForHttps(setting));

    [Theory]
    [InlineData("<local>", null)]
    [InlineData("*.azure.com", "*.azure.com")]
    [InlineData("<local>;*.ATP.azure.com", "*.ATP.azure.com")]
    [InlineData("10.*\r\n*azure*", "*azure*")]
    [InlineData("https://*.azure.com", "https://*.azure.com")]
    [InlineData("http://*.azure.com", null)]
    [InlineData("*.azure.com:443", "*.azure.com:443")]
    [InlineData("*.azure.com:80", null)]
    [InlineData("azure.com", null)]
    [InlineData("contososensorapi.atp.azure.com", "contososensorapi.atp.azure.com")]
    [InlineData("", null)]
    public void Follows_a_bypass_list(string list, string? entry) => Assert.Equal(entry, ProxyBypass.FindWinInet(list, CloudScene.Host));

    [Theory]
    [InlineData("azure.com", "azure.com")]
    [InlineData(".azure.com", ".azure.com")]
    [InlineData("localhost, atp.azure.com", "atp.azure.com")]
    [InlineData("*", "*")]
    [InlineData("zure.com", null)]
    [InlineData("contoso.com", null)]
    [InlineData("", null)]
    public void Follows_NO_PROXY(string list, string? entry) => Assert.Equal(entry, ProxyBypass.FindNoProxy(list, CloudScene.Host));
}
