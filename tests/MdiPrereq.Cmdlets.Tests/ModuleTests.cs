using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>The module as it is staged: what it exports, and what is loaded.</summary>
public class ModuleTests(Sample sample) : IClassFixture<Sample>
{
    [Fact]
    public void Exports_every_cmdlet_that_it_has()
    {
        var classes = typeof(SessionHost).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet)))
            .Select(type => (CmdletAttribute)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))!)
            .Select(cmdlet => $"{cmdlet.VerbName}-{cmdlet.NounName}");
        var exported = sample.Session.Run("Get-Command -Module MdiPrereq").Each("Name");
        Assert.Equal(classes.Order(StringComparer.Ordinal), exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Has_a_manifest_that_powershell_accepts()
    {
        var outcome = sample.Session.Run("Test-ModuleManifest $args[0]", Stage.Manifest);
        Assert.Empty(outcome.Errors);
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Runs_with_the_staged_assemblies_and_no_other()
    {
        foreach (var type in new[] { typeof(SessionHost), typeof(CheckResult) })
        {
            Assert.StartsWith(Stage.Folder, type.Assembly.Location, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Ships_no_assembly_but_its_own() =>
        Assert.Equal(
            ["MdiPrereq.Probes.dll", "MdiPrereq.dll"],
            Directory.EnumerateFiles(Stage.Folder, "*.dll", SearchOption.AllDirectories)
                .Select(Path.GetFileName).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Can_be_taken_out_and_brought_in_again()
    {
        using var session = new Session(null);
        var outcome = session.Run(
            "Remove-Module MdiPrereq; Import-Module $args[0]; (Get-MdiRequiredPort Classic).Count -gt 0", Stage.Manifest);
        Assert.Empty(outcome.Errors);
        Assert.Equal(true, outcome.Output.Single().BaseObject);
    }

    [Fact]
    public void Another_session_sees_this_machines_own_network()
    {
        using var session = new Session(null);
        var result = session.Run("Test-MdiPort 127.0.0.1 -Id Gc3268").Of<PortTestResult>().Single();
        Assert.Equal((State.Closed, Reason.ConnectionRefused), (result.State, result.Reason));
        Assert.DoesNotContain("192.0.2.", result.SourceAddress, StringComparison.Ordinal);
    }

    [Fact]
    public void The_compliance_suite_is_where_the_cmdlet_says()
    {
        var file = sample.Session.Run("Get-MdiComplianceTest").Of<FileInfo>().Single();
        Assert.True(file.Exists);
        Assert.StartsWith(Stage.Folder, file.FullName, StringComparison.Ordinal);
    }
}
