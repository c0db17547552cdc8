using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Deque.AxeCore.Commons;
using PuppeteerSharp;
using PuppeteerSharp.Media;
using Xunit;

namespace MdiPrereq.Tests.Results.Report;

/// <summary>The page as people see it, and as those see it who use a keyboard or a screen reader.</summary>
public sealed class ReportInBrowserTests(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly Dictionary<string, Func<IEnumerable<CheckResult>>> Scenes = new()
    {
        ["green"] = () => ReportScene.Green,
        ["firewalled"] = () => ReportScene.Firewalled,
        ["hostile"] = () => ReportScene.Malicious,
        ["many"] = () => ReportScene.Many(1000, 20),
    };

    public static IEnumerable<TheoryDataRow<string>> Names => Scenes.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Says_nothing_to_the_console_and_asks_for_nothing(string scene)
    {
        await using var opened = await Open(scene);
        await opened.Page.TypeAsync("#text", "dc0");
        await Filtered(opened);
        Assert.Empty(opened.Said);
        Assert.Single(opened.Requests);
        Assert.Equal(0, await opened.Ask<int>("document.querySelectorAll('img, iframe, object, embed, link, script[src]').length"));
        Assert.Equal(scene == "many" ? 2 : 1, await opened.Ask<int>("document.scripts.length"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Axe_finds_no_violation_in_light_and_dark(string scene)
    {
        await using var opened = await Open(scene);
        var axe = new BundledAxeScriptProvider().GetScript();
        foreach (var colours in new[] { "light", "dark" })
        {
            await opened.Page.EmulateMediaFeaturesAsync([new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = colours }]);
            await opened.Page.EvaluateExpressionAsync(axe);
            var found = await opened.Page.EvaluateFunctionAsync<JsonElement>(
                """
                async () => {
                    const result = await axe.run();
                    const violations = result.violations.map(one => `${one.id}: ${one.nodes.slice(0, 3).map(node => node.html).join(' | ')}`);
                    return { passes: result.passes.length, violations };
                }
                """);
            Assert.Equal("[]", found.GetProperty("violations").GetRawText());
            Assert.True(found.GetProperty("passes").GetInt32() > 20);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Fits_into_a_phone_a_tablet_and_a_screen(string scene)
    {
        await using var opened = await Open(scene);
        foreach (var width in new[] { 390, 820, 1440 })
        {
            await opened.Page.SetViewportAsync(new() { Width = width, Height = 900 });
            var more = await opened.Ask<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            Assert.True(more <= 0, $"{scene} is {more} pixels wider than {width}");
        }
    }

    [Fact]
    public async Task Counts_are_those_of_the_results_and_rows_filter_by_text_and_verdict()
    {
        await using var opened = await Open("firewalled");
        var all = ReportScene.Firewalled.ToList();
        Assert.Equal($"{all.Count} of {all.Count} results", await Found(opened));
        Assert.Equal(
            all.Count(result => result.Verdict == Verdict.Fail),
            await opened.Ask<int>("Number(document.querySelector('[data-verdict=Fail]').dataset.count)"));

        await opened.Page.TypeAsync("#text", "sensor2 dc02 tcp");
        await Filtered(opened);
        Assert.Equal(4, await Shown(opened));
        await opened.Page.ClickAsync("[name=v][value=Fail]");
        Assert.Equal(0, await Shown(opened));
        Assert.Equal($"0 of {all.Count} results", await Found(opened));

        await opened.Page.FocusAsync("#text");
        await opened.Page.Keyboard.PressAsync("Escape");
        Assert.Equal(all.Count(result => result.Verdict != Verdict.Fail), await Shown(opened));
    }

    [Fact]
    public async Task A_figure_leads_to_its_rows_also_when_the_filter_hides_them()
    {
        await using var opened = await Open("firewalled");
        await opened.Page.ClickAsync("[name=v][value=Fail]");
        await opened.Page.EvaluateExpressionAsync("document.querySelector('.matrix [aria-label^=\"SENSOR2 to dc02\"]').click()");
        await opened.Page.WaitForFunctionAsync("() => document.activeElement.classList.contains('group')");
        Assert.Equal("SENSOR2 to dc02", await opened.Ask<string>("document.activeElement.getAttribute('aria-label')"));
        Assert.Equal(ReportScene.Firewalled.Count(), await Shown(opened));
    }

    [Fact]
    public async Task Works_from_the_keyboard_alone()
    {
        await using var opened = await Open("firewalled");
        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#rows", await opened.Ask<string>("document.activeElement.getAttribute('href')"));
        await opened.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("rows", await opened.Ask<string>("document.activeElement.id"));
        await opened.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("text", await opened.Ask<string>("document.activeElement.id"));
        await opened.Page.Keyboard.PressAsync("Tab");
        await opened.Page.Keyboard.PressAsync("Space");
        Assert.Equal(ReportScene.Firewalled.Count(result => result.Verdict != Verdict.Fail), await Shown(opened));
    }

    [Theory]
    [InlineData("firewalled")]
    [InlineData("many")]
    public async Task Without_script_all_but_the_filter_is_there(string scene)
    {
        await using var opened = await Open(scene, withScript: false);
        var tree = await opened.Page.GetContentAsync();
        Assert.Contains("What to do", tree, StringComparison.Ordinal);
        Assert.Contains("<form id=\"filter\" class=\"filter\" role=\"search\" hidden=\"\">", tree, StringComparison.Ordinal);
        Assert.Contains("<tr", tree, StringComparison.Ordinal);
        Assert.Empty(opened.Said);
    }

    [Fact]
    public async Task A_pair_of_a_large_page_is_looked_up_with_all_its_rows()
    {
        await using var opened = await Open("many");
        await opened.Page.TypeAsync("#text", "SENSOR0421 dc007");
        await opened.Page.WaitForFunctionAsync("() => document.querySelectorAll('#looked-up tbody tr').length > 0");
        Assert.Equal("6 results of 1 pair.", await Found(opened));
        var expected = ReportScene.Many(1000, 20).Where(result => result is { SourceComputer: "SENSOR0421", ComputerName: "dc007" }).ToList();
        Assert.Equal(expected.Count, await opened.Ask<int>("document.querySelectorAll('#looked-up tbody tr').length"));
        Assert.Equal(
            expected.Count(result => result.Verdict == Verdict.Pass), await opened.Ask<int>("document.querySelectorAll('#looked-up [data-v=Pass]').length"));
    }

    [Fact]
    public async Task Prints_on_A4_with_all_rows()
    {
        await using var opened = await Open("firewalled");
        var pdf = await opened.Page.PdfDataAsync(new PdfOptions { Format = PaperFormat.A4, PreferCSSPageSize = true });
        Assert.True(pdf.Length > 20_000);
        await opened.Page.EmulateMediaTypeAsync(MediaType.Print);
        Assert.Equal("none", await opened.Ask<string>("getComputedStyle(document.getElementById('filter')).display"));
        Assert.Equal("rgb(255, 255, 255)", await opened.Ask<string>("getComputedStyle(document.body).backgroundColor"));
    }

    private Task<OpenPage> Open(string scene, bool withScript = true) =>
        chromium.OpenAsync(ReportScene.Page(ReportScene.Data(Scenes[scene]())), withScript);

    private static Task<string> Found(OpenPage opened) => opened.Ask<string>("document.getElementById('found').textContent");

    private static Task<int> Shown(OpenPage opened) => opened.Ask<int>("document.querySelectorAll('.group tbody tr:not([hidden])').length");

    // The filter waits until the typing pauses.
    private static Task<IJSHandle> Filtered(OpenPage opened) => opened.Page.WaitForFunctionAsync(
        "() => new Promise(done => setTimeout(() => done(true), 400))");
}
