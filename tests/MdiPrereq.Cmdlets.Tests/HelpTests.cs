using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Xunit;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>What Get-Help and the Tab key say.</summary>
public class HelpTests(Sample sample) : IClassFixture<Sample>
{
    public static IEnumerable<TheoryDataRow<string>> Cmdlets { get; } =
        [.. typeof(SessionHost).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Cmdlet)))
            .Select(type => (CmdletAttribute)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))!)
            .Select(cmdlet => new TheoryDataRow<string>($"{cmdlet.VerbName}-{cmdlet.NounName}"))];

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Has_a_synopsis_a_description_and_three_examples(string name)
    {
        var help = sample.Session.Run("""
            $help = Get-Help $args[0] -Full
            $help.Synopsis
            ($help.description | ForEach-Object Text) -join ' '
            @($help.examples.example).Count
            """, name);
        Assert.Empty(help.Errors);
        Assert.DoesNotMatch(@"^\s*\w+-Mdi\w+ \[", $"{help.Output[0]}");
        Assert.NotEmpty($"{help.Output[0]}".Trim());
        Assert.NotEmpty($"{help.Output[1]}".Trim());
        Assert.True((int)help.Output[2].BaseObject >= 3);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Every_parameter_is_described_and_no_other(string name)
    {
        var outcome = sample.Session.Run("""
            $type = [System.Management.Automation.PSCmdlet]
            $common = $type::CommonParameters + $type::OptionalCommonParameters + 'WhatIf', 'Confirm'
            $shown = (Get-Command $args[0]).Parameters.Values |
                Where-Object { $_.Name -notin $common -and $_.Attributes.DontShow -notcontains $true }
            $described = (Get-Help $args[0] -Full).parameters.parameter |
                Where-Object { (($_.description | ForEach-Object Text) -join '') -and $_.name -notin $common }
            , @($shown.Name)
            , @($described.name)
            """, name);
        Assert.Empty(outcome.Errors);
        Assert.Equal(Names(outcome.Output[0]), Names(outcome.Output[1]));
    }

    [Theory]
    [InlineData("Get-MdiRequiredPort -Id Ldap", "Ldap389")]
    [InlineData("Test-MdiPort dc01 -Id gc", "Gc3268")]
    [InlineData("Test-MdiPort dc01 -Sensor", "-SensorType")]
    [InlineData("Test-MdiPort dc01 -SensorType St", "Standalone")]
    [InlineData("Test-MdiNnr ws01 -Method N", "NetBios")]
    [InlineData("Test-MdiCloudService contoso -Cloud ", "Commercial")]
    [InlineData("Test-Mdi", "Test-MdiCaptureAdapter")]
    public void The_tab_key_offers(string line, string expected) => Assert.Contains(expected, sample.Session.Complete(line));

    [Fact]
    public void Parameters_that_only_results_bind_are_not_offered()
    {
        var offered = sample.Session.Complete("Test-MdiPort dc01 -");
        Assert.Contains("-Destination", offered);
        Assert.DoesNotContain("-RequirementId", offered);
    }

    [Theory]
    [MemberData(nameof(Cmdlets))]
    public void Says_what_it_gives_and_uses_an_approved_verb(string name)
    {
        var outcome = sample.Session.Run("$command = Get-Command $args[0]; @($command.OutputType).Count; $command.Verb", name);
        Assert.NotEqual(0, outcome.Output[0].BaseObject);
        var verbs = typeof(Cmdlet).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields());
        Assert.Contains($"{outcome.Output[1]}", verbs.Select(verb => verb.Name));
    }

    private static IEnumerable<string> Names(PSObject list) =>
        LanguagePrimitives.GetEnumerable(list).Cast<object>().Select(one => $"{one}").Order(StringComparer.Ordinal);
}
