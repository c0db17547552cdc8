using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using PuppeteerSharp;

namespace MdiPrereq.Tests.Results.Report;

/// <summary>A page in a browser, and what it said and asked for since it was opened.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Page = page;
        page.Console += (_, said) => Said.Add(said.Message.Text);
        page.PageError += (_, error) => Said.Add(error.Message);
        page.Request += (_, request) => Requests.Add(request.Request.Url);
    }

    public IPage Page { get; }

    /// <summary>Messages of the console, violations of the policy among them.</summary>
    public List<string> Said { get; } = [];

    public List<string> Requests { get; } = [];

    public Task<T> Ask<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    public async ValueTask DisposeAsync() => await Page.DisposeAsync();
}
