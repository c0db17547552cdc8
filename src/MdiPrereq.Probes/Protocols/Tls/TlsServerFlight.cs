using System;
using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>
/// Follows what a server sends in a handshake of TLS 1.2 or older (RFC 5246 sections 6.2 and 7.4), which is in clear up to its
/// ChangeCipherSpec, and tells its certificates before the last byte of them is handed on. Takes pieces of any size, and keeps no more
/// than one message.
/// </summary>
internal sealed class TlsServerFlight
{
    private const int ChangeCipherSpec = 20;
    private const int Alert = 21;
    private const int Handshake = 22;
    private const int ApplicationData = 23;
    private const int ServerHello = 2;
    private const int Certificate = 11;
    private const int HeaderLength = 5;
    private const int MessageHeaderLength = 4;

    /// <summary>What a record may hold, with what encryption adds (RFC 5246 section 6.2.3).</summary>
    private const int MaxRecord = (1 << 14) + 2048;

    /// <summary>The longest message that is looked at: some forty large certificates.</summary>
    public const int MaxMessage = 128 * 1024;

    private readonly byte[] _header = new byte[HeaderLength];
    private int _headerCount;
    private int _recordLeft;
    private byte[] _message = new byte[1024];
    private int _messageCount;
    private bool _isEncrypted;
    private int _encryptedHandshakes;

    /// <summary>The version of the ServerHello as it stands there, 0x0303 for TLS 1.2; 0 before one.</summary>
    public int Version { get; private set; }

    /// <summary>What the server's Certificate message holds; null before one.</summary>
    public IReadOnlyList<byte[]>? Certificates { get; private set; }

    /// <summary>Takes the next bytes of the server's side.</summary>
    /// <exception cref="MalformedReplyException">
    /// This is no such handshake, or a second one: its certificates would be encrypted. Nothing more should be taken from this server.
    /// </exception>
    public void Take(byte[] bytes, int offset, int count)
    {
        for (var end = offset + count; offset < end;)
        {
            if (_recordLeft == 0)
            {
                _header[_headerCount++] = bytes[offset++];
                if (_headerCount == HeaderLength) BeginRecord();
                continue;
            }

            var part = Math.Min(_recordLeft, end - offset);
            if (!_isEncrypted && _header[0] == Handshake) TakeHandshake(bytes, offset, part);
            offset += part;
            _recordLeft -= part;
            if (_recordLeft == 0) EndRecord();
        }
    }

    private void BeginRecord()
    {
        var length = (_header[3] << 8) | _header[4];
        var type = _header[0];
        if (type is < ChangeCipherSpec or > ApplicationData || _header[1] != 3 || length > MaxRecord)
        {
            throw new MalformedReplyException("no TLS record of a version that this machine looks into");
        }
        if (type == ApplicationData && !_isEncrypted) throw new MalformedReplyException("data before the end of the TLS handshake");

        // After the one that ends this handshake there would be another (renegotiation), with certificates that nobody can look at.
        if (type == Handshake && _isEncrypted && ++_encryptedHandshakes > 1)
        {
            throw new MalformedReplyException("a second TLS handshake on one connection");
        }
        _headerCount = 0;
        _recordLeft = length;
        if (length == 0) EndRecord();
    }

    private void EndRecord()
    {
        if (_header[0] != ChangeCipherSpec) return;
        if (_isEncrypted || _messageCount > 0) throw new MalformedReplyException("a TLS ChangeCipherSpec out of place");
        _isEncrypted = true;
    }

    private void TakeHandshake(byte[] bytes, int offset, int count)
    {
        if (_messageCount + count > MaxMessage) throw new MalformedReplyException($"a TLS message longer than {MaxMessage / 1024} KiB");
        if (_messageCount + count > _message.Length)
        {
            Array.Resize(ref _message, Math.Min(MaxMessage, Math.Max(_messageCount + count, _message.Length * 2)));
        }
        Buffer.BlockCopy(bytes, offset, _message, _messageCount, count);
        _messageCount += count;
        var read = 0;
        while (_messageCount - read >= MessageHeaderLength)
        {
            var reader = new ByteReader(_message, read, _messageCount - read);
            var type = reader.ReadByte();
            var length = TlsCertificateMessage.ReadLength(reader);
            if (length > MaxMessage - MessageHeaderLength) throw new MalformedReplyException($"a TLS message of {length} bytes");
            if (reader.Remaining < length) break;
            TakeMessage(type, reader.Slice(length));
            read += MessageHeaderLength + length;
        }

        _messageCount -= read;
        if (read > 0) Buffer.BlockCopy(_message, read, _message, 0, _messageCount);
    }

    private void TakeMessage(int type, ByteReader body)
    {
        if (type == ServerHello)
        {
            if (Version != 0) throw new MalformedReplyException("a second ServerHello");
            Version = body.ReadUInt16BigEndian();
        }
        else if (type == Certificate)
        {
            if (Certificates is not null) throw new MalformedReplyException("a second Certificate message");
            Certificates = TlsCertificateMessage.Read(body);
        }
    }
}
