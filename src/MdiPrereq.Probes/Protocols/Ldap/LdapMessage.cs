namespace MdiPrereq.Protocols;

/// <summary>An LDAPMessage (RFC 4511 section 4.1.1): its id, the tag of its operation, and what is within.</summary>
internal sealed record LdapMessage(int Id, int Operation, BerReader Body)
{
    public const int SearchRequest = 0x63;
    public const int SearchResultEntry = 0x64;
    public const int SearchResultDone = 0x65;
    public const int ExtendedResponse = 0x78;

    public static LdapMessage Read(ByteReader bytes)
    {
        var message = new BerReader(bytes).ReadConstructed(BerTag.Sequence);
        var id = message.ReadInt32();
        var operation = message.PeekTag();
        return new(id, operation, message.ReadConstructed(operation));
    }
}
