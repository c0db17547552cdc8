using System;
using System.Globalization;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class HttpResponseTests
{
    [Fact]
    public void Reads_fields_whatever_their_case_and_form()
    {
        var header = Read(
            "HTTP/1.1 200 All is well\r\nSERVER:a\r\nX-Fold: one\r\n two\r\nserver: \tb \r\nEmpty:\r\nContent-Length: 0\r\n\r\n")!.Header;
        Assert.Equal((200, "All is well"), (header.StatusCode, header.ReasonPhrase));
        Assert.Equal(("a, b", "one two", "", ""), (header["Server"], header["x-fold"], header["Empty"], header["Missing"]));
    }

    [Theory]
    [InlineData("HTTP/1.0 503\n\n", 503)] // no reason, bare line feeds
    [InlineData("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n", 204)]
    public void Reads_the_final_status(string text, int status) => Assert.Equal(status, Read(text)!.Header.StatusCode);

    [Theory]
    [InlineData("Sun, 22 Nov 2026 12:34:56 GMT")]
    [InlineData("Sunday, 22-Nov-26 12:34:56 GMT")]
    [InlineData("Sun Nov 22 12:34:56 2026")]
    public void Reads_dates_in_all_three_forms(string date) =>
        Assert.Equal(new DateTime(2026, 11, 22, 12, 34, 56, DateTimeKind.Utc), HttpDate.Read(date));

    [Theory]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("Mon, 22 Nov 2026 12:34:56 GMT")] // it was a Sunday
    public void Knows_no_time_from_what_is_no_date(string date) => Assert.Null(HttpDate.Read(date));

    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello and more", "hello", true)]
    [InlineData("Content-Length: 5, 5\r\n\r\nhello", "hello", true)]
    [InlineData("Content-Length: 6\r\n\r\nhello", "hello", false)]
    [InlineData("Transfer-Encoding: Chunked\r\nContent-Length: 1\r\n\r\n3;x=y\r\nhel\r\n02\r\nlo\r\n0\r\nT: 1\r\n\r\n", "hello", true)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n", "hello", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n5\r\nhel", "hel", false)]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n", "", false)]
    [InlineData("Transfer-Encoding: gzip\r\n\r\nhello", "hello", false)]
    [InlineData("Server: x\r\n\r\nhello", "hello", false)]
    [InlineData("Content-Length: 3\r\n\r\n\u00EF\u00BB\u00BF", "", true)]
    public void Reads_the_body(string rest, string body, bool isWhole)
    {
        var response = Read("HTTP/1.1 200 OK\r\n" + rest)!;
        Assert.Equal((body, isWhole), (response.BodyText, response.BodyIsWhole));
    }

    [Fact]
    public void Keeps_16_KiB_of_a_body()
    {
        var much = new string('a', 20_000);
        foreach (var rest in (string[])["\r\n", "Content-Length: 99999999999\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n7000\r\n"])
        {
            var response = Read("HTTP/1.1 200 OK\r\n" + rest + much)!;
            Assert.Equal((16 * 1024, true), (response.Body.Length, response.BodyIsWhole));
        }
    }

    [Theory]
    [InlineData("SSH-2.0", "not HTTP")]
    [InlineData("HTTP/2", "not HTTP")]
    [InlineData("HTTP/1.1\r\n", "no status code")]
    [InlineData("HTTP/1.1 abc\r\n", "no status code")]
    [InlineData("HTTP/1.1 099\r\n", "no status code")]
    [InlineData("HTTP/1.1 200 OK\r\nno colon\r\n", "malformed field")]
    [InlineData("HTTP/1.1 200 OK\r\n: x\r\n", "malformed field")]
    [InlineData("HTTP/1.1 200 OK\r\nName : x\r\n", "malformed field")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "malformed length")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\n", "malformed length")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", "chunk size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", "chunk size")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n", "longer than its size")]
    public void Refuses_what_is_no_HTTP(string text, string why) =>
        Assert.Contains(why, Assert.Throws<MalformedReplyException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_header_without_end()
    {
        var lines = new StringBuilder("HTTP/1.1 200 OK\r\n");
        while (lines.Length < 17 * 1024) lines.Append(CultureInfo.InvariantCulture, $"X-{lines.Length}: y\r\n");
        Assert.Throws<MalformedReplyException>(() => Read(lines.ToString()));
        Assert.Throws<MalformedReplyException>(() => Read(lines + "\r\n"));
        Assert.Throws<MalformedReplyException>(() => Read("HTTP/1.1 200 " + new string('a', 17 * 1024)));
    }

    // Each line was joined to all before it: 258 MiB came of these 64 KiB.
    [Theory]
    [InlineData("X: y\r\n", " \n")]
    [InlineData("", "X:y\n")]
    [InlineData("", "X:yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\n")]
    public void Lines_of_one_field_cost_no_more_than_others(string first, string line)
    {
        var text = new StringBuilder("HTTP/1.1 200 OK\r\n" + first);
        while (text.Length < 64 * 1024) text.Append(line);
        Assert.InRange(Allocated.By(() => Assert.Throws<MalformedReplyException>(() => Read(text.ToString()))), 0, 1024 * 1024);
    }

    [Fact]
    public void Joins_as_many_lines_as_there_may_be()
    {
        var header = Read($"HTTP/1.1 200 OK\r\nX: a\r\n{string.Concat(System.Linq.Enumerable.Repeat(" b\r\n", 250))}X: c\r\n\r\n")!.Header;
        Assert.Equal($"a{string.Concat(System.Linq.Enumerable.Repeat(" b", 250))}, c", header["X"]);
    }

    [Fact]
    public void Refuses_interim_responses_without_end()
    {
        var text = string.Concat(System.Linq.Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 1000));
        Assert.Contains("without end", Assert.Throws<MalformedReplyException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTT")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n")]
    public void Waits_for_the_header(string text) => Assert.Null(Read(text));

    private static HttpResponse? Read(string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        return HttpResponse.Read(new ByteReader(bytes, 0, bytes.Length));
    }
}
