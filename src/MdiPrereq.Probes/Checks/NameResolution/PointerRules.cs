using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.NameResolution;

/// <summary>
/// What the PTR records of a device's address name it. The sensor is documented to ask for the name, and not to ask the name for its
/// address: so every host name counts as the one that it would take, and the way back only tells whether that is this device.
/// </summary>
internal static class PointerRules
{
    /// <param name="device">The device's address.</param>
    /// <param name="pointers">The names, each once, in the order in which they are shown; at least one.</param>
    /// <param name="more">How many other names there are, of which nothing was asked.</param>
    /// <param name="doubt">Why there may be names that did not come; empty when all came.</param>
    public static MethodOutcome Judge(IPAddress device, IReadOnlyList<Pointer> pointers, int more = 0, string doubt = "")
    {
        if (more == 0 && OneOf(device, pointers) is { } one)
        {
            var where = one.LeadsBack(device) ? "" : PointerWording.Where(device, one);
            var others = PointerWording.OtherNames([.. pointers.Where(pointer => pointer != one)]);
            return Named(one.Name, where, others, doubt) with
            {
                MistakenFor = one.LeadsElsewhere(device) ? PointerWording.Way(device, one) : "",
            };
        }

        return Named(PointerWording.Names(pointers, more), PointerWording.Several, doubt) with
        {
            HasSeveralNames = true,
            MistakenFor = PointerWording.OneOf(device, pointers, more),
        };
    }

    /// <summary>
    /// The one name, or of several names of one host that which is no alias; null when there is more than one host, or may be.
    /// </summary>
    private static Pointer? OneOf(IPAddress device, IReadOnlyList<Pointer> named)
    {
        if (named.Count == 1) return named[0];
        if (named.Any(pointer => pointer.LeadsElsewhere(device))) return null;
        return named.Where(pointer => named.All(pointer.IsOfSameHost))
            .OrderBy(pointer => pointer.IsAlias).ThenBy(pointer => !pointer.LeadsBack(device)).FirstOrDefault();
    }

    private static MethodOutcome Named(string name, params string[] whys) =>
        new(State.Open, Reason.ProtocolReply, name, string.Join("; ", whys.Where(why => why.Length > 0)));
}
