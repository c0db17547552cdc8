using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results.FirewallRules;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules;

/// <summary>Boxes hold exactly the cells, each once, and are few.</summary>
public class FlowCoverTests
{
    // Lines are sources, columns targets; a letter is a set of ports.
    [Theory]
    [InlineData("aaa/aaa/aaa", 1)]
    [InlineData("a./.a", 2)]
    [InlineData("aa/a.", 2)]
    [InlineData("ab/ab", 2)]
    [InlineData("aaab/aaab/bbbb", 3)]
    public void The_fewest_boxes_are_found(string picture, int count)
    {
        var cells = Cells(picture).ToList();
        var boxes = FlowCover.Of(cells);
        Check(cells, boxes);
        Assert.Equal(count, boxes.Count);
    }

    [Fact]
    public void Random_cells_are_each_in_one_box_and_nothing_else_is()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var share = random.Next(1, 10);
            var cells = (from source in Enumerable.Range(0, random.Next(1, 6))
                         from target in Enumerable.Range(0, random.Next(1, 6))
                         from port in Enumerable.Range(0, random.Next(1, 5))
                         where random.Next(10) < share
                         select (source, target, port)).ToList();
            if (cells.Count > 0) Check(cells, FlowCover.Of(cells));
        }
    }

    private static IEnumerable<(int, int, int)> Cells(string picture) =>
        from row in picture.Split('/').Select((text, index) => (text, index))
        from column in row.text.Select((sign, index) => (sign, index))
        where column.sign != '.'
        from port in column.sign == 'a' ? new[] { 0, 1, 2 } : [3, 4]
        select (row.index, column.index, port);

    private static void Check(List<(int, int, int)> cells, IReadOnlyList<int[][]> boxes)
    {
        var held = boxes.SelectMany(box => box[0].SelectMany(source => box[1].SelectMany(target => box[2].Select(port => (source, target, port))))).ToList();
        Assert.Equal(cells.Order(), held.Order());
    }
}
