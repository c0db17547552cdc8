using MdiPrereq.Cli;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class TargetNameTests
{
    [Theory]
    [InlineData("dc01", "dc01", false)]
    [InlineData(" dc01.contoso.com ", "dc01.contoso.com", false)]
    [InlineData("dc01.contoso.com.", "dc01.contoso.com", false)]
    [InlineData("_my-host", "_my-host", false)]
    [InlineData("1and1.example", "1and1.example", false)]
    [InlineData("bücher.example", "xn--bcher-kva.example", false)]
    [InlineData("10.0.0.10", "10.0.0.10", true)]
    [InlineData("fe80::1", "fe80::1", true)]
    [InlineData("[2001:db8::1]", "2001:db8::1", true)]
    [InlineData("::1", "::1", true)]
    public void Takes_names_and_addresses(string text, string hostName, bool isAddress)
    {
        Assert.True(TargetName.TryParse(text, out var target, out var problem), problem);
        Assert.Equal(hostName, target!.HostName);
        Assert.Equal(text.Trim(), target.Given);
        Assert.Equal(isAddress, target.Address is not null);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData("   ", "empty")]
    [InlineData("10.0.0.300", "IPv4")]
    [InlineData("10.0.0", "IPv4")]
    [InlineData("10", "IPv4")]
    [InlineData("010.0.0.1", "leading zeros")]
    [InlineData("10.0.0.1.", "IPv4")]
    [InlineData("1.2.3.4.5", "IPv4")]
    [InlineData("0.0.0.0", "no address of a host")]
    [InlineData("255.255.255.255", "no address of a host")]
    [InlineData("224.0.0.1", "no address of a host")]
    [InlineData("::", "no address of a host")]
    [InlineData("ff02::1", "no address of a host")]
    [InlineData("dc01:389", "holds a port")]
    [InlineData("10.0.0.1:389", "holds a port")]
    [InlineData("fe80::zz", "IPv6")]
    [InlineData("[2001:db8::1", "IPv6")]
    [InlineData("[2001:db8::1]:389", "IPv6")]
    [InlineData("https://dc01.contoso.com/x", "dc01.contoso.com")]
    [InlineData("dc01 dc02", "blanks")]
    [InlineData("dc01\n", "")]
    [InlineData("10.0.0.0/24", "mdiprereq nnr")]
    [InlineData("-dc", "hyphen")]
    [InlineData("dc-.contoso.com", "hyphen")]
    [InlineData("dc*", "cannot stand")]
    [InlineData("dc..contoso", "each part")]
    [InlineData("..", "each part")]
    [InlineData("a\u001b[31m", "blanks")]
    public void Refuses_what_is_neither_and_says_why(string? text, string partOfProblem)
    {
        if (TargetName.TryParse(text, out _, out var problem, ToolVocabulary.Instance))
        {
            Assert.Equal("dc01", text?.Trim());
            return;
        }

        Assert.Contains(partOfProblem, problem);
    }

    [Fact]
    public void Refuses_labels_and_names_that_are_too_long()
    {
        Assert.False(TargetName.TryParse(new string('a', 64) + ".example", out _, out _));
        Assert.True(TargetName.TryParse(new string('a', 63) + ".example", out _, out _));
        Assert.False(TargetName.TryParse(string.Join('.', System.Linq.Enumerable.Repeat("abcdefgh", 30)), out _, out _));
    }
}
