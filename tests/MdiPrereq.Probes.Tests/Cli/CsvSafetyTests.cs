using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using CsCheck;
using CsvHelper;
using MdiPrereq.Cli.Output;
using MdiPrereq.Protocols;
using MdiPrereq.Tests.Results;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>What the tool writes as CSV: data for a program, and no formula in any spreadsheet, however that splits cells.</summary>
public class CsvSafetyTests
{
    private const string FormulaSigns = "=+-@\t\r\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B";

    [Theory]
    [InlineData("=1+1")]
    [InlineData("x;=1+cmd|' /C calc'!A0")]
    [InlineData("x,+1")]
    [InlineData("x\t@SUM(1)")]
    [InlineData("x\r\n-1")]
    [InlineData("x;\"=1+1\"")]
    [InlineData("x; =1")]
    [InlineData("\uff1d1+1")]
    [InlineData("x;\uff0b1")]
    [InlineData("x;\uff0d1")]
    [InlineData("\uff20SUM(1)")]
    [InlineData("\u3164=1")]
    [InlineData("\t=1")]
    public void No_cell_is_a_formula(string text) => AssertSafe(Write(text, "y"));

    [Fact]
    public void No_text_makes_a_cell_a_formula_whatever_separates_cells() =>
        Gen.Select(HostileText.Any, HostileText.Any).Sample((one, other) => AssertSafe(Write(one, other)));

    [Fact]
    public void A_cell_is_read_as_it_was_cleaned() => Sample((one, other, number) =>
    {
        using var reader = CsvReader.Create(new StringReader(Write(one, other, number)), new() { Separator = ',' });
        Assert.True(reader.Read());
        Assert.Equal(SafeText.CleanSentence(one), reader.GetString("ComputerName"));
        Assert.Equal(SafeText.CleanSentence(other), reader.GetString("RemoteAddress"));
        var skew = reader.GetString("ClockSkewSeconds");
        if (double.IsFinite(number)) Assert.Equal(number, double.Parse(skew, CultureInfo.InvariantCulture));
        else Assert.Equal("", skew);
        Assert.False(reader.Read());
    });

    [Fact]
    public void The_samples_results_need_no_cleaning()
    {
        foreach (var command in new[] { "demo", "nnr 192.0.2.101", "ports" })
        {
            var csv = Tool.Run([.. command.Split(' '), "-o", "csv"]).Output;
            using var reader = CsvReader.Create(new StringReader(csv), new() { Separator = ',' });
            while (reader.Read())
            {
                for (var i = 0; i < reader.FieldCount; i++) Assert.DoesNotContain("\\u", reader.GetString(i), StringComparison.Ordinal);
            }
        }
    }

    private static void Sample(Action<string, string, double> check) =>
        Gen.Select(HostileText.Any, HostileText.Any, Gen.Double).Sample(check);

    private static string Write(string one, string other, double? number = -0.5)
    {
        using var writer = new StringWriter();
        using (var csv = new CsvRecords<PortTestResult>(writer))
        {
            csv.Write(new() { ComputerName = one, RemoteAddress = other, RemoteName = one, Evidence = other, ClockSkewSeconds = number });
        }

        return writer.ToString();
    }

    private static void AssertSafe(string csv)
    {
        foreach (var separator in ",;\t")
        {
            // As a spreadsheet does it, and as one does that knows no quotes and trims what it finds.
            var split = csv.Split(separator, '\r', '\n').Select(cell => cell.Trim(' ', '"', '\''));
            foreach (var cell in QuotedCells(csv, separator).Concat(split))
            {
                var isFormula = cell.Length > 0 && FormulaSigns.Contains(cell[0], StringComparison.Ordinal);
                var isNumber = double.TryParse(cell, CultureInfo.InvariantCulture, out _);
                Assert.False(isFormula && !isNumber, $"With '{separator}', this is a cell: {cell}");
                Assert.DoesNotContain('\u3164', cell);
            }
        }
    }

    /// <summary>
    /// Splits as Excel does: quotes hold together what begins with one; what follows them up to the separator is added as it is.
    /// </summary>
    private static IEnumerable<string> QuotedCells(string csv, char separator)
    {
        for (var at = 0; at < csv.Length; at++)
        {
            var cell = "";
            if (csv[at] == '"')
            {
                for (at++; at < csv.Length; at++)
                {
                    if (csv[at] == '"' && (at + 1 == csv.Length || csv[++at] != '"')) break;
                    cell += csv[at];
                }
            }

            for (; at < csv.Length && csv[at] != separator && csv[at] is not ('\r' or '\n'); at++) cell += csv[at];
            yield return cell;
        }
    }
}
