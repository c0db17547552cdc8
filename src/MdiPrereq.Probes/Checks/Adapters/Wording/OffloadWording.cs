using MdiPrereq.Checks.Adapters.Rules;

namespace MdiPrereq.Checks.Adapters.Wording;

/// <summary>The sentences about an offload.</summary>
/// <param name="feature">What it is called.</param>
/// <param name="why">What Microsoft says of it.</param>
/// <param name="remedy">How it is turned off.</param>
internal sealed class OffloadWording(string feature, string why, string remedy)
{
    public string NoSetting => $"The driver has no setting for {feature}.";

    public string Off => $"{feature} is off.";

    public Said OnVMware => ($"{feature} is on in a virtual machine of VMware, where the sensor misses packets by it ({why}).", remedy);

    public Said OnSomewhere => (
        $"{feature} is on, and whether this is a virtual machine of VMware could not be read; "
            + $"there the sensor misses packets by it ({why}).",
        remedy);

    public static OffloadWording LargeSend(Subject subject) => new(
        "Large Send Offload",
        "health alert \"Network configuration mismatch for sensors running on VMware\", severity High",
        TurnOff("Disable-NetAdapterLso -Name", subject));

    public static OffloadWording ReceiveCoalescing(Subject subject) => new(
        "Receive Segment Coalescing",
        "to be turned off when the health alert \"No network traffic received from domain controller\" comes",
        TurnOff("Disable-NetAdapterRsc -Name", subject));

    public string OnElsewhere(string maker) => $"{feature} is on. This matters on VMware; this machine is by {maker} ({why}).";

    private static string TurnOff(string command, Subject subject) =>
        $"Run {command} {subject.Quoted} (the connection drops for a moment), then restart the sensor.";
}
