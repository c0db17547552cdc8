using System.Threading.Tasks;
using Xunit;

namespace MdiPrereq.Tests.EndToEnd;

/// <summary>The Pester tests that need no lab: beside all that wants no machine for itself.</summary>
public class PesterTests(Lab lab) : IClassFixture<Lab>
{
    [Fact]
    public Task All_pass() => Pester.PassesAsync(lab, "-NoLab");
}

/// <summary>Those that do: one by one with the lab's other tests.</summary>
[Collection(Lab.Name)]
public class PesterLabTests(Lab lab)
{
    [Fact]
    public async Task All_pass()
    {
        Assert.SkipWhen(lab.Missing.Length > 0, lab.Missing);
        await Pester.PassesAsync(lab, "-OnlyLab");
    }
}
