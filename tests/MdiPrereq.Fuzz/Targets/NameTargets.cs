using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Checks.Adapters;
using MdiPrereq.Checks.Cloud;
using MdiPrereq.Checks.NameResolution;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;

namespace MdiPrereq.Fuzz.Targets;

/// <summary>Names and addresses, as users, files, settings and devices give them.</summary>
internal static class NameTargets
{
    private const string Host = "contoso-corpsensorapi.atp.azure.com";

    /// <summary>What stands between the parts of an input that has two.</summary>
    private const char Between = '\n';

    public static IEnumerable<Target> All =>
    [
        new("target-name", Input.OfText(text => TargetName.TryParse(text, out var target, out var problem) ? $"target {target!.Address is null}" : Harmless(problem)))
        {
            Seeds = [.. Input.All("dc01.contoso.com", "10.1.2.3", "[2001:db8::1]", "dc01:389", "http://dc01/", "größe.test", "fe80::1%eth0", "010.1.1.1"), [0xFF, 0xFE, 0x3D, 0xD8, 0x41, 0]],
        },
        new("target-block", Input.OfText(Block)) { Seeds = Input.All("10.1.2.0/24", "10.1.2.10-10.1.2.50", "10.1.2.10-50", "2001:db8::/120", "0.0.0.0/0", "dc01"), Words = Input.All("/", "-", "::", "255") },
        new("adapter-address", Input.OfText(text => string.Concat(IPv4Network.ParseAll([text]))))
        {
            Seeds = Input.All("10.10.0.10/32 Manual", "fe80::1/64", "10.0.0.0/8 Dhcp"),
        },

        // A text is a name, of at most 256 characters; a pattern comes from a user or from a proxy's list.
        new("wildcard", Input.OfText(text => Split(text, 256, Wildcard.IsMatch)))
        {
            Seeds = Input.All("Ldap389\nldap*", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n*a*a*a*a*a*ab", "dc01.contoso.com\n*.contoso.c?m"),
            Words = Input.All("*", "?", "*a", "\n"),
        },
        new("proxy-address", Input.OfText(text => ProxyAddress.TryParse(text, out var proxy, out var problem) ? $"proxy {proxy!.Credential is null} {proxy}" : WithoutPassword(text, problem)))
        {
            Seeds = Input.All("http://proxy.contoso.com:8080", "proxy:8080", "http://user:p%40ss@proxy:3128/", "[2001:db8::1]:80"),
            Words = Input.All("@", "://", "%", ":", "["),
        },

        // ConnectionSettings takes no longer lists.
        new("proxy-bypass", bytes =>
        {
            var list = Input.Text(bytes);
            return [() => $"{ProxyBypass.FindWinInet(list, Host)}", () => $"{ProxyBypass.FindNoProxy(list, Host)}", () => ProxyBypass.ChooseForHttps(list)];
        })
        {
            Seeds = Input.All("*.contoso.com;<local>;https://*.azure.com:443", "localhost,.azure.com,10.0.0.0/8", "http=a:80;https=b:81"),
            Words = Input.All(";", "*", "<local>", "https=", "://", ":443"),
            MaxLength = 32 * 1024,
        },
        new("workspace-name", Input.OfText(text => Workspace.TryParse(text, out var name, out var problem) ? name : problem)) { Seeds = Input.All("contoso-corp", "https://contososensorapi.atp.azure.com/tri", "-a"), Words = Input.All("sensorapi", "://", "-", ".") },
        new("thumbprint", Input.OfText(text => $"{Thumbprint.TryParse(text, out _, out _)}")) { Seeds = Input.All("df3c24f9bfd666761b268073fe06d1cc8d4f82a4", "\u200EDF:3C:24:F9:BF:D6:66:76:1B:26:80:73:FE:06:D1:CC:8D:4F:82:A4") },
        new("host-name", Input.OfText(text => $"{HostNameSyntax.IsHostName(text)}")) { Seeds = Input.All("dc01.contoso.com", "a_b", "10.1.2.3", "größe") },
        new("device-name", Input.OfText(text => Split(text, int.MaxValue, DeviceName.AreSame))) { Seeds = Input.All("PC7\npc7.contoso.com", "A-VERY-LONG-NAME.x\nA-VERY-LONG-NAM") },
        new("image-path", Input.OfText(text => $"{SensorConfiguration.FolderOf(text) is null}")) { Seeds = Input.All("\"C:\\Program Files\\Sensor\\1.2\\Sensor.exe\" -x", "C:\\a\\b.exe"), Words = Input.All("\"", ".exe", "\\") },
        new("safe-text", Input.OfText(Harmless)) { Seeds = [.. Input.All("=1+1", "\u001B[31m", "größe", "\u202Eabc"), [0xFF, 0xFE, 0x3D, 0xD8, 0x41, 0]] },
        new("oem-text", Input.OfBytes(bytes => Harmless(OemText.Decode(bytes)))) { Seeds = [[.. "PC"u8, 0x99, 0xE1]] },
    ];

    private static string Block(string text)
    {
        if (!TargetBlock.TryParse(text, out var block, out var problem)) return problem;
        if (block!.Count is < 1 or > 1 << 24) throw new InvalidOperationException($"A block of {block.Count} addresses.");
        return $"block {block.Targets().Take(3).Count()}";
    }

    private static string Split(string text, int longest, Func<string, string, bool> call)
    {
        var at = text.IndexOf(Between);
        return at < 0 ? "one" : $"{call(text[..Math.Min(at, longest)], text[(at + 1)..])}";
    }

    private static string Harmless(string text)
    {
        if (SafeText.Clean(text).Any(char.IsControl)) throw new InvalidOperationException("A control character.");
        return text;
    }

    private static string WithoutPassword(string text, string problem) => ProxyAddress.MayHoldPassword(text) && text.Trim().Length > 12 && problem.Contains(text.Trim(), StringComparison.Ordinal)
        ? throw new InvalidOperationException("A problem that repeats a password.")
        : problem;
}
