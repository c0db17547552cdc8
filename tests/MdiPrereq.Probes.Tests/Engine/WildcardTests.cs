using System.Linq;
using System.Text.RegularExpressions;
using CsCheck;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Engine;

public class WildcardTests
{
    [Theory]
    [InlineData("Ldap389", "ldap*", true)]
    [InlineData("Ldap389", "*389", true)]
    [InlineData("Ldap389", "L*8?", true)]
    [InlineData("Ldap389", "Ldap???", true)]
    [InlineData("Ldap389", "Ldap????", false)]
    [InlineData("Ldap389", "*", true)]
    [InlineData("Ldap389", "", false)]
    [InlineData("", "", true)]
    [InlineData("", "**", true)]
    [InlineData("abcabd", "*ab?", true)]
    [InlineData("abcabe", "*abd", false)]
    [InlineData("a.b", "a?b", true)]
    [InlineData("ab", "a.b", false)]
    public void Covers_what_PowerShell_users_expect(string text, string pattern, bool expected) =>
        Assert.Equal(expected, Wildcard.IsMatch(text, pattern));

    [Fact]
    public void Agrees_with_a_regular_expression() =>
        Gen.Select(Gen.Char["abAB"].Array[0, 12], Gen.Char["abAB*?"].Array[0, 8]).Sample(
            (text, pattern) =>
            {
                var regex = "^" + Regex.Escape(new string(pattern)).Replace("\\*", ".*").Replace("\\?", ".") + "$";
                Assert.Equal(
                    Regex.IsMatch(new string(text), regex, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
                    Wildcard.IsMatch(new string(text), new string(pattern)));
            },
            iter: 20_000,
            threads: 1);

    // Six stars against sixty letters took the regular expression 36 seconds; a hundred stars against a hundred thousand would not end.
    [Theory(Timeout = 10_000)]
    [InlineData(6, 60)]
    [InlineData(100, 100_000)]
    public async System.Threading.Tasks.Task Many_stars_take_no_more_than_few(int stars, int letters)
    {
        var pattern = string.Concat(Enumerable.Repeat("*a", stars)) + "b";
        Assert.False(await System.Threading.Tasks.Task.Run(() => Wildcard.IsMatch(new('a', letters), pattern)));
    }
}
