using System;

namespace MdiPrereq.Protocols;

/// <summary>The time service, spoken as plain NTP: 48 bytes, since longer requests ask a domain controller to sign (MS-SNTP 2.2).</summary>
internal sealed class NtpProtocol : PortProtocol
{
    public override string Name => "NTP";

    public override Exchange Begin(Transport transport, ProtocolTarget target) =>
        new NtpExchange(BitConverter.ToUInt64(RandomId.Bytes(8), 0));
}
