using System;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace MdiPrereq.Protocols;

/// <summary>
/// What proves that a RADIUS packet was made by who knows the shared secret: MD5 over the packet and the secret (RFC 2866 section 3).
/// Of MD5's weaknesses none matters here: what is proved is a way, and no user.
/// </summary>
internal static class RadiusAuthenticator
{
    public const int Length = 16;

    /// <summary>
    /// Of a request: <c>MD5(Code + Identifier + Length + 16 zero octets + attributes + secret)</c>, over the packet as it stands with
    /// zeros for its authenticator.
    /// </summary>
    /// <exception cref="CryptographicException">This machine's policy forbids MD5 (FIPS 140).</exception>
    public static byte[] OfRequest(byte[] packet, byte[] secret) => Hash(packet, 0, packet.Length, new byte[Length], secret);

    /// <summary>
    /// Whether a reply is proved: its authenticator is <c>MD5(Code + Identifier + Length + the request's authenticator + attributes +
    /// secret)</c>. It takes as long whatever differs.
    /// </summary>
    /// <param name="data">What was received.</param>
    /// <param name="offset">Where the reply begins.</param>
    /// <param name="reply">The reply as it was read from there.</param>
    /// <param name="requested">The authenticator of the request.</param>
    /// <param name="secret">The shared secret.</param>
    /// <exception cref="CryptographicException">This machine's policy forbids MD5 (FIPS 140).</exception>
    public static bool Proves(byte[] data, int offset, RadiusPacket reply, byte[] requested, byte[] secret)
    {
        var expected = Hash(data, offset, reply.Length, requested, secret);
        var difference = 0;
        for (var i = 0; i < Length; i++) difference |= expected[i] ^ reply.Authenticator[i];
        return difference == 0;
    }

    [SuppressMessage("Security", "CA5351", Justification = "RFC 2866 knows no other.")]
    private static byte[] Hash(byte[] data, int offset, int count, byte[] authenticator, byte[] secret)
    {
        var hashed = new byte[count + secret.Length];
        Buffer.BlockCopy(data, offset, hashed, 0, count);
        Buffer.BlockCopy(authenticator, 0, hashed, RadiusPacket.AuthenticatorOffset, Length);
        Buffer.BlockCopy(secret, 0, hashed, count, secret.Length);
        try
        {
#if NET
            return MD5.HashData(hashed);
#else
            using var md5 = MD5.Create();
            return md5.ComputeHash(hashed);
#endif
        }
        catch (Exception e) when (e is not CryptographicException)
        {
            // .NET Framework says in other words that it may not.
            throw new CryptographicException(e.Message, e);
        }
        finally
        {
            Array.Clear(hashed, 0, hashed.Length);
        }
    }
}
