using System;
using System.Net;
using System.Text;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols.Inbound;

public sealed class ProbeMarkerTests
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Text = $"MDIPREREQ1/{Id}/Radius1813/2/1764115200123/10.0.0.5/40112/10.0.0.10/1813";

    private static readonly ProbeMarker Marker = new(
        Id,
        "Radius1813",
        2,
        new DateTime(2025, 11, 26, 0, 0, 0, 123, DateTimeKind.Utc),
        new(IPAddress.Parse("10.0.0.5"), 40112),
        new(IPAddress.Parse("10.0.0.10"), 1813));

    [Fact]
    public void Is_printable_text() => Assert.Equal(Text, Marker.ToString());

    [Fact]
    public void Is_found_in_the_middle_of_a_message() => Assert.Equal(Marker, Find($"<14>1 - host mdiprereq - - - {Text}\n"));

    [Fact]
    public void Fits_a_radius_attribute_at_its_longest()
    {
        var longest = IPAddress.Parse("2001:db8:1111:2222:3333:4444:5555:6666");
        var marker = Marker with { Row = new('R', 32), Attempt = 99, Sender = new(longest, 65535), Target = new(longest, 65535) };
        Assert.True(marker.ToString().Length <= ProbeMarker.MaxLength);
        Assert.True(marker.ToString().Length <= 253);
        Assert.Equal(marker, Find(marker.ToString()));
    }

    [Fact]
    public void Leaves_out_the_scope_of_a_link_local_address()
    {
        var marker = Marker with { Sender = new(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3), 40112) };
        Assert.Contains("/fe80::1/", marker.ToString(), StringComparison.Ordinal);
        Assert.NotNull(Find(marker.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("MDIPREREQ1/")]
    [InlineData("MDIPREREQ1/0123456789abcdef/Radius1813/2/1764115200123/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}//2/1764115200123/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/0/1764115200123/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/100/1764115200123/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/99999999999999999999/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/-1/10.0.0.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/1764115200123/10.5/40112/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/1764115200123/10.0.0.5/65536/10.0.0.10/1813")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/1764115200123/10.0.0.5/40112/10.0.0.10/1813/more")]
    [InlineData($"MDIPREREQ1/{Id}/Radius1813/2/1764115200123/10.0.0.5/40112/10.0.0.10")]
    public void What_does_not_make_sense_is_none(string text) => Assert.Null(Find(text));

    [Fact]
    public void Ids_are_never_the_same_and_known_as_such()
    {
        Assert.NotEqual(ProbeMarker.NewId(), ProbeMarker.NewId());
        Assert.True(ProbeMarker.IsId(ProbeMarker.NewId()));
        Assert.False(ProbeMarker.IsId(Id.ToUpperInvariant()));
    }

    private static ProbeMarker? Find(string text)
    {
        var bytes = Encoding.ASCII.GetBytes("xx" + text);
        return ProbeMarker.Find(bytes, 2, bytes.Length - 2);
    }
}
