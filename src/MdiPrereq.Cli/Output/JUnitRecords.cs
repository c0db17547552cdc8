using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Xml;
using MdiPrereq.Protocols;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Output;

/// <summary>
/// Results as JUnit XML, as build servers read it: a suite for each source and target, a case for each row. What fails is a failure, what
/// could not be tried an error, what was not tested skipped; a warning passes and is said in the case's output.
/// </summary>
internal sealed class JUnitRecords<T>(TextWriter writer) : IRecordWriter<T>
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Indent = true, Encoding = new UTF8Encoding(false), CloseOutput = false, NewLineChars = "\n",
    };

    private readonly ResultKeys _keys = new();
    private readonly List<Case> _cases = [];

    public void Write(T record)
    {
        if (record is CheckResult result) _cases.Add(Of(result));
        else if (record is NnrMeasure measure) _cases.Add(Of(measure));
    }

    public void Dispose()
    {
        using (var xml = XmlWriter.Create(writer, Settings))
        {
            xml.WriteStartElement("testsuites");
            WriteCounts(xml, "mdiprereq", _cases);
            foreach (var suite in _cases.GroupBy(one => one.Suite))
            {
                xml.WriteStartElement("testsuite");
                WriteCounts(xml, suite.Key, [.. suite]);
                var began = suite.Min(one => one.TimeUtc);
                xml.WriteAttributeString("timestamp", began.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
                foreach (var one in suite) WriteCase(xml, one);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        writer.WriteLine();
        writer.Flush();
    }

    private static void WriteCounts(XmlWriter xml, string name, IReadOnlyList<Case> cases)
    {
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("tests", Number(cases.Count));
        xml.WriteAttributeString("failures", Number(cases.Count(one => one.Kind == "failure")));
        xml.WriteAttributeString("errors", Number(cases.Count(one => one.Kind == "error")));
        xml.WriteAttributeString("skipped", Number(cases.Count(one => one.Kind == "skipped")));
        xml.WriteAttributeString("time", Seconds(cases.Sum(one => one.Seconds)));
    }

    private static void WriteCase(XmlWriter xml, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", one.Suite);
        xml.WriteAttributeString("name", one.Name);
        xml.WriteAttributeString("time", Seconds(one.Seconds));
        if (one.Kind is "failure" or "error" or "skipped")
        {
            xml.WriteStartElement(one.Kind);
            xml.WriteAttributeString("message", one.Message);
            if (one.Kind != "skipped") xml.WriteString(one.Remediation);
            xml.WriteEndElement();
        }
        else if (one.Kind == "warning")
        {
            xml.WriteElementString("system-out", $"Warning: {one.Message} {one.Remediation}".TrimEnd());
        }

        xml.WriteEndElement();
    }

    private Case Of(CheckResult result)
    {
        var key = _keys.Of(result);
        var kind = result switch
        {
            { Verdict: Verdict.Fail } => "failure",
            { SpoilsCompliance: true } => "error",
            { Verdict: Verdict.NotTested or Verdict.NotApplicable } => "skipped",
            { Verdict: Verdict.Warning } => "warning",
            _ => "",
        };
        return new(
            Clean($"{result.SourceComputer} to {result.ComputerName}"), Clean(_keys.Check(key)), kind, Clean(result.Message),
            Clean(result.Remediation), result.ElapsedMilliseconds / 1000.0, result.TimestampUtc);
    }

    private static Case Of(NnrMeasure measure) => new(
        Clean($"Name resolution in {measure.Subnet}"), measure.Method.ToString(), measure.AlertExpected ? "failure" : "",
        Clean(measure.ToString()), "", 0, default);

    // XML has no control characters, and forbids more than text of results holds.
    private static string Clean(string text) => SafeText.CleanSentence(text);

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    private sealed record Case(
        string Suite, string Name, string Kind, string Message, string Remediation, double Seconds, DateTime TimeUtc);
}
