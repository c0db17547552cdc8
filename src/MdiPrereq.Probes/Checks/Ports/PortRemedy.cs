namespace MdiPrereq.Checks.Ports;

/// <summary>What to do about rows that the network does not let through, in words for one port or for several that show the same.</summary>
internal static class PortRemedy
{
    /// <param name="state">What the network did with them.</param>
    /// <param name="reason">Why we think so.</param>
    /// <param name="ports">The ports, in words.</param>
    /// <param name="service">The service that they belong to, in words.</param>
    /// <param name="target">The target.</param>
    /// <param name="source">The local address; empty when it is not known.</param>
    /// <returns>Empty for what was not tested.</returns>
    public static string Of(State state, Reason reason, string ports, string service, string target, string source)
    {
        var allow = $"Allow {ports} from {(source.Length > 0 ? source : "the sensor")} to {target}";
        return (state, reason) switch
        {
            (State.Filtered or State.NoReply, _) =>
                $"{allow} in the firewalls on the way and on the target. If it is allowed, see whether {service} runs there.",
            (State.Closed, _) =>
                $"The host can be reached; see whether {service} runs there and listens on {ports}, or whether a firewall rejects it.",
            (State.Unreachable, Reason.AdministrativelyProhibited) => $"{allow}: a firewall on the way answered that it forbids this.",
            (State.Unreachable, _) => $"See whether {target} is up, has this address, and whether this machine has a route to it.",
            (State.BlockedLocally, _) => $"{allow} in this machine's own firewall: it refused to send.",
            (State.NameNotResolved, _) => "See whether the name is spelled right and whether this machine's DNS servers know it.",
            (State.Open, Reason.UnexpectedReply) =>
                $"See what really listens on {ports} of {target}; a proxy, an intrusion prevention system or another service "
                    + "may sit there.",
            (State.Open, _) =>
                $"See whether {service} is healthy on {target}, "
                + "and whether a firewall or load balancer on the way accepts connections for it and cuts them.",
            _ => "",
        };
    }
}
