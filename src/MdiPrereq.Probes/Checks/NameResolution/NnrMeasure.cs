namespace MdiPrereq;

/// <summary>How often one Network Name Resolution method fails in one subnet, or in total.</summary>
public sealed class NnrMeasure
{
    internal NnrMeasure()
    {
    }

    /// <summary>The subnet, such as <c>10.1.2.0/24</c>; <c>Total</c> for all devices.</summary>
    public string Subnet { get; internal init; } = "";

    /// <summary>The method.</summary>
    public NnrMethod Method { get; internal init; }

    /// <summary>The devices that were asked by this method.</summary>
    public long Devices { get; internal init; }

    /// <summary>Those that it gave a name for.</summary>
    public long Resolved { get; internal init; }

    /// <summary>Those that it gave none for.</summary>
    public long Failed { get; internal init; }

    /// <summary>The failures in per cent, with one decimal.</summary>
    public double FailurePercent { get; internal init; }

    /// <summary>
    /// Whether the health alert "Low success rate of active name resolution" is to be expected if the sensor sees these devices: more
    /// than 90 % failures. RDP has no alert.
    /// </summary>
    public bool AlertExpected { get; internal init; }

    /// <summary>In the row of the total: the subnets with more than 90 % failures, the largest first; else empty.</summary>
    public string FailingSubnets { get; internal init; } = "";

    /// <summary>Where this is documented (a URL).</summary>
    public string Reference { get; internal init; } = "";

    /// <summary>The measure in one line, for test names and logs.</summary>
    /// <returns>For example <c>10.1.2.0/24 NetBios: 12.5 % of 240 failed</c>.</returns>
    public override string ToString() =>
        string.Format(
            System.Globalization.CultureInfo.InvariantCulture,
            "{0} {1}: {2:0.#} % of {3} failed",
            Subnet,
            Method,
            FailurePercent,
            Devices);
}
