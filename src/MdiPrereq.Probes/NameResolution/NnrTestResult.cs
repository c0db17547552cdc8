namespace MdiPrereq;

/// <summary>Whether a sensor on this machine can name one device, by which method, and where the names disagree.</summary>
public sealed class NnrTestResult : CheckResult
{
    internal NnrTestResult()
    {
    }

    /// <summary>The kind of sensor that the test was made for.</summary>
    public SensorType SensorType { get; internal init; }

    /// <summary>Always <see cref="Destination.Device"/>: piped to Test-MdiPort, the result asks for the rows of a device.</summary>
    public Destination Destination { get; internal init; } = Destination.Device;

    /// <summary>The device's name as the sensor would take it; empty when nothing gave one.</summary>
    public string ResolvedName { get; internal init; } = "";

    /// <summary>Which kind of method gave it.</summary>
    public ResolvedBy ResolvedBy { get; internal init; }

    /// <summary>Whether two primary methods gave different names. NetBIOS names are compared by their 15 characters.</summary>
    public bool Conflict { get; internal init; }

    /// <summary>NTLM over RPC, TCP 135: what the network did.</summary>
    public State NtlmState { get; internal init; }

    /// <summary>NTLM over RPC: why we think so.</summary>
    public Reason NtlmReason { get; internal init; }

    /// <summary>NTLM over RPC: the name; empty when it gave none.</summary>
    public string NtlmName { get; internal init; } = "";

    /// <summary>NetBIOS, UDP 137: what the network did.</summary>
    public State NetBiosState { get; internal init; }

    /// <summary>NetBIOS: why we think so.</summary>
    public Reason NetBiosReason { get; internal init; }

    /// <summary>NetBIOS: the name; empty when it gave none.</summary>
    public string NetBiosName { get; internal init; } = "";

    /// <summary>RDP, TCP 3389: what the network did.</summary>
    public State RdpState { get; internal init; }

    /// <summary>RDP: why we think so.</summary>
    public Reason RdpReason { get; internal init; }

    /// <summary>RDP: the host name in the certificate; empty when it gave none.</summary>
    public string RdpName { get; internal init; } = "";

    /// <summary>Reverse DNS, UDP 53: what the network did.</summary>
    public State DnsState { get; internal init; }

    /// <summary>Reverse DNS: why we think so.</summary>
    public Reason DnsReason { get; internal init; }

    /// <summary>Reverse DNS: the one name whose forward look-up leads back; empty when there is none.</summary>
    public string DnsName { get; internal init; } = "";

    /// <summary>The result in one line, for test names and logs.</summary>
    /// <returns>For example <c>10.0.0.10: PC01 (Primary)</c>.</returns>
    public override string ToString() => $"{ComputerName}: {(ResolvedName.Length > 0 ? ResolvedName : "no name")} ({ResolvedBy})";
}
