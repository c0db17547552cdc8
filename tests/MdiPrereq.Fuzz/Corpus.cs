using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace MdiPrereq.Fuzz;

/// <summary>The inputs that are kept: every one that ever failed, by target, in the folder <c>Corpus</c>.</summary>
internal static class Corpus
{
    private const string Folder = "Corpus";

    public static IReadOnlyList<byte[]> Of(Target target)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, Folder, target.Name);
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)] : [];
    }

    /// <summary>Saves an input among the sources, where it stays.</summary>
    /// <returns>The path.</returns>
    public static string Save(Target target, byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Sources() ?? Environment.CurrentDirectory, Folder, target.Name)).FullName;
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16] + ".bin");
        File.WriteAllBytes(path, input);
        return path;
    }

    /// <summary>A recorded reply of a real server.</summary>
    public static byte[] Vector(string name) => Convert.FromHexString(string.Concat(
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".hex")).Where(line => !line.StartsWith('#')).Select(line => line.Trim())));

    public static IEnumerable<byte[]> Facts() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Facts")).Order(StringComparer.Ordinal).Select(File.ReadAllBytes);

    private static string? Sources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MdiPrereq.Fuzz.csproj"))) return folder.FullName;
        }

        return null;
    }
}
