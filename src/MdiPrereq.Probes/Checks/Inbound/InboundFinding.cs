namespace MdiPrereq.Checks.Inbound;

/// <summary>What became of the probes of one sending, by what both ends saw.</summary>
internal enum InboundFinding
{
    /// <summary>The sensor's machine heard one.</summary>
    Arrived,

    /// <summary>None was heard, but the sensor answered one, and the shared secret proves it.</summary>
    Answered,

    /// <summary>One was captured beside the program that has the port; whether that program gets it is not seen.</summary>
    CameToMachine,

    /// <summary>They came to the sensor's machine, whose own firewall keeps them from the listener.</summary>
    BlockedAtSensor,

    /// <summary>None left the sender.</summary>
    NotSent,

    /// <summary>Somebody answered for the sensor that they are not wanted.</summary>
    Refused,

    /// <summary>A connection was accepted that never came to the sensor.</summary>
    TakenByAnother,

    /// <summary>They were sent while the sensor listened, and did not come.</summary>
    Lost,

    /// <summary>Nobody says what the sensor heard.</summary>
    NoReception,

    /// <summary>The sensor's machine could not listen.</summary>
    Hindered,

    /// <summary>The sensor did not listen when they were sent, or the clocks are too far apart to say so.</summary>
    NotAtOnce,

    /// <summary>The sensor's machine was flooded and lost packets itself, or gave no more arrivals.</summary>
    Flooded,
}
