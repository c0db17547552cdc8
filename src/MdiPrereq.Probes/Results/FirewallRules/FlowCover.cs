using System.Collections.Generic;
using System.Linq;

namespace MdiPrereq.Results.FirewallRules;

/// <summary>
/// Finds few boxes (sources x targets x ports) that hold exactly the wanted cells, each in one box: the rules do not overlap, so that to
/// take one away closes what it opened. The fewest are hard to find (biclique partition); boxes that agree in two of their three sides
/// are joined until none are left, in each of the six orders, and the order that ends with the fewest is taken.
/// </summary>
internal sealed class FlowCover
{
    private static readonly int[][] Orders = [[2, 1, 0], [2, 0, 1], [1, 2, 0], [1, 0, 2], [0, 2, 1], [0, 1, 2]];

    // Sets are kept once and known by a number, so that to compare two is to compare numbers.
    private readonly Dictionary<int[], int> _numbers = new(new SetComparer());
    private readonly List<int[]> _sets = [];

    private FlowCover()
    {
    }

    /// <summary>The boxes, each with its sources, targets and ports in rising order.</summary>
    public static IReadOnlyList<int[][]> Of(IEnumerable<(int Source, int Target, int Port)> cells)
    {
        var cover = new FlowCover();
        var units = cells.Distinct()
            .Select(cell => new Box(cover.NumberOf([cell.Source]), cover.NumberOf([cell.Target]), cover.NumberOf([cell.Port]))).ToList();
        List<Box>? fewest = null;
        foreach (var order in Orders)
        {
            var boxes = cover.Join(units, order);
            if (fewest is null || boxes.Count < fewest.Count) fewest = boxes;
            if (fewest.Count <= 1) break;
        }

        return [.. fewest!.Select(box => new[] { cover._sets[box.Source], cover._sets[box.Target], cover._sets[box.Port] })];
    }

    private List<Box> Join(List<Box> boxes, int[] order)
    {
        var before = int.MaxValue;
        while (boxes.Count < before)
        {
            before = boxes.Count;
            foreach (var side in order) boxes = Join(boxes, side);
        }

        return boxes;
    }

    private List<Box> Join(List<Box> boxes, int side) =>
    [
        .. boxes.GroupBy(box => box.Without(side)).Select(alike =>
            alike.Key.With(side, NumberOf([.. alike.SelectMany(box => _sets[box[side]]).OrderBy(member => member)]))),
    ];

    private int NumberOf(int[] set)
    {
        if (_numbers.TryGetValue(set, out var number)) return number;
        _sets.Add(set);
        _numbers.Add(set, _sets.Count - 1);
        return _sets.Count - 1;
    }

    private readonly record struct Box(int Source, int Target, int Port)
    {
        public int this[int side] => side == 0 ? Source : side == 1 ? Target : Port;

        public Box Without(int side) => With(side, -1);

        public Box With(int side, int set) => side switch
        {
            0 => this with { Source = set },
            1 => this with { Target = set },
            _ => this with { Port = set },
        };
    }

    private sealed class SetComparer : IEqualityComparer<int[]>
    {
        public bool Equals(int[]? one, int[]? other) => one!.SequenceEqual(other!);

        public int GetHashCode(int[] set)
        {
            var hash = 17;
            foreach (var member in set) hash = unchecked((hash * 31) + member);
            return hash;
        }
    }
}
