using CsCheck;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Results;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

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
    [InlineData("x;=1+cmd|' /C calc'!A0", "x;\\u003D1+cmd|' /C calc'!A0")]
    [InlineData("x,@SUM(1)", "x,\\u0040SUM(1)")]
    [InlineData("x; \"'=1", "x; \"'\\u003D1")]
    [InlineData("x\t=1", "x\\u0009=1")]
    [InlineData(" -1", " \\u002D1")]
    [InlineData("a - b, c=d; e", "a - b, c=d; e")]
    [InlineData("\uff1d1", "\\uFF1D1")]
    [InlineData("\uff0b1", "\\uFF0B1")]
    [InlineData("\uff0d1", "\\uFF0D1")]
    [InlineData("\uff20SUM(1)", "\\uFF20SUM(1)")]
    [InlineData("a\u3164\uffa0\u115f\u1160b", "a\\u3164\\uFFA0\\u115F\\u1160b")]
    [InlineData("a\u200b\u2060\u00ad\ufeffb", "a\\u200B\\u2060\\u00AD\\uFEFFb")]
    [InlineData("", "")]
    public void Escapes_what_could_do_harm_and_nothing_else(string text, string expected) => Assert.Equal(expected, SafeText.Clean(text));

    [Fact]
    public void Cleaning_what_is_clean_changes_nothing() => HostileText.Any.Sample(text =>
    {
        Assert.Equal(SafeText.Clean(text), SafeText.Clean(SafeText.Clean(text)));
        Assert.Equal(SafeText.CleanSentence(text), SafeText.CleanSentence(SafeText.CleanSentence(text)));
    });

    [Fact]
    public void Cuts_what_no_name_can_need() => Assert.InRange(SafeText.Clean(new string('a', 100_000)).Length, 250, 256);
}
