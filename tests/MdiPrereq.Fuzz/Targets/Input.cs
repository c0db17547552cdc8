using System;
using System.Collections.Generic;
using System.Text;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>From bytes to what a parser takes.</summary>
internal static class Input
{
    /// <summary>Text: UTF-16 behind its byte order mark, so that halves of characters come up too; UTF-8 otherwise.</summary>
    public static string Text(byte[] bytes) => bytes is [0xFF, 0xFE, ..] ? Halves(bytes) : Encoding.UTF8.GetString(bytes);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[][] All(params string[] texts) => Array.ConvertAll(texts, Bytes);

    /// <summary>One call that takes text.</summary>
    public static Func<byte[], IEnumerable<Func<string>>> OfText(Func<string, string> call) => bytes =>
    {
        var text = Text(bytes);
        return [() => call(text)];
    };

    /// <summary>One call that takes bytes.</summary>
    public static Func<byte[], IEnumerable<Func<string>>> OfBytes(Func<byte[], string> call) => bytes => [() => call(bytes)];

    /// <summary>Every two bytes a character, whatever it is: the decoder would mend a half one.</summary>
    private static string Halves(byte[] bytes)
    {
        var characters = new char[(bytes.Length - 2) / 2];
        for (var i = 0; i < characters.Length; i++) characters[i] = (char)(bytes[2 + (2 * i)] | (bytes[3 + (2 * i)] << 8));
        return new(characters);
    }
}
