using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests;

public class SafeTextTests
{
    [Theory]
    [InlineData("dc01.contoso.com", "dc01.contoso.com")]
    [InlineData("PC-7_x!~", "PC-7_x!~")]
    [InlineData("größe", "größe")]
    [InlineData("a\u001b[31mb", "a\\u001B[31mb")]
    [InlineData("a\u202eb", "a\\u202Eb")]
    [InlineData("=cmd|' /C calc'!A0", "\\u003Dcmd|' /C calc'!A0")]
    [InlineData("@SUM(1)", "\\u0040SUM(1)")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void Escapes_what_could_do_harm_and_nothing_else(string text, string expected) => Assert.Equal(expected, SafeText.Clean(text));

    [Fact]
    public void Cuts_what_no_name_can_need() => Assert.InRange(SafeText.Clean(new string('a', 100_000)).Length, 250, 300);
}
