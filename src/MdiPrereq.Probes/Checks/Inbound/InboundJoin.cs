using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// Joins what both ends saw, by the markers: one result for each row that a machine sent probes of to a sensor. Who was asked what when
/// does not matter; a result depends on its own sending, and on what was received of it, alone.
/// </summary>
internal sealed class InboundJoin
{
    private static readonly Lazy<IReadOnlyList<InboundRow>> Rows = new(() => new InboundRows().Select());

    private readonly List<ProbeSending> _sendings = [];
    private readonly List<ProbeReception> _receptions = [];
    private readonly HashSet<string> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ProbeArrival>> _arrivals = new(StringComparer.Ordinal);

    /// <summary>
    /// Whether one who saw to it that the sensor listened while all was sent brings this together: then all receptions are that sensor's,
    /// whatever addresses it has, and no clock is asked.
    /// </summary>
    public bool IsConducted { get; init; }

    /// <summary>Whether there is a sending; without one there is nothing to join.</summary>
    public bool HasSending => _sendings.Count > 0;

    /// <summary>Adds what one end saw. A sending that is given twice counts once.</summary>
    /// <returns>False for a row that does not come in: nothing can be said of it.</returns>
    public bool Add(ProbeEvidence evidence)
    {
        if (RowOf(evidence) is null) return false;
        switch (evidence)
        {
            case ProbeSending sending:
                if (sending.Marker.Length == 0 || _sendings.TrueForAll(known => !IsSame(known, sending))) _sendings.Add(sending);
                break;
            case ProbeReception reception:
                AddLast(reception);
                break;
            case ProbeArrival { Marker.Length: > 0 } arrival:
                if (!_arrivals.TryGetValue(arrival.Marker, out var list)) _arrivals.Add(arrival.Marker, list = []);
                list.Add(arrival);
                break;
        }

        return true;
    }

    /// <summary>Whether nothing is left to wait for: every probe that was sent was heard at the sensor.</summary>
    public bool IsComplete => _sendings.TrueForAll(sending => sending.Marker.Length == 0
        || ArrivalsOf(sending).Where(arrival => arrival.SeenBy == ProbeListening.Listener)
            .Select(arrival => arrival.Attempt).Distinct().Count() >= sending.Attempts);

    /// <summary>Forgets how it was listened: what is said of it later is not known.</summary>
    public void ForgetReceptions() => _receptions.Clear();

    /// <summary>The results: by sender and target, as they were added, and by row.</summary>
    public IEnumerable<PortTestResult> Results()
    {
        _sources.UnionWith(_sendings.Select(sending => sending.SourceAddress));
        var facts = InOrder().Select(FactsOf).ToList();
        foreach (var one in facts)
        {
            var skew = facts.Where(other => IsSamePair(one, other))
                .Select(other => other.ClockSkew)
                .FirstOrDefault(known => known is not null);
            yield return InboundResults.Build(one, InboundRules.Judge(one, skew));
        }
    }

    /// <summary>What to say of arrivals with markers of no sending that was given.</summary>
    public IEnumerable<string> Strays() => _arrivals.Values.SelectMany(list => list)
        .Where(arrival => _sendings.TrueForAll(sending => !IsOf(arrival, sending)))
        .GroupBy(arrival => arrival.SourceComputer, StringComparer.OrdinalIgnoreCase)
        .Select(strays => InboundWording.Strays(
            strays.Key, strays.Count(), strays.Select(arrival => arrival.RemoteAddress).Distinct().Take(10)));

    // Of one listening the last word counts, which knows what the earlier ones do not.
    private void AddLast(ProbeReception reception)
    {
        var known = _receptions.FindIndex(other => other.TimestampUtc == reception.TimestampUtc && other.Port == reception.Port
            && other.Transport == reception.Transport && other.RequirementId == reception.RequirementId
            && IsMachine(other, reception.ComputerName));
        if (known < 0) _receptions.Add(reception);
        else if (reception.ElapsedMilliseconds >= _receptions[known].ElapsedMilliseconds) _receptions[known] = reception;
    }

    private static bool IsSame(ProbeSending one, ProbeSending other) =>
        one.Marker == other.Marker && one.RequirementId == other.RequirementId && one.Transport == other.Transport;

    private static bool IsSamePair(InboundFacts one, InboundFacts other) =>
        string.Equals(one.Sending.SourceComputer, other.Sending.SourceComputer, StringComparison.OrdinalIgnoreCase)
        && string.Equals(one.Reception?.ComputerName, other.Reception?.ComputerName, StringComparison.OrdinalIgnoreCase);

    // The marker alone does not do: a marker that comes to another row's port was forged, or sent there by mistake.
    private static bool IsOf(ProbeArrival arrival, ProbeSending sending) => arrival.Marker == sending.Marker
        && arrival.RequirementId == sending.RequirementId && arrival.Transport == sending.Transport
        && arrival.Attempt >= 1 && arrival.Attempt <= Math.Max(1, sending.Attempts);

    private IEnumerable<ProbeSending> InOrder() => _sendings
        .GroupBy(sending => (sending.SourceComputer, sending.ComputerName))
        .SelectMany(pair => pair.OrderBy(sending => Rows.Value.TakeWhile(row => !IsOf(sending, row)).Count()));

    private InboundFacts FactsOf(ProbeSending sending)
    {
        var arrivals = ArrivalsOf(sending).ToList();
        return new(RowOf(sending)!, sending, ReceptionOf(sending, arrivals), arrivals)
        {
            IsConducted = IsConducted,
            KnownSenders = _sources,
        };
    }

    private static bool IsOf(ProbeEvidence evidence, InboundRow row) =>
        row.Id == evidence.RequirementId && row.Transport == evidence.Transport;

    private static PortRequirement? RowOf(ProbeEvidence evidence) => Rows.Value.FirstOrDefault(row => IsOf(evidence, row))?.Requirement;

    private IEnumerable<ProbeArrival> ArrivalsOf(ProbeSending sending) =>
        sending.Marker.Length > 0 && _arrivals.TryGetValue(sending.Marker, out var list)
            ? list.Where(arrival => IsOf(arrival, sending))
            : [];

    /// <summary>
    /// The reception that a sending belongs to: of the machine that its probes came to, or that has its target's address; of several of
    /// one machine the one that was there at the time.
    /// </summary>
    private ProbeReception? ReceptionOf(ProbeSending sending, List<ProbeArrival> arrivals)
    {
        var ofRow = _receptions.Where(reception => reception.RequirementId == sending.RequirementId
            && reception.Transport == sending.Transport && reception.Port == sending.Port).ToList();
        var ofMachine = ofRow.Where(reception => arrivals.Count > 0 ? IsMachine(reception, arrivals[0].SourceComputer)
            : IsConducted || HasTarget(reception, sending)).ToList();
        return ofMachine.Find(reception => InboundFacts.WasListening(reception, sending, null)) ?? ofMachine.LastOrDefault();
    }

    private static bool IsMachine(ProbeReception reception, string name) =>
        string.Equals(reception.ComputerName, name, StringComparison.OrdinalIgnoreCase);

    private static bool HasTarget(ProbeReception reception, ProbeSending sending) =>
        reception.Addresses.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Contains(sending.RemoteAddress)
        || IsMachine(reception, sending.ComputerName)

        // What a machine sends to itself goes to no address that others know.
        || (IsMachine(reception, sending.SourceComputer)
            && IPAddress.TryParse(sending.RemoteAddress, out var address) && IPAddress.IsLoopback(address));
}
