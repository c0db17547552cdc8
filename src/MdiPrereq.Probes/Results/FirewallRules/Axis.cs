using System;
using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>The different values of one side of many connections, in rising order, each known by its place.</summary>
internal sealed class Axis<T>
    where T : IComparable<T>
{
    private readonly T[] _values;
    private readonly int[] _places;

    public Axis(IEnumerable<T> all)
    {
        var numbers = new Dictionary<T, int>();
        var each = new List<int>();
        foreach (var one in all)
        {
            if (!numbers.TryGetValue(one, out var number)) numbers.Add(one, number = numbers.Count);
            each.Add(number);
        }

        _values = [.. numbers.Keys];
        var order = Enumerable.Range(0, _values.Length).ToArray();
        Array.Sort(_values, order);
        var placeOf = new int[order.Length];
        for (var place = 0; place < order.Length; place++) placeOf[order[place]] = place;
        _places = [.. each.Select(number => placeOf[number])];
    }

    /// <summary>Where the value of a connection stands.</summary>
    /// <param name="index">The connection's own place among all.</param>
    public int PlaceOf(int index) => _places[index];

    public IReadOnlyList<T> At(IEnumerable<int> places) => [.. places.Select(place => _values[place])];
}
