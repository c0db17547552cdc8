using System;
using System.IO;
using System.Threading;

namespace MdiPrereq.Cli;

/// <summary>The command line tool <c>mdiprereq</c>.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first time, let what was found be printed; a second press ends it at once.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };

        try
        {
            return CommandLine.Run(args, ToolHost.OfProcess(stop.Token));
        }
        catch (IOException e) when (e is not (FileLoadException or FileNotFoundException))
        {
            // The program that read our output has ended, as "head" does when it has enough.
            return ExitCode.Stopped;
        }
    }
}
