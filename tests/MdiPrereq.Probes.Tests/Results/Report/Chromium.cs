using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using PuppeteerSharp;
using Xunit;

namespace MdiPrereq.Tests.Results.Report;

/// <summary>The Chromium of this machine, headless; one for the tests of a class.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly string _folder = Directory.CreateTempSubdirectory("mdi-report-").FullName;

    public IBrowser? Browser { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var program = folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null) return;
        Browser = await Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = program, Headless = true, Timeout = 120_000, UserDataDir = Path.Combine(_folder, "profile"),

            // As root there is no sandbox; what is opened is written by these tests.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }

    /// <summary>Opens a page from a file, as whoever got it by mail does.</summary>
    public async Task<OpenPage> OpenAsync(string html, bool withScript = true)
    {
        if (Browser is null) Assert.Skip("There is no Chromium on this machine.");
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var page = await Browser.NewPageAsync();
        page.DefaultTimeout = 120_000;
        await page.SetJavaScriptEnabledAsync(withScript);
        var opened = new OpenPage(page);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
