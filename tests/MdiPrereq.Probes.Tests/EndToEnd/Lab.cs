using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>
/// The lab, for those that use it. The tests of this collection run after all others and one by one: they keep the machine busy. A class that
/// mostly waits may have the lab as its own fixture, and then runs beside others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Lab(LabNetwork network) : ICollectionFixture<Lab>, IAsyncLifetime
{
    public const string Name = "End to end";

    /// <summary>Why there is no lab here; empty when it is up.</summary>
    public string Missing { get; private set; } = "";

    public async ValueTask InitializeAsync() => Missing = await network.UpAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
