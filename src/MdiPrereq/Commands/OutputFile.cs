using System;
using System.IO;
using System.Management.Automation;
using MdiPrereq.Results;

namespace MdiPrereq.Commands;

/// <summary>The file that a cmdlet writes, whole or not at all, and the errors that its path can give.</summary>
internal static class OutputFile
{
    /// <summary>The full path; a path that cannot be written to, or may not, ends the command before any work.</summary>
    public static string Resolve(PSCmdlet cmdlet, string path, string example, bool noClobber)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem" || !Directory.Exists(Path.GetDirectoryName(full)) || Directory.Exists(full))
        {
            cmdlet.ThrowTerminatingError(Errors.Input(
                $"'{path}' is no file in a folder that exists. Give the path of a file, such as .\\{example}.",
                Errors.PathNotUsable,
                ErrorCategory.InvalidArgument,
                path));
        }

        if (noClobber && File.Exists(full)) cmdlet.ThrowTerminatingError(Exists(full));
        return full;
    }

    public static void Write(PSCmdlet cmdlet, string path, bool noClobber, Action<TextWriter> write)
    {
        try
        {
            WholeFile.Write(path, overwrite: !noClobber, write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (noClobber && File.Exists(path)) cmdlet.ThrowTerminatingError(Exists(path));
            cmdlet.ThrowTerminatingError(Errors.Input(
                $"'{path}' could not be written: {exception.Message}", Errors.ResultFileNotWritten, ErrorCategory.WriteError, path));
        }
    }

    private static ErrorRecord Exists(string path) => Errors.Input(
        $"'{path}' exists. Leave -NoClobber out to overwrite it.", Errors.ResultFileExists, ErrorCategory.ResourceExists, path);
}
