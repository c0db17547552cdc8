namespace MdiPrereq.Protocols;

/// <summary>The identifier octets that LDAP and Kerberos use (X.690 section 8.1.2); all their tag numbers fit one octet.</summary>
internal static class BerTag
{
    public const int Boolean = 0x01;
    public const int Integer = 0x02;
    public const int OctetString = 0x04;
    public const int Enumerated = 0x0A;
    public const int GeneralizedTime = 0x18;
    public const int GeneralString = 0x1B;
    public const int Sequence = 0x30;
    public const int Set = 0x31;

    /// <summary>[number] around other elements.</summary>
    public static int Context(int number) => 0xA0 | number;

    /// <summary>[APPLICATION number] around other elements.</summary>
    public static int Application(int number) => 0x60 | number;
}
