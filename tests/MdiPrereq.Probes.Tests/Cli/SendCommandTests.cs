using System;
using System.IO;
using MdiPrereq.Cli;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary><c>mdiprereq send</c>: what it refuses, and that the secret is nowhere to be read.</summary>
public sealed class SendCommandTests
{
    [Theory]
    [InlineData("There is no target", "send")]
    [InlineData("does not come in", "send", "192.0.2.1", "--id", "Ldap389")]
    [InlineData("both that id and that transport", "send", "192.0.2.1", "--id", "Radius1813", "--transport", "Tcp")]
    [InlineData("Nothing proves a RADIUS reply", "send", "192.0.2.1", "--expect-reply")]
    [InlineData("cannot hold both", "send", "-", "--secret-file", "-")]
    [InlineData("could not be read", "send", "192.0.2.1", "--secret-file", "/nowhere/secret")]
    [InlineData("from 1 to 20", "send", "192.0.2.1", "--attempts", "21")]
    [InlineData("is for results of tests", "send", "192.0.2.1", "-o", "html")]
    public void What_makes_no_sense_is_told(string said, params string[] args)
    {
        var tool = Tool.Run(args);
        Assert.Equal(ExitCode.BadUsage, tool.ExitCode);
        Assert.Contains(said, tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_secret_is_none() =>
        Assert.Contains("first line is empty", Tool.RunWithInput("\n", "send", "192.0.2.1", "--secret-file", "-").Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("table")]
    [InlineData("json")]
    [InlineData("csv")]
    [InlineData("results")]
    public void The_secret_is_nowhere_in_what_is_written(string format)
    {
        var tool = Tool.RunWithInput(
            "hunter2-and-more\n", "send", "nobody.contoso.test", "--secret-file", "-", "--expect-reply", "-o", format);
        Assert.Equal(ExitCode.RequirementFails, tool.ExitCode);
        Assert.Contains("nobody.contoso.test", tool.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", tool.Output + tool.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_may_stand_in_a_file()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "testing123\r\nnot this\n");
            Assert.Equal(
                ExitCode.RequirementFails, Tool.Run("send", "nobody.contoso.test", "--secret-file", file, "--expect-reply").ExitCode);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
