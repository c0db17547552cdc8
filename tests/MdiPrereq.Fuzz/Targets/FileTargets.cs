using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Xml;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Adapters.Rules;
using MdiPrereq.Checks.Adapters.Traffic;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;
using MdiPrereq.Results;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>Files, registry values, certificates and captured frames.</summary>
internal static class FileTargets
{
    private const string Result =
        """{"Schema":"MdiPrereq.Results","Version":1,"Module":"0.1.0","WrittenBy":"dc01","WrittenUtc":"2026-11-22T12:34:56.0000000Z","Results":[{"Type":"MdiPrereq.PortTestResult","ComputerName":"dc01","Port":389,"Verified":true,"ClockSkewSeconds":1.5}]}""";

    public static IEnumerable<Target> All =>
    [
        // A small result takes some 50 bytes of a file and 500 of memory, which the reader lets go before the next.
        new("result-file", Input.OfBytes(ReadResults))
        {
            Seeds = Input.All(Result, "{}", "[]"),
            Words = Input.All("[", "{", "\"Type\":", "\"\\u0000\"", "1e999", "0,", "[],", "{},", "{\"Type\":\"MdiPrereq.PortTestResult\"},"),
            Documented = [typeof(ResultFileException)],
            MaxAllocated = 2 * 1024 * 1024,
        },
        new("saved-facts", bytes =>
        {
            var bags = Bags(bytes);
            return [() => JudgeFacts(bags)];
        })
        {
            Seeds = [.. Corpus.Facts()],
            Words = Input.All("\"FactKind\":\"Adapter\"", "\"ComputerName\":\"a\"", "[]", "null", "-1", "\"/\"", "\"10.0.0.1/32\""),

            // All rules are asked of all machines, and each says a sentence or two.
            MaxAllocated = 8 * 1024 * 1024,
        },
        new("sensor-configuration", Input.OfBytes(ReadConfiguration))
        {
            Seeds = Input.All("""{"$type":"SensorConfiguration","SensorProxyConfiguration":{"Url":"http://proxy:8080","UserName":"u","EncryptedUserPasswordData":{"EncryptedBytes":"AA=="}}}""", "{}", """{"SensorProxyConfiguration":null}"""),
            Words = Input.All("\"SensorProxyConfiguration\":", "\"Url\":", "\"UserName\":", "{", "[", "null", "\"\\ud800\"", "\"__type\":\"x\"", "\"a\":"),
            Documented = [typeof(XmlException), typeof(IOException)],
        },
        new("connection-settings", Input.OfBytes(bytes => ConnectionSettings.TryParse(bytes, out var settings, out var problem) ? $"settings {settings!.Proxy.Length > 0} {settings.AutoDetects}" : problem))
        {
            Seeds = [Settings(2, "proxy:8080", "<local>", ""), Settings(4, "", "", "http://wpad/wpad.dat"), Settings(9, "", "", "")],
        },
        new("firewall-rule", Input.OfText(text => $"{SensorFirewallRule.Judge([text], Transport.Udp, 1813)}"))
        {
            Seeds = Input.All(@"v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=17|LPort=1813|App=C:\x\Microsoft.Tri.Sensor.exe|Name=Microsoft Defender for Identity Sensor|"),
            Words = Input.All("|", "=", "LPort=", "LPort2_10=1-", "Name=Microsoft Defender for Identity Sensor|"),

            // One value of the registry; those of Windows have a few hundred characters.
            MaxLength = 8 * 1024,
        },
        new("certificate", bytes =>
        {
            // What the system makes of it before we see it is not ours.
            var certificate = Load(bytes);
            return certificate is null ? [() => "none"] : [() => $"{CertificateNames.Of(certificate).BestHostName}"];
        })
        {
            Seeds = [Corpus.Vector("certificate-lab-dc1")],
        },
        new("certificate-names", Input.OfBytes(bytes => $"{CertificateText.ReadDnsNames(bytes).Count()}"))
        {
            Seeds = [[0x30, 14, 0x82, 3, .. "dc1"u8, 0x82, 1, (byte)'a', 0x87, 4, 10, 1, 2, 3]],
            Words = [[0x82, 0], [0x82, 1, 0x61], [0x30, 0x82]],
            Documented = [typeof(MalformedReplyException)],
        },
        new("certificate-subject", Input.OfBytes(bytes => CertificateText.ReadCommonName(bytes)))
        {
            Seeds = [[0x30, 14, 0x31, 12, 0x30, 10, 0x06, 3, 0x55, 4, 3, 0x0C, 3, .. "dc1"u8]],
            Words = [[0x31, 0], [0x30, 7, 0x06, 3, 0x55, 4, 3, 0x0C, 0], [0x1E, 2, 0xD8, 0]],
            Documented = [typeof(MalformedReplyException)],
        },
        new("ethernet-frame", Input.OfBytes(bytes => $"{FrameParser.ReadEthernet(bytes, bytes.Length) is null}"))
        {
            Seeds = [[.. new byte[12], 8, 0, 0x45, .. new byte[19]], [.. new byte[12], 0x81, 0, 0, 1, 0x86, 0xDD, 0x60, .. new byte[39]]],
        },
        new("captured-packet", Input.OfBytes(ReadPacket))
        {
            Seeds =
            [
                [0x45, 0, 0, 33, 0, 0, 0, 0, 64, 17, 0, 0, 10, 0, 0, 5, 10, 0, 0, 10, 0x9C, 0xB0, 7, 21, 0, 13, 0, 0, .. "probe"u8],
                [0x60, 0, 0, 0, 0, 21, 0, 64, .. new byte[32], 17, 0, 1, 4, 0, 0, 0, 0, 0x9C, 0xB0, 7, 21, 0, 13, 0, 0, .. "probe"u8],
                [0x45, 0, 0, 45, 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 5, 10, 0, 0, 10, 2, 2, 2, 2, .. new byte[8], 0x50, 2, .. new byte[6], .. "probe"u8],
            ],
            MaxLength = 4096,
        },
        new("ip-packet", Input.OfBytes(bytes => $"{FrameParser.ReadIp(bytes, 0, bytes.Length) is null}")) { Seeds = [[0x45, .. new byte[19]], [0x60, .. new byte[39]]] },
    ];

    private static string ReadResults(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        return $"results {ResultFile.Read(file).Any()}";
    }

    private static string ReadPacket(byte[] bytes)
    {
        // In the middle of a buffer, as it is captured.
        byte[] buffer = [9, .. bytes, 9];
        if (CapturedPacket.Read(buffer, 1, bytes.Length) is not { } packet) return "none";
        if (packet.DataOffset < 1 || packet.DataCount < 0 || packet.DataOffset + packet.DataCount > buffer.Length - 1)
        {
            throw new InvalidOperationException("The data of a packet are not in it.");
        }

        return $"{packet.Transport} {packet.OpensConnection} {packet.DataCount > 0} {ProbeMarker.Find(buffer, packet.DataOffset, packet.DataCount) is null}";
    }

    private static string ReadConfiguration(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        var read = SensorConfiguration.Read(file);
        return $"{read.ProxyUrl.Length > 0} {read.HasProxyUser}";
    }

    private static X509Certificate2? Load(byte[] bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Settings(int flags, params string[] texts) =>
    [
        .. BitConverter.GetBytes(0x46), .. BitConverter.GetBytes(27), .. BitConverter.GetBytes(flags),
        .. texts.SelectMany(text => BitConverter.GetBytes(text.Length).Concat(Input.Bytes(text))), .. new byte[32],
    ];

    /// <summary>Bags of properties as ConvertFrom-Json makes them; what is no JSON is none.</summary>
    private static List<Func<string, object?>> Bags(byte[] bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var root = json.RootElement;
            var items = root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray()] : (JsonElement[])[root];
            return [.. items.Where(item => item.ValueKind == JsonValueKind.Object).Select(Bag)];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static Func<string, object?> Bag(JsonElement item)
    {
        var values = new Dictionary<string, object?>();
        foreach (var property in item.EnumerateObject()) values[property.Name] = Value(property.Value);
        return name => values.GetValueOrDefault(name);
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToList(),
        _ => null,
    };

    private static string JudgeFacts(List<Func<string, object?>> bags)
    {
        var judged = SavedFacts.Parse(bags.Where(SavedFacts.IsFact)).SelectMany(facts =>
            Enum.GetValues<SensorType>().SelectMany(type => AdapterRules.For(facts, new() { SensorType = type, MonitoredDomains = ["dc01.contoso.com"] }).Select(rule => rule.Judge())));
        return string.Concat(judged.Select(result => result.Verdict.ToString()[0]));
    }
}
