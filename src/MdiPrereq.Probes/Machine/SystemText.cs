using System;
using System.IO;

namespace MdiPrereq.Machine;

/// <summary>Text that a system keeps in files.</summary>
internal static class SystemText
{
    /// <summary>The lines of a file; null when there is none, or none for us.</summary>
    public static string[]? Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
