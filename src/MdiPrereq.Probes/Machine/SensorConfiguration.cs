using System;
using System.IO;
using System.Runtime.Serialization.Json;
using System.Xml;

namespace MdiPrereq.Machine;

/// <summary>
/// The proxy in an installed sensor's SensorConfiguration.json, found as Microsoft's DefenderForIdentity module finds it. The file
/// holds an encrypted password too: that part is passed over without being read.
/// </summary>
internal sealed record SensorConfiguration
{
    private const int MaxSize = 4 * 1024 * 1024;

    /// <summary>The proxy's URL; empty when the sensor has none of its own.</summary>
    public string ProxyUrl { get; private init; } = "";

    /// <summary>Whether the sensor has a user name for the proxy.</summary>
    public bool HasProxyUser { get; private init; }

    /// <summary>Where Windows starts the sensor from, as the service's ImagePath says; null when it says nothing of use.</summary>
    public static string? FolderOf(string imagePath)
    {
        var path = imagePath.Trim();
        const string Executable = ".exe";
        if (path.StartsWith("\"", StringComparison.Ordinal))
        {
            var end = path.IndexOf('"', 1);
            path = end < 0 ? "" : path.Substring(1, end - 1);
        }
        else
        {
            var end = path.IndexOf(Executable, StringComparison.OrdinalIgnoreCase);
            path = end < 0 ? "" : path.Substring(0, end + Executable.Length);
        }

        var folder = path.LastIndexOfAny(['\\', '/']);
        return folder > 0 ? path.Substring(0, folder) : null;
    }

    /// <exception cref="XmlException">It is no JSON.</exception>
    /// <exception cref="IOException">It is larger than such a file can be.</exception>
    public static SensorConfiguration Read(Stream file)
    {
        if (file.CanSeek && file.Length > MaxSize) throw new IOException("The file is larger than a sensor's configuration can be.");
        var quotas = new XmlDictionaryReaderQuotas
        {
            MaxDepth = 64,
            MaxStringContentLength = MaxSize,
            MaxArrayLength = MaxSize,
            MaxBytesPerRead = 4096,
            MaxNameTableCharCount = MaxSize,
        };
        using var reader = JsonReaderWriterFactory.CreateJsonReader(file, quotas);
        try
        {
            return Read(reader);
        }
        catch (Exception e) when (
            e is FormatException or ArgumentException or InvalidOperationException or OverflowException or IndexOutOfRangeException)
        {
            // What the system's reader makes of broken text besides.
            throw new XmlException("The file is no JSON.", e);
        }
    }

    private static SensorConfiguration Read(XmlReader reader)
    {
        var configuration = new SensorConfiguration();
        reader.MoveToContent();
        ForEachChild(reader, name =>
        {
            if (name != "SensorProxyConfiguration") return false;
            ForEachChild(reader, member =>
            {
                switch (member)
                {
                    case "Url":
                        configuration = configuration with { ProxyUrl = reader.ReadElementContentAsString().Trim() };
                        return true;
                    case "UserName":
                        configuration = configuration with { HasProxyUser = reader.ReadElementContentAsString().Length > 0 };
                        return true;
                    default:
                        return false;
                }
            });
            return true;
        });
        return configuration;
    }

    /// <summary>
    /// Shows each member of an object; those that <paramref name="read"/> does not read are skipped. Leaves the object behind.
    /// </summary>
    private static void ForEachChild(XmlReader reader, Func<string, bool> read)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return;
        }

        reader.ReadStartElement();
        while (reader.MoveToContent() == XmlNodeType.Element)
        {
            if (!read(reader.LocalName)) reader.Skip();
        }

        if (reader.NodeType == XmlNodeType.Text) reader.Skip();
        if (reader.NodeType != XmlNodeType.EndElement) throw new XmlException("The JSON is cut off.");
        reader.ReadEndElement();
    }
}
