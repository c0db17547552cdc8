using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using MdiPrereq.Results;
using Xunit;

namespace MdiPrereq.Tests.Results;

public class ResultFileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\"Port\":1,\"Port\":2", "'Port' twice")]
    [InlineData("\"Type\":\"MdiPrereq.NnrTestResult\"", "'Type' twice")]
    [InlineData("\"Unknown\":{\"a\":1,\"\\u0061\":2}", "'a' twice")]
    [InlineData("\"ClockSkewSeconds\":1e999", "ClockSkewSeconds cannot be '1e999'")]
    [InlineData("\"ClockSkewSeconds\":-1e999", "ClockSkewSeconds cannot be '-1e999'")]
    [InlineData("\"ClockSkewSeconds\":NaN", "no JSON")]
    [InlineData("\"ClockSkewSeconds\":Infinity", "no JSON")]
    [InlineData("\"ClockSkewSeconds\":\"Infinity\"", "ClockSkewSeconds cannot be")]
    [InlineData("\"Port\":1.5", "Port cannot be '1.5'")]
    [InlineData("\"Port\":2147483648", "Port cannot be")]
    [InlineData("\"Port\":[1]", "Port cannot be 'an object or a list'")]
    [InlineData("\"Port\":null", "Port cannot be 'null'")]
    [InlineData("\"Verdict\":\"0\"", "Verdict cannot be")]
    [InlineData("\"Verdict\":0", "Verdict cannot be")]
    [InlineData("\"Verified\":\"true\"", "Verified cannot be")]
    [InlineData("\"TimestampUtc\":\"10:11\"", "TimestampUtc cannot be")]
    [InlineData("\"RemoteName\":\"\\ud800\"", "half a character")]
    [InlineData("\"RemoteName\":\"\\udc00\\ud800\"", "half a character")]
    [InlineData("\"RemoteName\":\"\\x41\"", "no JSON")]
    [InlineData("\"RemoteName\":\"\\u+041\"", "no JSON")]
    [InlineData("\"RemoteName\":\"a\nb\"", "no JSON")]
    [InlineData("\"Port\":01", "no JSON")]
    [InlineData("\"Port\":+1", "no JSON")]
    [InlineData("\"Port\":1.", "no JSON")]
    [InlineData("\"Port\":.5", "no JSON")]
    [InlineData("\"Port\":1e", "no JSON")]
    [InlineData("\"Port\":0x10", "no JSON")]
    [InlineData("\"Port\":1,", "no JSON")]
    [InlineData("\"Port\" 1", "no JSON")]
    [InlineData("Port:1", "no JSON")]
    [InlineData("'Port':1", "no JSON")]
    [InlineData("\"Port\":1/* */", "no JSON")]
    [InlineData("\"Verified\":True", "no JSON")]
    public void What_no_result_file_says_is_refused(string members, string reason) => AssertRefused(members, reason);

    [Theory]
    [InlineData(" x")]
    [InlineData("{}")]
    [InlineData("]")]
    [InlineData("\0")]
    public void Nothing_may_follow_the_file(string more) =>
        Assert.Equal(ResultFileProblem.NotResults, Refusal(ResultFiles.With(ResultFiles.Result("\"Port\":1")) + more).Problem);

    [Fact]
    public void A_file_is_whole_or_nothing_wherever_it_is_cut()
    {
        var whole = ResultFiles.With(
            ResultFiles.Result("\"Port\":1,\"RemoteName\":\"a\\u0062c\",\"Verified\":true"),
            ResultFiles.Result("\"ClockSkewSeconds\":-1.5e0"));
        for (var length = 1; length < whole.Length; length++)
        {
            Assert.Equal(ResultFileProblem.Truncated, Refusal(whole.Substring(0, length)).Problem);
        }

        Assert.Equal(2, ResultFiles.Read(whole).Count);
    }

    [Theory]
    [InlineData("{\"Results\":[],\"Version\":1}")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Results\":[]}")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Version\":1}")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Version\":1,\"Results\":{}}")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Version\":0,\"Results\":[]}")]
    [InlineData("{\"Schema\":\"MdiPrereq.Results\",\"Version\":1e0,\"Results\":[]}")]
    [InlineData("{\"Schema\":\"Else\",\"Version\":1,\"Results\":[]}")]
    [InlineData("[]")]
    [InlineData("1")]
    public void Another_file_is_refused(string text) => Assert.Equal(ResultFileProblem.NotResults, Refusal(text).Problem);

    [Fact]
    public void The_head_may_stand_behind_the_results_and_hold_what_a_newer_module_adds() =>
        Assert.Single(ResultFiles.Read(
            "\uFEFF{\"Results\":[" + ResultFiles.Result("\"New\":{\"a\":[1,{}]}")
            + "],\"New\":[[],{\"b\":null}],\"Version\":1,\"Schema\":\"MdiPrereq.Results\"}\r\n"));

    [Fact]
    public void A_result_of_a_large_file_is_given_before_the_next_is_read()
    {
        var text = ResultFiles.With(Enumerable.Repeat(ResultFiles.Result("\"Port\":1"), 100_000));
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        using var results = ResultFile.Read(file, stop: Stop).GetEnumerator();
        Assert.True(results.MoveNext());
        Assert.InRange(file.Position, 1, 100_000);
    }

    [Fact]
    public void Text_beyond_what_a_property_can_have_is_refused() =>
        AssertRefused($"\"Message\":\"{new string('x', 65_537)}\"", "more than 65536 characters");

    [Fact]
    public void Properties_without_number_are_refused() =>
        AssertRefused(string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"P{i}\":0")), "more than 256 properties");

    [Fact]
    public void A_result_of_many_large_properties_is_refused()
    {
        var large = string.Join(',', Enumerable.Range(0, 40).Select(i => $"\"P{i}\":\"{new string('x', 60_000)}\""));
        AssertRefused(large, "larger than any result");
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        AssertRefused("\"P\":" + new string('[', 100_000), "nests deeper");
        Assert.Contains("nests deeper", Refusal("{\"P\":" + new string('[', 100_000)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_more_bytes_are_read_than_the_cap()
    {
        var text = ResultFiles.With(Enumerable.Repeat(ResultFiles.Result("\"Port\":1"), 20_000));
        var exception = Assert.Throws<ResultFileException>(() => ResultFiles.Read(text, maxBytes: 1 << 19));
        Assert.Contains("0.5 MiB", exception.Message, StringComparison.Ordinal);
        Assert.Equal(20_000, ResultFiles.Read(text, maxBytes: text.Length).Count);
    }

    [Fact]
    public void Reading_stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(ResultFiles.With(ResultFiles.Result("\"Port\":1"))));
        Assert.Throws<OperationCanceledException>(() => ResultFile.Read(file, stop: stop.Token).Count());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        using var file = new MemoryStream([.. "{\"Schema\":\""u8, 0xff, 0xfe]);
        var exception = Assert.Throws<ResultFileException>(() => ResultFile.Read(file, stop: Stop).Count());
        Assert.Contains("UTF-8", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    public void A_device_is_no_file(string path)
    {
        Assert.SkipUnless(File.Exists(path), $"There is no {path} on this machine.");
        AssertNoFile(path);
    }

    [Fact]
    public void A_link_to_a_device_is_no_file_either()
    {
        Assert.SkipUnless(File.Exists("/dev/zero"), "There is no /dev/zero on this machine.");
        var link = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.CreateSymbolicLink(link, "/dev/zero");
        try
        {
            AssertNoFile(link);
        }
        finally
        {
            File.Delete(link);
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\\u003DHYPERLINK(\"http://x\")")]
    [InlineData("x;=1+cmd|' /C calc'!A0", "x;\\u003D1+cmd|' /C calc'!A0")]
    [InlineData("a\u3164b", "a\\u3164b")]
    [InlineData("\u001b[2J\u202e", "\\u001B[2J\\u202E")]
    public void Text_from_a_file_is_as_harmless_as_text_from_the_network(string text, string expected)
    {
        using var line = new StringWriter();
        JsonText.Write(line, text);
        var results = ResultFiles.Read(ResultFiles.With(ResultFiles.Result($"\"RemoteName\":{line}")));
        var result = Assert.IsType<PortTestResult>(Assert.Single(results));
        Assert.Equal(expected, result.RemoteName);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void A_number_that_JSON_does_not_have_is_not_written(double number)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ResultFiles.Line(new PortTestResult { ClockSkewSeconds = number }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResultFiles.Line(new NnrMeasure { FailurePercent = number }));
    }

    private static void AssertNoFile(string path)
    {
        var exception = Assert.Throws<ResultFileException>(() => ResultFile.Read(path, stop: Stop).Count());
        Assert.Contains("no regular file", exception.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(string members, string reason) =>
        Assert.Contains(reason, Refusal(ResultFiles.With(ResultFiles.Result(members))).Message, StringComparison.Ordinal);

    private static ResultFileException Refusal(string text) => Assert.Throws<ResultFileException>(() => ResultFiles.Read(text));
}
