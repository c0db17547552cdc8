using System;
using System.Linq;
using System.Security.Cryptography.X509Certificates;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class TlsServerFlightTests
{
    private static readonly byte[] Recorded = HexVector.Load("tls12-openssl");

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(100_000)]
    public void The_certificates_are_known_before_their_last_byte_is_handed_on(int piece)
    {
        var flight = new TlsServerFlight();
        var at = 0;
        for (; flight.Certificates is null; at += piece) flight.Take(Recorded, at, Math.Min(piece, Recorded.Length - at));
        Assert.Equal(
            ["CN=vector.contoso.test", "CN=Vector issuer", "CN=Vector root"],
            flight.Certificates.Select(one => X509CertificateLoader.LoadCertificate(one).Subject));
        Assert.Equal(0x0303, flight.Version);

        // The record of the Certificate message begins behind the ServerHello's, and says how long it is.
        var record = 5 + ((Recorded[3] << 8) | Recorded[4]);
        var end = record + 5 + ((Recorded[record + 3] << 8) | Recorded[record + 4]);
        Assert.InRange(at, end, end + piece - 1);
    }

    [Fact]
    public void What_follows_the_handshake_goes_through()
    {
        var flight = new TlsServerFlight();
        flight.Take(Recorded, 0, Recorded.Length);
        Assert.Equal(3, flight.Certificates?.Count);
    }

    [Fact]
    public void A_message_may_lie_in_many_records()
    {
        byte[] message = [2, 0, 0, 2, 3, 3, 11, 0, 0, 8, 0, 0, 5, 0, 0, 2, 1, 2];
        var flight = new TlsServerFlight();
        foreach (var one in message) flight.Take([22, 3, 3, 0, 1, one], 0, 6);
        Assert.Equal([[1, 2]], flight.Certificates);
    }

    [Theory]
    [InlineData("485454502F312E31")] // HTTP/1.1
    [InlineData("1603034801")] // longer than any record
    [InlineData("8080010002")] // SSL 2.0
    [InlineData("170303000101")] // data first
    [InlineData("16030300040B080000")] // a message of 512 KiB
    [InlineData("160303000B 0B000007 000003 000001 01")] // bytes behind the last certificate's
    [InlineData("160303000C 020000020303 020000020303")] // two ServerHellos
    [InlineData("1603030007 0B000003000000 1603030007 0B000003000000")] // two Certificate messages
    [InlineData("160303000102 140303000101")] // ChangeCipherSpec within a message
    [InlineData("140303000101 140303000101")] // twice
    public void What_is_no_handshake_of_tls_1_2_is_refused(string bytes)
    {
        var received = HexVector.Parse(bytes);
        Assert.Throws<MalformedReplyException>(() => new TlsServerFlight().Take(received, 0, received.Length));
    }

    [Fact]
    public void A_second_handshake_is_refused_since_its_certificates_are_encrypted()
    {
        var flight = new TlsServerFlight();
        flight.Take(Recorded, 0, Recorded.Length);
        var more = HexVector.Parse("16030300020000");

        // The recording ends within a record; the rest of it first.
        var exception = Assert.Throws<MalformedReplyException>(() =>
        {
            for (var i = 0; i < 32 * 1024; i++) flight.Take(more, 0, more.Length);
        });
        Assert.Contains("second TLS handshake", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_certificates_than_any_server_has_are_refused()
    {
        byte[] Message(int count) =>
        [
            11,
            0,
            (byte)(((count * 4) + 3) >> 8),
            (byte)((count * 4) + 3),
            0,
            (byte)((count * 4) >> 8),
            (byte)(count * 4),
            .. Enumerable.Repeat(new byte[] { 0, 0, 1, 9 }, count).SelectMany(one => one),
        ];
        byte[] Record(byte[] message) => [22, 3, 3, (byte)(message.Length >> 8), (byte)message.Length, .. message];
        var most = Record(Message(TlsCertificateMessage.MaxCertificates));
        var flight = new TlsServerFlight();
        flight.Take(most, 0, most.Length);
        Assert.Equal(TlsCertificateMessage.MaxCertificates, flight.Certificates?.Count);
        var more = Record(Message(TlsCertificateMessage.MaxCertificates + 1));
        Assert.Throws<MalformedReplyException>(() => new TlsServerFlight().Take(more, 0, more.Length));
    }

    [Fact]
    public void A_signature_is_that_of_the_issuer_and_of_no_other()
    {
        var flight = new TlsServerFlight();
        flight.Take(Recorded, 0, Recorded.Length);
        var (leaf, issuer, root) = (Load(0), Load(1), Load(2));
        Assert.Multiple(
            () => Assert.True(ChainWalk.IsSignedBy(leaf, issuer)),
            () => Assert.True(ChainWalk.IsSignedBy(issuer, root)),
            () => Assert.True(ChainWalk.IsSignedBy(root, root)),
            () => Assert.False(ChainWalk.IsSignedBy(leaf, root)),
            () => Assert.False(ChainWalk.IsSignedBy(leaf, leaf)),
            () => Assert.False(ChainWalk.IsSignedBy(issuer, leaf)));

        // Every bit of what is signed counts; where the certificate can still be read it is no longer the issuer's word.
        var wrong = flight.Certificates![0].ToArray();
        wrong[^100] ^= 1;
        Assert.False(IsReadable(wrong, out var changed) && ChainWalk.IsSignedBy(changed!, issuer));

        X509Certificate2 Load(int i) => X509CertificateLoader.LoadCertificate(flight.Certificates![i]);
    }

    private static bool IsReadable(byte[] der, out X509Certificate2? certificate)
    {
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(der);
            return true;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            certificate = null;
            return false;
        }
    }
}
