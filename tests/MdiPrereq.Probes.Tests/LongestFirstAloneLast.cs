using System;
using System.Collections.Generic;
using System.Linq;
using MdiPrereq.Tests.EndToEnd;
using MdiPrereq.Tests.Fuzzing;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(MdiPrereq.Tests.LongestFirstAloneLast))]

namespace MdiPrereq.Tests;

/// <summary>
/// Those that take long come first, and the others beside them. Those that want the machine for themselves come last: .ci/run
/// compiles beside the others what they look at.
/// </summary>
public sealed class LongestFirstAloneLast : ITestCollectionOrderer
{
    private static readonly string[] Longest = [nameof(FirewallRuleLabTests), nameof(PesterTests), nameof(FuzzTests)];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => RankOf(collection.TestCollectionDisplayName))];

    // A class of no collection is one of its own, which is named after it.
    private static int RankOf(string collection)
    {
        if (Longest.Any(type => collection.Contains($".{type} ", StringComparison.Ordinal))) return 0;
        return collection == Alone.Name ? 2 : 1;
    }
}
