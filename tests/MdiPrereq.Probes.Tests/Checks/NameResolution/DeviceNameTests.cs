using MdiPrereq.Checks.NameResolution;
using Xunit;

namespace MdiPrereq.Tests.Checks.NameResolution;

public class DeviceNameTests
{
    [Theory]
    [InlineData("PC1", "pc1", true)]
    [InlineData("PC1", "pc1.contoso.com", true)]
    [InlineData("pc1.contoso.com", "pc1.fabrikam.com", true)]
    [InlineData("PC1", "PC11", false)]
    [InlineData("PC1", "pc2.contoso.com", false)]

    // Fifteen characters are all that a NetBIOS name has room for.
    [InlineData("AVERYLONGCOMPUT", "averylongcomputername24", true)]
    [InlineData("AVERYLONGCOMPUT", "averylongcomputername24.contoso.com", true)]
    [InlineData("AVERYLONGCOMPU", "averylongcomputername24", false)]
    [InlineData("AVERYLONGCOMPUTE", "averylongcomputername24", false)]
    [InlineData("averylongcomputername24.contoso.com", "averylongcomputername25.contoso.com", false)]
    [InlineData("averylongcomputername24.contoso.com", "AVERYLONGCOMPUTERNAME24", true)]

    // Case as DNS has it, whatever the culture: no dotless i.
    [InlineData("FILE1", "file1", true)]
    public void Compares_as_people_would(string one, string other, bool same)
    {
        Assert.Equal(same, DeviceName.AreSame(one, other));
        Assert.Equal(same, DeviceName.AreSame(other, one));
    }

    [Fact]
    public void Shows_the_fuller_of_two_and_the_first_of_equals()
    {
        Assert.Equal("pc1.contoso.com", DeviceName.Fuller("PC1", "pc1.contoso.com"));
        Assert.Equal("pc1.contoso.com", DeviceName.Fuller("pc1.contoso.com", "PC1"));
        Assert.Equal("PC1", DeviceName.Fuller("PC1", "pc1"));
    }
}
