using System.Collections.Generic;
using System.Linq;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(MdiPrereq.Tests.AloneLast))]

namespace MdiPrereq.Tests;

/// <summary>Those that want the machine for themselves come last: .ci/run compiles beside the others what they look at.</summary>
public sealed class AloneLast : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => collection.TestCollectionDisplayName == Alone.Name)];
}
