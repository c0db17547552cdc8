using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Text;

namespace MdiPrereq.Results;

/// <summary>
/// The file in which results travel between machines: one JSON object with a schema, a version and the results. It is there whole or
/// not at all, so that a collector may read the folder at any time.
/// </summary>
internal static class ResultFile
{
    public const string Schema = "MdiPrereq.Results";
    public const int Version = 1;

    // A hundred thousand results take about 100 MB.
    private const long MaxLength = 1L << 29;

    /// <summary>One result as text; a line of the file.</summary>
    public static string Line(ResultType type, Func<PropertyInfo, object?> valueOf)
    {
        using var line = new StringWriter();
        line.Write("{\"Type\":");
        JsonText.Write(line, type.Name);
        foreach (var property in type.Properties)
        {
            line.Write(',');
            JsonText.Write(line, property.Name);
            line.Write(':');
            JsonText.Write(line, valueOf(property));
        }

        line.Write('}');
        return line.ToString();
    }

    /// <summary>Writes a temporary file beside the path and moves it there when it is whole and on the disk.</summary>
    /// <exception cref="IOException">The file cannot be written, or exists and may not be overwritten.</exception>
    public static void Write(string path, IReadOnlyList<string> lines, string sourceComputer, bool overwrite)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                using (var writer = new StreamWriter(file, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" })
                {
                    WriteHead(writer, sourceComputer);
                    for (var i = 0; i < lines.Count; i++) writer.WriteLine((i == 0 ? "  " : "  ,") + lines[i]);
                    writer.WriteLine("]}");
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

    /// <summary>All results of a file; nothing of a file that is not whole.</summary>
    /// <exception cref="ResultFileException">The file holds no results that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static IReadOnlyList<object> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxLength) throw new ResultFileException(ResultFileProblem.NotResults, "it is larger than any result file");
        using var reader = new StreamReader(file, Encoding.UTF8);
        return Parse(reader.ReadToEnd());
    }

    internal static IReadOnlyList<object> Parse(string text)
    {
        if (text.Length == 0) throw new ResultFileException(ResultFileProblem.Truncated, "it is empty");
        if (JsonReader.Read(text) is not Dictionary<string, object?> file || !file.TryGetValue("Schema", out var schema) || !Schema.Equals(schema))
        {
            throw new ResultFileException(ResultFileProblem.NotResults, "it is JSON, but not what Export-MdiResult writes");
        }

        if (!file.TryGetValue("Version", out var version) || version is not double number || number < 1) throw new ResultFileException(ResultFileProblem.NotResults, "it has no version");
        if (number > Version) throw new ResultFileException(ResultFileProblem.NewerVersion, $"its version is {number} and this module reads up to {Version}");
        if (!file.TryGetValue("Results", out var found) || found is not List<object?> saved) throw new ResultFileException(ResultFileProblem.NotResults, "it has no list of results");

        var results = new List<object>(saved.Count);
        foreach (var one in saved)
        {
            if (one is not Dictionary<string, object?> properties || !properties.TryGetValue("Type", out var name) || name is not string typeName)
            {
                throw new ResultFileException(ResultFileProblem.NotResults, $"its result {results.Count + 1} has no type");
            }

            var type = ResultType.Of(typeName)
                ?? throw new ResultFileException(ResultFileProblem.NewerVersion, $"this module has no result type that its result {results.Count + 1} names");
            results.Add(Restore(type, new(properties)));
        }

        return results;
    }

    private static object Restore(ResultType type, SavedProperties saved)
    {
        try
        {
            return type.Restore(saved);
        }
        catch (TargetInvocationException wrapped) when (wrapped.InnerException is ResultFileException misfit)
        {
            throw new ResultFileException(misfit.Problem, misfit.Message);
        }
    }

    private static void WriteHead(StreamWriter writer, string sourceComputer)
    {
        writer.Write("{\"Schema\":");
        JsonText.Write(writer, Schema);
        writer.Write(",\"Version\":");
        JsonText.Write(writer, Version);
        writer.Write(",\"Module\":");
        JsonText.Write(writer, $"{typeof(ResultFile).Assembly.GetName().Version?.ToString(3)}");
        writer.Write(",\"WrittenBy\":");
        JsonText.Write(writer, sourceComputer);
        writer.Write(",\"WrittenUtc\":");
        JsonText.Write(writer, DateTime.UtcNow);
        writer.WriteLine(",\"Results\":[");
    }

    private static void Move(string from, string to, bool overwrite)
    {
#if NETFRAMEWORK
        // There is no one call that moves over what may or may not be there.
        if (overwrite && File.Exists(to)) File.Replace(from, to, null);
        else File.Move(from, to);
#else
        File.Move(from, to, overwrite);
#endif
    }
}
