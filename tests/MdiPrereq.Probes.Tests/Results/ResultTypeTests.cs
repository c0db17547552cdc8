using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Results;
using Xunit;

namespace MdiPrereq.Tests.Results;

public class ResultTypeTests
{
    /// <summary>Every type of result there is, now or later.</summary>
    public static IEnumerable<TheoryDataRow<string>> Names =>
        typeof(CheckResult).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && (typeof(CheckResult).IsAssignableFrom(type) || type == typeof(NnrMeasure)))
            .Select(type => new TheoryDataRow<string>(type.FullName!));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_type_of_result_stands_in_the_table(string name) => Assert.Equal(name, ResultType.Of(name)?.Name);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("MdiPrereq.CheckResult")]
    [InlineData("MdiPrereq.PortTestResult, MdiPrereq.Probes")]
    [InlineData("mdiprereq.porttestresult")]
    [InlineData("MdiPrereq.PortTestResult[]")]
    [InlineData("MdiPrereq.Probing.ProbeWindow`1[[MdiPrereq.Windows, Humanizer]]")]
    [InlineData("System.IO.FileInfo")]
    public void No_other_name_makes_a_type(string name) => Assert.Null(ResultType.Of(name));

    [Fact]
    public void A_name_in_a_file_loads_no_assembly()
    {
        var asked = new List<string>();
        ResolveEventHandler ask = (_, question) =>
        {
            asked.Add(question.Name);
            return null;
        };
        AppDomain.CurrentDomain.AssemblyResolve += ask;
        try
        {
            ResultType.Of("MdiPrereq.Probing.ProbeWindow`1[[X, Hostile.Assembly.Of.A.File]]");
        }
        finally
        {
            AppDomain.CurrentDomain.AssemblyResolve -= ask;
        }

        Assert.DoesNotContain(asked, name => name.Contains("Hostile", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{\"Type\":\"\"}", ResultFileProblem.NewerVersion)]
    [InlineData("{\"Type\":\"System.IO.FileInfo\"}", ResultFileProblem.NewerVersion)]
    [InlineData("{\"Type\":[\"MdiPrereq.PortTestResult\"]}", ResultFileProblem.NotResults)]
    [InlineData("{\"Type\":{\"a\":1}}", ResultFileProblem.NotResults)]
    [InlineData("{\"Type\":null}", ResultFileProblem.NotResults)]
    [InlineData("{\"Type\":1}", ResultFileProblem.NotResults)]
    [InlineData("{}", ResultFileProblem.NotResults)]
    [InlineData("[]", ResultFileProblem.NotResults)]
    [InlineData("null", ResultFileProblem.NotResults)]
    public void A_type_that_is_none_is_what_is_wrong_with_the_file(string result, object problem)
    {
        var text = ResultFiles.With(ResultFiles.Result("\"Port\":1"), result);
        var exception = Assert.Throws<ResultFileException>(() => ResultFiles.Read(text));
        Assert.Equal(problem, exception.Problem);
        Assert.Contains("result 2", exception.Message, StringComparison.Ordinal);
    }
}
