using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Results.Report;
using MdiPrereq.Tests.Checks.Inbound;
using Xunit;

namespace MdiPrereq.Tests.Results.Report;

public class ReportPageTests
{
    private static readonly InboundRow Row = new InboundRows { Id = ["Radius1813"] }.Select()[0];

    [Fact]
    public void Is_the_same_whatever_the_order_of_the_results()
    {
        var page = ReportScene.Page(ReportScene.Data(ReportScene.Firewalled));
        Assert.Equal(page, ReportScene.Page(ReportScene.Data(ReportScene.Firewalled.Reverse())));
        Assert.Contains("Made 2026-11-25 12:00 UTC", page, StringComparison.Ordinal);
    }

    // A VPN server that was tested from both ends with its sensor.
    [Fact]
    public void Who_only_sends_to_sensors_is_not_asked_whether_one_may_be_installed_there()
    {
        CheckResult[] sent = [Ends.Judged(Ends.Sending(), Ends.Reception()), InboundResults.NotTested(Row, "vpn02", "sensor01", "Why.", "Mend it.")];
        var alone = ReportScene.Page(ReportScene.Data(sent));
        Assert.Contains("Not said here: these are results of what others send to sensors.", alone, StringComparison.Ordinal);
        Assert.Contains("Not asked of those that send to sensors: <b><bdi>vpn01 and vpn02</bdi></b>", alone, StringComparison.Ordinal);
        Assert.Contains("did not arrive at sensor01", alone, StringComparison.Ordinal);

        var both = ReportScene.Page(ReportScene.Data([.. sent, .. ReportScene.Ports("sensor01", "dc")]));
        Assert.Contains("Yes, as far as was tested.", both, StringComparison.Ordinal);
    }

    [Fact]
    public void Allows_its_own_style_and_script_and_nothing_else()
    {
        var page = ReportScene.Page(ReportScene.Data(ReportScene.Firewalled));
        var policy = Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]+)\"").Groups[1].Value;
        Assert.Equal(
            $"default-src 'none'; style-src '{HashOf(page, "style")}'; script-src '{HashOf(page, "script")}'; base-uri 'none'; form-action 'none'",
            policy);
        Assert.DoesNotMatch(" (style|on[a-z]+)=\"", page);
        Assert.DoesNotMatch("(src|href)=\"(?!#|https://learn\\.microsoft\\.com/)", page);
    }

    [Fact]
    public void What_comes_from_files_is_text_everywhere()
    {
        foreach (var results in new[] { ReportScene.Malicious, [.. ReportScene.Malicious, .. ReportScene.Many(60, 12)] })
        {
            var data = ReportScene.Data(results, ReportScene.Hostile + "9");
            var change = new ResultChange { SourceComputer = ReportScene.Hostile, ComputerName = ReportScene.Hostile, Check = ReportScene.Hostile, Message = ReportScene.Hostile };
            var changes = new ChangeSummary(new Dictionary<ResultChangeKind, int> { [ResultChangeKind.Broken] = 1 }, [change]);
            var page = ReportScene.Page(data, changes, ReportScene.Hostile);
            Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
            Assert.DoesNotContain("<!--", page, StringComparison.Ordinal);
            Assert.DoesNotContain("javascript:", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\u2028", page, StringComparison.Ordinal);
            Assert.Equal(data.IsLarge ? 2 : 1, Regex.Count(page, "</script>"));
        }
    }

    [Fact]
    public void A_page_of_very_many_counts_together_and_stays_small()
    {
        var data = ReportScene.Data(ReportScene.Many(1000, 20));
        Assert.True(data.IsLarge);
        var page = ReportScene.Page(data);
        Assert.True(page.Length < 5_000_000, $"{page.Length} characters");
        Assert.Equal(120_000, Counts(page).Sum(one => one.Value));
        Assert.Equal(data.Sources.Sum(source => source.Count(ReportArea.Ports, Verdict.Fail)), Counts(page)["Fail"]);
    }

    [Fact]
    public void Counts_on_the_page_are_those_of_the_results()
    {
        var expected = ReportScene.Firewalled.GroupBy(result => result.Verdict).ToDictionary(one => one.Key.ToString(), one => one.Count());
        var page = ReportScene.Page(ReportScene.Data(ReportScene.Firewalled));
        Assert.Equal(expected.OrderBy(one => one.Key), Counts(page).OrderBy(one => one.Key));
        Assert.Equal(ReportScene.Firewalled.Count(), Regex.Count(page, "<tr id=\"r\\d+\""));
    }

    [Theory]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("\u202ea\u0000\u0085", "\ufffda\ufffd\ufffd")]
    [InlineData("<&>\"'", "&lt;&amp;&gt;&quot;&#39;")]
    public void Text_is_escaped(string text, string expected) => Assert.Equal($"<p>{expected}</p>", Written(text));

    [Fact]
    public void Half_a_character_is_replaced() => Assert.Equal("<p>a\ufffdb\ufffd</p>", Written("a\ud800b\udc00"));

    private static string Written(string text)
    {
        using var page = new System.IO.StringWriter();
        var html = new HtmlWriter(page);
        html.Html($"<p>{text}</p>");
        return page.ToString();
    }

    private static Dictionary<string, int> Counts(string page) => Regex.Matches(page, "data-verdict=\"(\\w+)\" data-count=\"(\\d+)\"")
        .ToDictionary(match => match.Groups[1].Value, match => int.Parse(match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture));

    private static string HashOf(string page, string element)
    {
        var text = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
        return $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }
}
