using System;
using System.Collections.Generic;

namespace MdiPrereq.Protocols;

/// <summary>What we read of a KRB-ERROR (RFC 4120 section 5.9.1).</summary>
/// <param name="ServerTimeUtc">The clock of the KDC, to the microsecond where it tells that; null when it is no time.</param>
/// <param name="Code">What the KDC says is wrong.</param>
/// <param name="Realm">The realm of the service that was asked for.</param>
/// <param name="Service">The parts of that service's name.</param>
/// <param name="Text">Its words on it, as they came; empty when it sent none.</param>
internal sealed record KerberosError(DateTime? ServerTimeUtc, int Code, string Realm, IReadOnlyList<string> Service, string Text)
{
    /// <summary>[APPLICATION 30], which is the message type too.</summary>
    public const int Number = 30;

    private const int Version5 = 5;

    /// <summary>Names have two parts, some three.</summary>
    private const int MaxParts = 8;
    private const int MaxMicroseconds = 999_999;
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMillisecond / 1000;

    public static KerberosError Read(ByteReader bytes)
    {
        var fields = new BerReader(bytes).ReadConstructed(BerTag.Application(Number)).ReadConstructed(BerTag.Sequence);
        if (fields.ReadConstructed(BerTag.Context(0)).ReadInt32() != Version5
            || fields.ReadConstructed(BerTag.Context(1)).ReadInt32() != Number)
        {
            throw new MalformedReplyException("it is not a Kerberos 5 error");
        }

        string? serverTime = null;
        int? code = null;
        string? realm = null;
        IReadOnlyList<string>? service = null;
        var microseconds = 0;
        var text = "";
        for (var last = 0; !fields.AtEnd;)
        {
            var tag = fields.PeekTag();
            if (tag <= last) throw new MalformedReplyException("the fields of its KRB-ERROR are not in their order");
            last = tag;
            if (tag == BerTag.Context(4)) serverTime = fields.ReadConstructed(tag).ReadText(BerTag.GeneralizedTime);
            else if (tag == BerTag.Context(5)) microseconds = fields.ReadConstructed(tag).ReadInt32();
            else if (tag == BerTag.Context(6)) code = fields.ReadConstructed(tag).ReadInt32();
            else if (tag == BerTag.Context(9)) realm = fields.ReadConstructed(tag).ReadText(BerTag.GeneralString);
            else if (tag == BerTag.Context(10)) service = ReadName(fields.ReadConstructed(tag).ReadConstructed(BerTag.Sequence));
            else if (tag == BerTag.Context(11)) text = fields.ReadConstructed(tag).ReadText(BerTag.GeneralString);
            else fields.Skip();
        }

        if (serverTime is null || code is null) throw new MalformedReplyException("its KRB-ERROR lacks a time or a code");
        if (realm is null || service is null) throw new MalformedReplyException("its KRB-ERROR does not say which service it is about");
        var fraction = microseconds is >= 0 and <= MaxMicroseconds ? microseconds * TicksPerMicrosecond : 0;
        return new(GeneralizedTime.Read(serverTime)?.AddTicks(fraction), code.Value, realm, service, text);
    }

    /// <summary>PrincipalName (RFC 4120 section 5.2.2): a type, which is but a hint, and the parts.</summary>
    private static List<string> ReadName(BerReader name)
    {
        name.ReadConstructed(BerTag.Context(0)).ReadInt32();
        var parts = name.ReadConstructed(BerTag.Context(1)).ReadConstructed(BerTag.Sequence);
        var found = new List<string>();
        while (!parts.AtEnd)
        {
            if (found.Count == MaxParts) throw new MalformedReplyException("the service in its KRB-ERROR has too many parts");
            found.Add(parts.ReadText(BerTag.GeneralString));
        }

        return found;
    }
}
