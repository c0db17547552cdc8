using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using CsCheck;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class CertificateNamesTests
{
    private static readonly DateTimeOffset From = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly RSA Key = RSA.Create(2048);

    [Fact]
    public void Reads_a_real_certificate()
    {
        using var certificate = X509CertificateLoader.LoadCertificate(HexVector.Load("certificate-lab-dc1"));
        var names = CertificateNames.Of(certificate);
        Assert.Equal(("CN=dc1.corp.lab.test", "dc1.corp.lab.test"), (names.Subject, names.CommonName));
        Assert.Equal("CN=MdiPrereq Lab CA, O=MdiPrereq lab", names.Issuer);
        Assert.Equal(["dc1.corp.lab.test"], names.DnsNames);
        Assert.Equal("dc1.corp.lab.test", names.BestHostName);
        Assert.Equal(new DateTime(2026, 11, 22, 21, 53, 45, DateTimeKind.Utc), names.NotBeforeUtc);
        Assert.Equal(new DateTime(2036, 11, 19, 21, 53, 45, DateTimeKind.Utc), names.NotAfterUtc);
    }

    [Fact]
    public void Reads_the_self_signed_certificate_of_Windows()
    {
        var names = Names("CN=PC7.corp.test");
        Assert.Equal(("CN=PC7.corp.test", "CN=PC7.corp.test", "PC7.corp.test"), (names.Subject, names.Issuer, names.BestHostName));
        Assert.Equal(From.UtcDateTime, names.NotBeforeUtc);
        Assert.Empty(names.DnsNames);
    }

    [Theory]
    [InlineData("CN=Remote Desktop, O=Corp", "pc7.corp.test,other", "pc7.corp.test")]
    [InlineData("CN=pc7", "*.corp.test", "pc7")]
    [InlineData("CN=pc7", "*.corp.test,farm_1.corp.test", "farm_1.corp.test")]
    [InlineData("CN=PC-MÜLLER", "", "PC-MÜLLER")]
    [InlineData("CN=Remote Desktop", "", "")]
    [InlineData("CN=10.1.2.3", "", "")]
    [InlineData("CN=*.corp.test", "", "")]
    [InlineData("O=Corp", "", "")]
    public void Takes_the_best_host_name(string subject, string dnsNames, string expected) =>
        Assert.Equal(expected, Names(subject, dnsNames.Split(',', StringSplitOptions.RemoveEmptyEntries)).BestHostName);

    [Fact]
    public void Makes_hostile_names_harmless()
    {
        var names = WithExtension("CN=\"=a\u001B[2J\"", SanOf(0x82, [(byte)'=', 0x1B, 0xFF]));
        Assert.Equal([@"\u003D\u001B\xFF"], names.DnsNames);
        Assert.Equal(@"\u003Da\u001B[2J", names.CommonName);
        Assert.DoesNotContain(names.Subject, char.IsControl);
        Assert.Equal("", names.BestHostName);
    }

    [Fact]
    public void Passes_over_names_of_other_kinds()
    {
        byte[] names = [0x30, 0x0D, 0x87, 4, 10, 1, 2, 3, 0x82, 1, (byte)'a', 0x86, 2, (byte)'x', (byte)':'];
        Assert.Equal(["a"], CertificateText.ReadDnsNames(names));
    }

    [Theory]
    [InlineData("301131 0f 300d 0603550403 0c06 70c3a4373742", "pä77B")] // UTF8String
    [InlineData("301131 0f 300d 0603550403 1e06 007000e40037", "pä7")] // BMPString
    [InlineData("301331 11 300f 0603550403 1c08 00000070000000e4", "pä")] // UniversalString
    [InlineData("300d31 0b 3009 0603550403 1402 70e4", @"p\xE4")] // TeletexString
    [InlineData("301a 310b 3009 0603550403 1302 6131 310b 3009 0603550403 1302 6232", "b2")] // the last is the most specific
    [InlineData("300d31 0b 3009 060355040a 1302 6131", "")] // an organisation
    [InlineData("3000", "")]
    public void Reads_common_names_in_any_string_type(string der, string expected) =>
        Assert.Equal(expected, CertificateText.ReadCommonName(HexVector.Parse(der)));

    [Fact]
    public void Takes_malformed_alternative_names_for_none()
    {
        Assert.Empty(WithExtension("CN=pc7", [0x30, 0x84, 0x7F, 0xFF, 0xFF, 0xFF]).DnsNames);
        Assert.Empty(WithExtension("CN=pc7", []).DnsNames);
        Assert.Equal("pc7", WithExtension("CN=pc7", [1, 2, 3]).BestHostName);
    }

    [Fact]
    public void Survives_anything() => Gen.Byte.Array[0, 200].Sample(
        bytes =>
        {
            Survives(() => CertificateText.ReadDnsNames(bytes).ToList());
            Survives(() => CertificateText.ReadCommonName(bytes));
            Survives(() => CertificateText.ReadDnsNames([0x30, (byte)Math.Min(bytes.Length, 127), .. bytes]).ToList());
        },
        iter: 5_000,
        threads: 1);

    [Theory]
    [InlineData("a", true)]
    [InlineData("a.b-c.d_1", true)]
    [InlineData("1a.2b", true)]
    [InlineData("", false)]
    [InlineData("a.", false)]
    [InlineData("a..b", false)]
    [InlineData("-a", false)]
    [InlineData("a-.b", false)]
    [InlineData("a b", false)]
    [InlineData(@"a\u001B", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("fe80::1", false)]
    public void Knows_a_host_name(string text, bool expected) => Assert.Equal(expected, HostNameSyntax.IsHostName(text));

    private static void Survives(Func<object> read)
    {
        try
        {
            Assert.NotNull(read());
        }
        catch (MalformedReplyException)
        {
            // What CertificateNames takes for an absent name.
        }
    }

    private static CertificateNames Names(string subject, params string[] dnsNames)
    {
        var san = new SubjectAlternativeNameBuilder();
        foreach (var name in dnsNames) san.AddDnsName(name);
        return WithExtension(subject, dnsNames.Length > 0 ? san.Build().RawData : null);
    }

    private static CertificateNames WithExtension(string subject, byte[]? san)
    {
        var request = new CertificateRequest(subject, Key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (san is not null) request.CertificateExtensions.Add(new X509Extension("2.5.29.17", san, critical: false));
        using var certificate = request.CreateSelfSigned(From, From.AddYears(1));
        return CertificateNames.Of(certificate);
    }

    private static byte[] SanOf(byte tag, byte[] value) => [0x30, (byte)(value.Length + 2), tag, (byte)value.Length, .. value];
}
