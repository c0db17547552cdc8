using System;

namespace MdiPrereq.Protocols;

/// <summary>
/// Begins a TLS 1.1 handshake (RFC 4346 section 7.4.1.2) to see whether a server that refused today's versions speaks an old one. It
/// goes no further than the server's first message: operating systems of today have the old versions switched off.
/// </summary>
internal sealed class OldTlsHelloExchange(string host) : Exchange<TlsServerStart>(ClientHello(host))
{
    private const int Ssl30 = 0x0300;
    private const int Tls10 = 0x0301;
    private const int Tls11 = 0x0302;
    private const int Handshake = 22;

    /// <summary>The bytes of a ServerHello up to its version.</summary>
    private const int ToVersion = 11;

    protected override Reply Parse(ByteReader reader)
    {
        var start = reader.ReadBytes(Math.Min(reader.Length, ToVersion));
        if (start.Length < ToVersion && (start.Length == 0 || start[0] == Handshake)) return Reply.Incomplete;

        // A server chooses what was offered, or less (RFC 4346 section 7.4.1.3).
        var hello = TlsServerStart.Read(start);
        return hello.Version is >= Ssl30 and <= Tls11 ? Answer(new(), hello) : Reply.Foreign("it is no ServerHello of an old version");
    }

    private static byte[] ClientHello(string host)
    {
        // What servers of that time had in common: AES and 3DES in CBC mode, with RSA or elliptic curves, and SHA-1.
        int[] suites = [0xC014, 0xC013, 0xC00A, 0xC009, 0x0039, 0x0033, 0x0035, 0x002F, 0x000A, 0x00FF];
        var hello = new ByteWriter().UInt16BigEndian(Tls11).Bytes(RandomId.Bytes(32)).Byte(0);
        hello.UInt16BigEndian(suites.Length * 2);
        foreach (var suite in suites) hello.UInt16BigEndian(suite);
        hello.Byte(1).Byte(0);

        var extensions = new ByteWriter()
            .UInt16BigEndian(0).UInt16BigEndian(host.Length + 5).UInt16BigEndian(host.Length + 3).Byte(0).UInt16BigEndian(host.Length)
                .Ascii(host)
            .UInt16BigEndian(10).UInt16BigEndian(6).UInt16BigEndian(4).UInt16BigEndian(23).UInt16BigEndian(24)
            .UInt16BigEndian(11).UInt16BigEndian(2).Byte(1).Byte(0);
        hello.UInt16BigEndian(extensions.Length).Bytes(extensions.ToArray());

        return new ByteWriter()
            .Byte(Handshake).UInt16BigEndian(Tls10).UInt16BigEndian(hello.Length + 4)
            .Byte(1).Byte(0).UInt16BigEndian(hello.Length)
            .Bytes(hello.ToArray())
            .ToArray();
    }
}
