using System;
using System.Linq;
using CsCheck;
using MdiPrereq.Machine;
using Xunit;

namespace MdiPrereq.Tests.Machine;

public class ConnectionSettingsTests
{
    [Fact]
    public void Direct() => Assert.Equal(new Seen("", "", "", false), Read(SettingsBlob.Of(1)));

    [Fact]
    public void A_proxy_with_exceptions() => Assert.Equal(
        new Seen("proxy.contoso.com:8080", "*.contoso.com;10.*;<local>", "", false), Read(
            SettingsBlob.Of(3, "proxy.contoso.com:8080", "*.contoso.com;10.*;<local>")));

    [Fact]
    public void A_proxy_that_is_switched_off() =>
        Assert.Equal(new Seen("", "", "", false), Read(SettingsBlob.Of(1, "proxy:8080", "<local>", "http://wpad/proxy.pac")));

    [Fact]
    public void A_script() =>
        Assert.Equal(new Seen("", "", "http://wpad/proxy.pac", false), Read(SettingsBlob.Of(5, script: "http://wpad/proxy.pac")));

    [Fact]
    public void Automatic_detection() => Assert.Equal(new Seen("", "", "", true), Read(SettingsBlob.Of(9)));

    [Fact]
    public void Everything_at_once() =>
        Assert.Equal(new Seen("p:1", "b", "http://s/", true), Read(SettingsBlob.Of(15, "p:1", "b", "http://s/")));

    [Fact]
    public void A_value_without_what_follows_the_bypass_list()
    {
        // 46 00 00 00, counter, flags 3, length of the proxy, the proxy, an empty bypass list; byte by byte.
        var blob = Convert.FromHexString("460000000400000003000000110000003137322E31362E31352E33323A3830383000000000");
        Assert.Equal(new Seen("172.16.15.32:8080", "", "", false), Read(blob));
    }

    [Fact]
    public void WinHttp_has_no_script()
    {
        // netsh winhttp set proxy proxy:8080: size 0x18, counter, flags 3, proxy, bypass list, and nothing more.
        var blob = Convert.FromHexString("1800000000000000030000000A00000070726F78793A3830383000000000");
        Assert.Equal(new Seen("proxy:8080", "", "", false), Read(blob));
    }

    [Theory]
    [InlineData("")]
    [InlineData("46000000")]
    [InlineData("460000000000000001000000")]
    [InlineData("4600000000000000FFFFFFFF0000000000000000")]
    [InlineData("460000000000000003000000FFFFFFFF")]
    [InlineData("460000000000000003000000FFFFFF7F41")]
    [InlineData("4600000000000000030000000000000000000000")]
    [InlineData("4600000000000000050000000000000000000000")]
    [InlineData("4600000000000000030000000300000041004200000000")]
    public void Bytes_that_are_none(string hex)
    {
        Assert.False(ConnectionSettings.TryParse(Convert.FromHexString(hex), out var settings, out var problem));
        Assert.Null(settings);
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Cut_off_anywhere_it_is_malformed_or_whole()
    {
        var blob = SettingsBlob.Of(7, "proxy.contoso.com:8080", "*.contoso.com", "http://wpad.contoso.com/proxy.pac");
        var whole = blob.Length - 32;
        for (var length = 0; length < blob.Length; length++)
        {
            Assert.Equal(length >= whole, ConnectionSettings.TryParse(blob[..length], out _, out _));
        }
    }

    [Fact]
    public void Random_bytes_never_throw() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var parsed = ConnectionSettings.TryParse(bytes, out var settings, out var problem);
        return parsed == (settings is not null) && parsed == (problem.Length == 0);
    });

    [Fact]
    public void A_true_value_with_any_byte_changed_never_throws() => Gen.Select(Gen.Int[0, 80], Gen.Byte).Sample((at, value) =>
    {
        var blob = SettingsBlob.Of(7, "proxy.contoso.com:8080", "*.contoso.com", "http://wpad/proxy.pac");
        blob[at % blob.Length] = value;
        if (ConnectionSettings.TryParse(blob, out var settings, out _))
        {
            Assert.DoesNotContain(
                settings!.Proxy + settings.Bypass + settings.ScriptUrl, c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'));
        }
    });

    private static Seen Read(byte[] blob)
    {
        Assert.True(ConnectionSettings.TryParse(blob, out var settings, out var problem), problem);
        return new(settings!.Proxy, settings.Bypass, settings.ScriptUrl, settings.AutoDetects);
    }

    private sealed record Seen(string Proxy, string Bypass, string Script, bool Detects);
}
