using System;
using System.Collections.Generic;
using MdiPrereq.Engine;
using Xunit;

namespace MdiPrereq.Tests.Cli;

/// <summary>All results of a run.</summary>
internal static class Pumped
{
    public static IReadOnlyList<T> From<T>(ProbeWindow<T> window, IEnumerable<Action> starts)
    {
        var results = new List<T>();
        var pump = new ResultPump<T>(window, results.Add, () => { });
        foreach (var start in starts) pump.Start(start);
        pump.Finish();
        Assert.Empty(pump.Loss);
        return results;
    }
}
