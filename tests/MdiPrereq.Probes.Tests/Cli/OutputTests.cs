using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using MdiPrereq.Cli.Output;
using Xunit;

namespace MdiPrereq.Tests.Cli;

public class OutputTests
{
    /// <summary>The names of the contract; scripts depend on them.</summary>
    private static readonly string[] ResultNames =
    [
        "ComputerName", "RemoteAddress", "Verdict", "Message", "Remediation", "Reference", "SourceComputer", "SourceAddress",
        "TimestampUtc", "ElapsedMilliseconds", "RequirementId", "SensorType", "Catalog", "Service", "Transport", "Port", "Destination",
        "Necessity", "State", "Reason", "Verified", "Evidence", "RemoteName", "ClockSkewSeconds", "CertificateSubject",
        "CertificateIssuer", "Attempts",
    ];

    private static readonly string[] RequirementNames =
    [
        "Id", "SensorType", "Service", "Transport", "Port", "From", "To", "Destination", "Direction", "Necessity", "Note", "Catalog",
        "Source", "SourceDate", "Reference",
    ];

    private static readonly string[] NnrNames =
    [
        "ComputerName", "RemoteAddress", "Verdict", "Message", "Remediation", "Reference", "SourceComputer", "SourceAddress",
        "TimestampUtc", "ElapsedMilliseconds", "SensorType", "Destination", "ResolvedName", "ResolvedBy", "Conflict",
        "NtlmState", "NtlmReason", "NtlmName", "NetBiosState", "NetBiosReason", "NetBiosName", "RdpState", "RdpReason", "RdpName",
        "DnsState", "DnsReason", "DnsName",
    ];

    private static readonly string[] MeasureNames =
        ["Subnet", "Method", "Devices", "Resolved", "Failed", "FailurePercent", "AlertExpected", "FailingSubnets", "Reference"];

    [Fact]
    public void Devices_and_their_measure_have_the_names_of_the_contract_too()
    {
        using var json = JsonDocument.Parse(Tool.Run("nnr", "192.0.2.101", "--output", "json").Output);
        var device = Assert.Single(json.RootElement.EnumerateArray());
        Assert.Equal(NnrNames, NamesOf(device));
        Assert.Equal(("ws01.contoso.test", "Primary", "WS01"), (Text("ResolvedName"), Text("ResolvedBy"), Text("NetBiosName")));
        var csv = Tool.Run("nnr", "192.0.2.101", "-o", "csv").Output;
        Assert.StartsWith(string.Join(',', NnrNames) + "\r\n\"192.0.2.101\",\"192.0.2.101\",Pass,", csv, StringComparison.Ordinal);

        using var measure = JsonDocument.Parse(Tool.Run("nnr", "192.0.2.101", "--summary", "--output", "json").Output);
        Assert.Equal(8, measure.RootElement.GetArrayLength());
        Assert.All(measure.RootElement.EnumerateArray(), row => Assert.Equal(MeasureNames, NamesOf(row)));
        Assert.StartsWith(
            string.Join(',', MeasureNames) + "\r\n",
            Tool.Run("nnr", "192.0.2.101", "--summary", "-o", "csv").Output,
            StringComparison.Ordinal);

        string? Text(string name) => device.GetProperty(name).GetString();
    }

    [Fact]
    public void Json_is_an_array_of_objects_with_the_names_of_the_contract()
    {
        var tool = Tool.Run("demo", "--output", "json");
        using var json = JsonDocument.Parse(tool.Output);
        Assert.Equal(39, json.RootElement.GetArrayLength());
        Assert.All(json.RootElement.EnumerateArray(), result => Assert.Equal(ResultNames, NamesOf(result)));

        // What is for people goes where it disturbs no program.
        Assert.StartsWith("Demonstration: ", tool.Error, StringComparison.Ordinal);
        Assert.Contains("39 checks", tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_writes_enumerations_as_words_numbers_as_numbers_and_nothing_as_null()
    {
        using var writer = new StringWriter();
        using (var json = new JsonRecords<PortTestResult>(writer))
        {
            json.Write(new() { ComputerName = "dc01", Verdict = Verdict.Warning, Port = 88, ClockSkewSeconds = -0.25, Verified = true });
            json.Write(new());
        }

        using var document = JsonDocument.Parse(writer.ToString());
        var first = document.RootElement[0];
        Assert.Equal("Warning", first.GetProperty("Verdict").GetString());
        Assert.Equal(88, first.GetProperty("Port").GetInt32());
        Assert.Equal(-0.25, first.GetProperty("ClockSkewSeconds").GetDouble());
        Assert.True(first.GetProperty("Verified").GetBoolean());
        Assert.Equal(JsonValueKind.Null, document.RootElement[1].GetProperty("ClockSkewSeconds").ValueKind);
    }

    [Fact]
    public void Json_of_nothing_is_an_empty_array()
    {
        using var writer = new StringWriter();
        new JsonRecords<PortTestResult>(writer).Dispose();
        using var document = JsonDocument.Parse(writer.ToString());
        Assert.Equal(0, document.RootElement.GetArrayLength());
    }

    [Fact]
    public void Csv_has_a_flat_header_quoted_text_and_bare_numbers()
    {
        using var writer = new StringWriter();
        using (var csv = new CsvRecords<PortTestResult>(writer))
        {
            csv.Write(new()
            {
                ComputerName = "=cmd|' /C calc'!A0",
                RemoteName = "@SUM(1)",
                Evidence = "one, \"two\"",
                ClockSkewSeconds = -0.5,
                TimestampUtc = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
            });
        }

        var lines = writer.ToString().TrimEnd().Split("\r\n");
        Assert.Equal(string.Join(',', ResultNames), lines[0]);
        Assert.StartsWith("\"\\u003Dcmd|' /C calc'!A0\",\"\",Pass,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"\\u0040SUM(1)\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",\"one, \"\"two\"\"\",", lines[1], StringComparison.Ordinal);
        Assert.Contains(",-0.5,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",2026-01-02T03:04:05.0000000Z,", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_number_that_is_none_is_nothing(double number)
    {
        using var json = new StringWriter();
        using (var records = new JsonRecords<PortTestResult>(json)) records.Write(new() { ClockSkewSeconds = number });
        using var document = JsonDocument.Parse(json.ToString());
        Assert.Equal(JsonValueKind.Null, document.RootElement[0].GetProperty("ClockSkewSeconds").ValueKind);

        using var csv = new StringWriter();
        using (var records = new CsvRecords<NnrMeasure>(csv)) records.Write(new() { FailurePercent = number });
        Assert.EndsWith("\r\n\"\",Ntlm,0,0,0,,False,\"\",\"\"\r\n", csv.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ports_have_the_names_of_the_contract_too()
    {
        using var json = JsonDocument.Parse(Tool.Run("ports", "--output", "json").Output);
        Assert.All(json.RootElement.EnumerateArray(), row => Assert.Equal(RequirementNames, NamesOf(row)));
        Assert.StartsWith(string.Join(',', RequirementNames) + "\r\n", Tool.Run("ports", "-o", "csv").Output, StringComparison.Ordinal);
    }

    private static IEnumerable<string> NamesOf(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
