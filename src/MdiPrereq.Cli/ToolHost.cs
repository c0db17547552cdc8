using System;
using System.IO;
using System.Threading;
using MdiPrereq.Machine;
using MdiPrereq.Transports;
using Spectre.Console;

namespace MdiPrereq.Cli;

/// <summary>What the tool runs on: where it reads and writes, and what stops it. Tests bring their own.</summary>
internal sealed record ToolHost
{
    /// <summary>Wide enough for the tables, narrow enough for a mail or a ticket.</summary>
    private const int WidthOfFiles = 100;

    /// <summary>Opened when it is read: it costs descriptors.</summary>
    public TextReader In { get => field ?? Console.In; init; }

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public bool OutIsTerminal { get; init; }

    public bool ErrorIsTerminal { get; init; }

    /// <summary>The columns that tables may take.</summary>
    public int Width { get; init; } = WidthOfFiles;

    /// <summary>Where targets are looked for; the demonstration has its own.</summary>
    public Network Network { get; init; } = SystemNetwork.Instance;

    /// <summary>Where facts about this machine come from; the demonstration has its own.</summary>
    public MachineFacts Machine { get; init; } = MachineFacts.OfThisMachine;

    /// <summary>Cancelled by Ctrl+C.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>The process's own streams.</summary>
    public static ToolHost OfProcess(CancellationToken stop) => new()
    {
        // A file or the next program wants UTF-8, which is what a StreamWriter writes; a Windows console may have another code page, which
        // Console.Out knows.
        Out = Console.IsOutputRedirected
            ? new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true }
            : Console.Out,
        Error = Console.Error,
        OutIsTerminal = !Console.IsOutputRedirected,
        ErrorIsTerminal = !Console.IsErrorRedirected,
        Width = Console.IsOutputRedirected ? WidthOfFiles : Math.Max(Console.WindowWidth, 40),
        Stop = stop,
    };

    /// <summary>Standard output with layout; coloured on a terminal only, and there unless NO_COLOR says otherwise.</summary>
    public IAnsiConsole OpenConsole()
    {
        var console = AnsiConsole.Create(new()
        {
            Out = new AnsiConsoleOutput(Out),
            Ansi = OutIsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = OutIsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,

            // Some build servers would be given colours although their output is a file.
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Width;
        return console;
    }

    /// <summary>Says what was wrong with the command line.</summary>
    public int BadUsage(string problem)
    {
        Error.WriteLine(problem);
        return ExitCode.BadUsage;
    }
}
