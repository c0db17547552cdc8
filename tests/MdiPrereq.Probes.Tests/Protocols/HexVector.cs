using System;
using System.IO;
using System.Linq;

namespace MdiPrereq.Tests.Protocols;

/// <summary>Bytes written in hex; recorded replies stand in <c>Vectors/*.hex</c>, with '#' comments on where they come from.</summary>
internal static class HexVector
{
    public static byte[] Load(string name) =>
        Parse(string.Concat(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Vectors", name + ".hex"))
            .Where(line => !line.StartsWith('#'))));

    public static byte[] Parse(string hex) => Convert.FromHexString(string.Concat(hex.Where(char.IsAsciiHexDigit)));

    public static string Format(byte[] bytes) => Convert.ToHexString(bytes);
}
