using System;
using System.CommandLine;
using System.IO;
using System.Text;

namespace MdiPrereq.Cli.Commands;

/// <summary>Where a secret is read from. Never the command line, which others on this machine can read.</summary>
internal sealed class SecretOption(ToolHost host)
{
    /// <summary>The environment variable that may hold it.</summary>
    public const string Variable = "MDIPREREQ_SECRET";

    private const string StandardInput = "-";

    private readonly Option<string?> _file = new("--secret-file")
    {
        Description = $"The file whose first line is RADIUS' shared secret; - for standard input. Or set {Variable}.",
        HelpName = "file",
    };

    public void AddTo(Command command) => command.Add(_file);

    public bool IsStandardInput(ParseResult parsed) => parsed.GetValue(_file) == StandardInput;

    /// <summary>Reads it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="problem">Why it could not be read; empty when it was, or none was given.</param>
    /// <returns>Null when there is none. Whoever has it clears it.</returns>
    public byte[]? Read(ParseResult parsed, out string problem)
    {
        problem = "";
        var file = parsed.GetValue(_file);
        var text = Environment.GetEnvironmentVariable(Variable);
        if (file is not null)
        {
            try
            {
                using var reader = file == StandardInput ? null : new StreamReader(file);
                text = (reader ?? host.In).ReadLine();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                problem = $"The secret's file could not be read: {e.Message.TrimEnd('.')}.";
                return null;
            }

            if (string.IsNullOrEmpty(text)) problem = "The secret's first line is empty. Write the secret there, and nothing else.";
        }

        return string.IsNullOrEmpty(text) ? null : Encoding.UTF8.GetBytes(text);
    }
}
