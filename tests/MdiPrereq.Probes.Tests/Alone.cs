using Xunit;

namespace MdiPrereq.Tests;

/// <summary>
/// Tests that run one after the other behind all others: they measure the process, or would slow down those that keep time.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
