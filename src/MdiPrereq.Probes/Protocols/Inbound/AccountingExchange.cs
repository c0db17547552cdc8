using System;
using System.Net.Sockets;

namespace MdiPrereq.Protocols;

/// <summary>
/// One RADIUS Accounting-Request (RFC 2866 section 4.1) that says as little as it can, and the judgement of the reply (section 4.2).
/// <para>
/// Its status is Stop (2), of a session that nobody ever started: no server has anything to end by it. Start (1) and Interim-Update (3)
/// would leave a session in a server's table, and Accounting-On and -Off (7, 8) would end all sessions of the VPN server that it is sent
/// from. It names no user. The marker stands in Acct-Multi-Session-Id, which is there to find in a log what belongs together (section
/// 5.11); Acct-Session-Id is short, as the columns of databases are.
/// </para>
/// </summary>
internal sealed class AccountingExchange : Exchange<AccountingReply>
{
    /// <summary>What we call ourselves.</summary>
    public const string NasIdentifier = "MdiPrereq";

    private const int StatusStop = 2;
    private const int PortTypeVirtual = 5;

    private readonly int _identifier;
    private readonly byte[] _authenticator = new byte[RadiusAuthenticator.Length];
    private readonly byte[]? _secret;

    /// <param name="identifier">What the reply repeats, 0 to 255.</param>
    /// <param name="marker">The marker.</param>
    /// <param name="secret">The shared secret; without it the authenticator is random, and nothing can prove a reply.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">This machine's policy forbids MD5 (FIPS 140).</exception>
    public AccountingExchange(int identifier, ProbeMarker marker, byte[]? secret)
        : base(Build(identifier, marker, secret))
    {
        _identifier = identifier;
        _secret = secret;
        Buffer.BlockCopy(Request, RadiusPacket.AuthenticatorOffset, _authenticator, 0, _authenticator.Length);
    }

    protected override Reply Parse(ByteReader reader)
    {
        var data = reader.ReadBytes(reader.Remaining);
        if (RadiusPacket.Read(data, 0, data.Length) is not { } reply) return Reply.Foreign("it is no RADIUS packet");
        if (reply.Code != RadiusCode.AccountingResponse) return Reply.Foreign($"it is a {reply.Name}");
        if (reply.Identifier != _identifier) return Reply.Foreign("it is the reply to another request");
        if (_secret is null) return Reply.Foreign("nothing proves it without the shared secret", new AccountingReply(false));
        return RadiusAuthenticator.Proves(data, 0, reply, _authenticator, _secret)
            ? Reply.Answer(new() { Evidence = "Accounting-Response, proved by the secret" })
            : Reply.Foreign("it was made with another secret", new AccountingReply(true));
    }

    private static byte[] Build(int identifier, ProbeMarker marker, byte[]? secret)
    {
        var address = marker.Sender.Address;
        var attributes = new ByteWriter();
        Add(RadiusAttribute.AcctStatusType, Number(StatusStop));
        Add(RadiusAttribute.AcctSessionId, Ascii(marker.Id));
        Add(RadiusAttribute.AcctMultiSessionId, Ascii(marker.ToString()));
        Add(RadiusAttribute.NasIdentifier, Ascii(NasIdentifier));
        Add(
            address.AddressFamily == AddressFamily.InterNetwork ? RadiusAttribute.NasIPAddress : RadiusAttribute.NasIPv6Address,
            address.GetAddressBytes());
        Add(RadiusAttribute.NasPortType, Number(PortTypeVirtual));

        var packet = new ByteWriter()
            .Byte(RadiusCode.AccountingRequest)
            .Byte(identifier)
            .UInt16BigEndian(RadiusPacket.HeaderLength + attributes.Length)
            .Zeros(RadiusAuthenticator.Length)
            .Bytes(attributes.ToArray())
            .ToArray();
        var authenticator = secret is null ? RandomId.Bytes(RadiusAuthenticator.Length) : RadiusAuthenticator.OfRequest(packet, secret);
        Buffer.BlockCopy(authenticator, 0, packet, RadiusPacket.AuthenticatorOffset, authenticator.Length);
        return packet;

        void Add(int type, byte[] value) => attributes.Byte(type).Byte(RadiusAttribute.HeaderLength + value.Length).Bytes(value);
    }

    private static byte[] Number(int value) => new ByteWriter().UInt32BigEndian((uint)value).ToArray();

    private static byte[] Ascii(string text) => new ByteWriter().Ascii(text).ToArray();
}
