using System.Diagnostics.CodeAnalysis;
using System.Linq;
using MdiPrereq.Protocols;

namespace MdiPrereq.Machine;

/// <summary>
/// Proxy settings as Windows keeps them in a binary registry value: WinINet's <c>DefaultConnectionSettings</c> and WinHTTP's
/// <c>WinHttpSettings</c>. Undocumented; the layout is that which Wine reads and writes: the structure's size or version, a counter
/// of changes, flags, then for each of proxy, bypass list and script address its length and its bytes. WinHTTP has no script.
/// </summary>
internal sealed record ConnectionSettings
{
    private const uint FlagProxy = 2;
    private const uint FlagScript = 4;
    private const uint FlagAutoDetect = 8;

    /// <summary>A larger figure is no set of flags.</summary>
    private const uint MaxFlags = 0xFF;

    /// <summary>What no host name, list of such or URL needs more of.</summary>
    private const uint MaxText = 32 * 1024;

    /// <summary>The proxy as it is written, perhaps one for each scheme; empty when none is set or it is switched off.</summary>
    public string Proxy { get; private init; } = "";

    public string Bypass { get; private init; } = "";

    /// <summary>Where the script is that chooses the proxy (PAC); empty when none is set or it is switched off.</summary>
    public string ScriptUrl { get; private init; } = "";

    /// <summary>Whether a proxy is looked for in the network (WPAD).</summary>
    public bool AutoDetects { get; private init; }

    /// <summary>Reads the value.</summary>
    /// <param name="value">The bytes.</param>
    /// <param name="settings">The settings; null when the bytes are none.</param>
    /// <param name="problem">What is wrong with the bytes, as the end of a sentence; empty when nothing is.</param>
    public static bool TryParse(byte[] value, [NotNullWhen(true)] out ConnectionSettings? settings, out string problem)
    {
        try
        {
            settings = Parse(new ByteReader(value, 0, value.Length));
            problem = "";
        }
        catch (MalformedReplyException e)
        {
            settings = null;
            problem = e.Message;
        }

        return settings is not null;
    }

    private static ConnectionSettings Parse(ByteReader reader)
    {
        reader.Skip(8);
        var flags = reader.ReadUInt32LittleEndian();
        if (flags > MaxFlags) throw new MalformedReplyException($"its flags 0x{flags:X8} are none");
        var proxy = ReadText(reader);
        var bypass = ReadText(reader);
        var script = reader.Remaining == 0 ? "" : ReadText(reader);
        if ((flags & FlagScript) != 0 && script.Length == 0) throw new MalformedReplyException("it asks for a script and names none");
        if ((flags & FlagProxy) != 0 && proxy.Length == 0) throw new MalformedReplyException("it asks for a proxy and names none");
        return new()
        {
            Proxy = (flags & FlagProxy) != 0 ? proxy : "",
            Bypass = (flags & FlagProxy) != 0 ? bypass : "",
            ScriptUrl = (flags & FlagScript) != 0 ? script : "",
            AutoDetects = (flags & FlagAutoDetect) != 0,
        };
    }

    private static string ReadText(ByteReader reader)
    {
        var length = reader.ReadUInt32LittleEndian();
        if (length > MaxText) throw new MalformedReplyException($"a text of {length} bytes is none");
        var text = new string([.. reader.ReadBytes((int)length).Select(one => (char)one)]);
        return text.All(IsOfText) ? text : throw new MalformedReplyException("it holds bytes that are no text");
    }

    private static bool IsOfText(char character) =>
        character is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\u00FF') or '\t' or '\r' or '\n';
}
