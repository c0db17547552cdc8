using System.Collections.Generic;
using System.Linq;
using Microsoft.VisualBasic.FileIO;
using Xunit;

namespace MdiPrereq.Tests.Results.FirewallRules.Readers;

/// <summary>RFC 4180, by the framework's own reader.</summary>
internal static class CsvReader
{
    private static readonly string[] Columns =
        ["Action", "Name", "Source", "SourcePort", "Destination", "Transport", "Port", "Direction", "Reason", "Reference", "Names"];

    public static IReadOnlyList<PacketFilter.Rule> Read(string text)
    {
        using var csv = new TextFieldParser(new System.IO.StringReader(text)) { Delimiters = [","], HasFieldsEnclosedInQuotes = true };
        Assert.Equal(Columns, csv.ReadFields());
        var rules = new List<PacketFilter.Rule>();
        while (csv.ReadFields() is { } cells)
        {
            Assert.Equal(Columns.Length, cells.Length);
            Assert.Equal("Allow", cells[0]);
            if (cells[7] != "Reply") rules.Add(new(cells[1], cells[2].Split(", "), cells[4].Split(", "), cells[5], cells[6].Split(", ")));
        }

        return rules;
    }
}
