using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MdiPrereq.Checks.Ports;

namespace MdiPrereq.Commands;

/// <summary>Completes the ids of rows, from memory.</summary>
public sealed class RequirementIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return PortCatalog.Rows
            .Where(row => row.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .GroupBy(row => row.Id)
            .OrderBy(rows => rows.Key, StringComparer.OrdinalIgnoreCase)
            .Select(rows => new CompletionResult(
                rows.Key, rows.Key, CompletionResultType.ParameterValue, $"{rows.First().Service}, port {rows.First().Port}"));
    }
}
