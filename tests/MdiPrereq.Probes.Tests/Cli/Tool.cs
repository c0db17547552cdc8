using System.IO;
using System.Threading;
using MdiPrereq.Cli;
using MdiPrereq.Sample;

namespace MdiPrereq.Tests.Cli;

/// <summary>The command line tool as a test runs it: a name leads into the sample network, and what is written is kept.</summary>
internal sealed class Tool
{
    private Tool(int exitCode, string output, string error)
    {
        ExitCode = exitCode;
        Output = output;
        Error = error;
    }

    public int ExitCode { get; }

    public string Output { get; }

    public string Error { get; }

    public static Tool Run(params string[] args) => Run("", CancellationToken.None, args);

    public static Tool RunWithInput(string input, params string[] args) => Run(input, CancellationToken.None, args);

    public static Tool Run(string input, CancellationToken stop, params string[] args)
    {
        using var network = new SampleNetwork();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = CommandLine.Run(
            args,
            new()
            {
                In = new StringReader(input),
                Out = output,
                Error = error,
                Network = network,
                Machine = network.Cloud.Machine,
                Stop = stop,
            });
        return new(code, output.ToString(), error.ToString());
    }
}
