using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using MdiPrereq.Results;
using Xunit;

namespace MdiPrereq.Tests.Results;

/// <summary>Files of results, made and read in memory.</summary>
internal static class ResultFiles
{
    public const string PortTest = "MdiPrereq.PortTestResult";

    /// <summary>A file with these results, each a JSON object or whatever the test puts there.</summary>
    public static string With(params IEnumerable<string> results) =>
        "{\"Schema\":\"MdiPrereq.Results\",\"Version\":1,\"Results\":[" + string.Join("\n,", results) + "]}";

    /// <summary>A port test's result with these members beside its type.</summary>
    public static string Result(string members) => $"{{\"Type\":\"{PortTest}\",{members}}}";

    public static List<object> Read(string text, long maxBytes = ResultFile.MaxBytes)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. ResultFile.Read(file, maxBytes, stop: TestContext.Current.CancellationToken)];
    }

    /// <summary>The result as the line of a file.</summary>
    public static string Line(object result) =>
        ResultFile.Line(ResultType.Of(result.GetType().FullName!)!, property => property.GetValue(result));
}
