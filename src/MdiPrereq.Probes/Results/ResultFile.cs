using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Reflection;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results;

/// <summary>
/// The file in which results travel between machines: one JSON object with a schema, a version and the results. It is there whole or
/// not at all, so that a collector may read the folder at any time.
/// </summary>
internal static class ResultFile
{
    public const string Schema = "MdiPrereq.Results";
    public const int Version = 1;

    /// <summary>How many bytes of a file are read at most. A million results take about 1 GB.</summary>
    internal const long MaxBytes = 1L << 30;

    // Some thousand results.
    private const long MaxKeptBytes = 1 << 22;

    // A result has about 1,000 characters.
    private const int MaxResultLength = 1 << 20;

    /// <summary>One result as text; a line of the file.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number of the result is not finite.</exception>
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
            JsonText.Write(line, valueOf(property) is var value && value is string text ? SafeText.CleanSentence(text) : value);
        }

        line.Write('}');
        return line.ToString();
    }

    /// <summary>Writes a file of results.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<string> lines, string sourceComputer)
    {
        WriteHead(writer, sourceComputer);
        for (var i = 0; i < lines.Count; i++) WriteLine(writer, lines[i], isFirst: i == 0);
        WriteEnd(writer);
    }

    /// <summary>What stands before the results.</summary>
    public static void WriteHead(TextWriter writer, string sourceComputer)
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

    public static void WriteLine(TextWriter writer, string line, bool isFirst) => writer.WriteLine((isFirst ? "  " : "  ,") + line);

    /// <summary>What stands behind them.</summary>
    public static void WriteEnd(TextWriter writer) => writer.WriteLine("]}");

    /// <summary>
    /// The results of a file; nothing of a file that is not whole. That is known only at its end: a large file is read twice, each result
    /// when it is asked for, so that memory is bounded by one result; of a small one they are kept.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="texts">Texts of files that were read before.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="ResultFileException">The file holds no results that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IEnumerable<object> Read(string path, TextPool? texts = null, CancellationToken stop = default)
    {
        using var file = Open(path);
        foreach (var result in Read(file, MaxBytes, texts, stop)) yield return result;
    }

    internal static IEnumerable<object> Read(
        Stream file, long maxBytes = MaxBytes, TextPool? texts = null, CancellationToken stop = default)
    {
        texts ??= new();
        var start = file.Position;
        var kept = new List<object>();
        var isKept = file.Length - start <= MaxKeptBytes;

        // Nothing is given before the end was seen. What a small file holds is kept until then.
        foreach (var result in ReadOnce(file, maxBytes, texts, stop))
        {
            if (isKept) kept.Add(result);
        }

        file.Position = start;
        foreach (var result in isKept ? kept : ReadOnce(file, maxBytes, texts, stop)) yield return result;
    }

    private static FileStream Open(string path)
    {
        // To open a pipe waits for a writer, so that it must be known before. Devices and pipes have no length; nor has an empty file.
        if (Target(path).Length == 0)
        {
            throw new ResultFileException(ResultFileProblem.Truncated, "it is empty, or no regular file but a device or a pipe");
        }

        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            if (!file.CanSeek || file.Length == 0) throw new ResultFileException(ResultFileProblem.NoRegularFile, "it is no regular file");
            if (file.Length > MaxBytes) throw new ResultFileException(ResultFileProblem.NotResults, JsonReader.TooLarge(MaxBytes));
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    // The length of a link is that of its text.
    private static FileInfo Target(string path)
    {
        var file = new FileInfo(path);
#if NET
        return file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
#else
        return file;
#endif
    }

    private static IEnumerable<object> ReadOnce(Stream file, long maxBytes, TextPool texts, CancellationToken stop)
    {
        using var reader = new JsonReader(file, maxBytes, texts, stop);
        var (hasSchema, hasVersion, hasResults) = (false, false, false);
        if (reader.Next() != '{') throw Foreign();
        foreach (var name in reader.Members())
        {
            switch (name)
            {
                case "Schema":
                    hasSchema = Schema.Equals(reader.Value()) ? true : throw Foreign();
                    break;
                case "Version":
                    CheckVersion(reader.Value());
                    hasVersion = true;
                    break;
                case "Results":
                    if (reader.Next() != '[') throw Foreign();
                    foreach (var index in reader.Items()) yield return Result(reader, index + 1);
                    hasResults = true;
                    break;
                default:
                    reader.Value();
                    break;
            }
        }

        reader.End();
        if (!hasSchema || !hasVersion || !hasResults) throw Foreign();
    }

    private static void CheckVersion(object? version)
    {
        if (version is not JsonNumber { Text: var text }
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1)
        {
            throw new ResultFileException(ResultFileProblem.NotResults, "it has no version that can be read");
        }

        if (number > Version)
        {
            throw new ResultFileException(ResultFileProblem.NewerVersion, $"its version is {number} and this module reads up to {Version}");
        }
    }

    private static object Result(JsonReader reader, int number)
    {
        reader.Allow(MaxResultLength);
        var properties = reader.Next() == '{' ? reader.Object() : [];
        reader.AllowAll();
        if (!properties.TryGetValue("Type", out var named) || named is not string typeName)
        {
            throw new ResultFileException(ResultFileProblem.NotResults, $"its result {number} has no type");
        }

        var type = ResultType.Of(typeName)
            ?? throw new ResultFileException(
                ResultFileProblem.NewerVersion,
                $"its result {number} is of a type that this module does not have");
        return Restore(type, new(properties));
    }

    // Nothing of it can be told; the reader of the property says what it should have been.
    private static ResultFileException Foreign() => new(ResultFileProblem.NotResults, "");

    /// <exception cref="ResultFileException">What was saved does not fit the type.</exception>
    internal static object Restore(ResultType type, SavedProperties saved)
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
}
