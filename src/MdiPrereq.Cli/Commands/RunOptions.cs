using System.CommandLine;
using System.Net;
using MdiPrereq.Engine;

namespace MdiPrereq.Cli.Commands;

/// <summary>The options of every command that probes.</summary>
internal sealed class RunOptions(string timeoutFor)
{
    private readonly Option<int> _timeout = OptionParser.Number(
        "--timeout", $"Milliseconds for one {timeoutFor}, all its tries included.", ProbeOptions.DefaultTimeoutMilliseconds, 100, 300_000);

    private readonly Option<int> _throttle = OptionParser.Number(
        "--throttle", "The most probes in flight at once; below it the run finds its own number.",
        ProbeOptions.DefaultThrottleLimit, 1, 16_384);

    private readonly Option<int?> _maxRate = OptionParser.OptionalNumber(
        "--max-rate", "The most packets that leave in a second; no bound without it.", 1, 1_000_000);

    private readonly Option<IPAddress?> _sourceAddress =
        OptionParser.LocalAddress("--source-address", "The address of this machine to test from.");

    public void AddTo(Command command)
    {
        command.Add(_timeout);
        command.Add(_throttle);
        command.Add(_maxRate);
        command.Add(_sourceAddress);
    }

    /// <summary>The same options with what the command line says.</summary>
    public T Apply<T>(T options, ParseResult parsed, ToolHost host)
        where T : ProbeOptions => (T)((ProbeOptions)options with
        {
            TimeoutMilliseconds = parsed.GetValue(_timeout),
            ThrottleLimit = parsed.GetValue(_throttle),
            Pacer = parsed.GetValue(_maxRate) is { } rate ? new(rate) : null,
            SourceAddress = parsed.GetValue(_sourceAddress),
            Network = host.Network,
            Words = ToolVocabulary.Instance,
        });
}
