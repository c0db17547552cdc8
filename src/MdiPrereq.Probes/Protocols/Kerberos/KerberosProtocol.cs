namespace MdiPrereq.Protocols;

/// <summary>Kerberos: asks the key distribution centre for a ticket in a realm that does not exist; its error proves it.</summary>
internal sealed class KerberosProtocol : PortProtocol
{
    private const int RandomLetters = 7;

    public override string Name => "Kerberos";

    /// <summary>A fresh realm each time, in a top-level domain that does not exist: the reply repeats it, as it does no other id.</summary>
    public override Exchange Begin(Transport transport, ProtocolTarget target) =>
        new KerberosExchange(RandomId.Int31(), RandomId.Letters(RandomLetters) + ".MDIPROBE", transport);
}
