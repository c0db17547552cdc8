using System;
using System.IO;
using System.Text;

namespace MdiPrereq.Results;

/// <summary>A file of text that is there whole or not at all, so that others may read the folder at any time.</summary>
internal static class WholeFile
{
    /// <summary>Writes a temporary file beside the path and moves it there when it is whole and on the disk.</summary>
    /// <exception cref="IOException">The file cannot be written, or exists and may not be overwritten.</exception>
    public static void Write(string path, bool overwrite, Action<TextWriter> write)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using (var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" })
                {
                    write(writer);
                }

                file.Flush(flushToDisk: true);
            }

            Move(temporary, path, overwrite);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Move(string from, string to, bool overwrite)
    {
#if NETFRAMEWORK
        // There is no one call that moves over what may or may not be there. The old file's rights are not carried over where the
        // writer may not set rights: those of the folder hold.
        if (overwrite && File.Exists(to)) File.Replace(from, to, null, ignoreMetadataErrors: true);
        else File.Move(from, to);
#else
        File.Move(from, to, overwrite);
#endif
    }
}
