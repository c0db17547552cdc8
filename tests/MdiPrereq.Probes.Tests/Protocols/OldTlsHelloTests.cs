using System.Linq;
using MdiPrereq.Protocols;
using Xunit;

namespace MdiPrereq.Tests.Protocols;

public class OldTlsHelloTests
{
    private static readonly byte[] Tls10 = HexVector.Parse("16 0301 0050 02 00004c 0301");

    [Fact]
    public void Reads_the_version_that_a_server_chose()
    {
        Assert.Equal(0x0301, OldTlsHelloExchange.AnswerIn(Ask().Read(Tls10).Carried)?.Version);
        Ask().RefusesEveryTruncation(Tls10, isStream: true);
    }

    [Fact]
    public void A_server_that_says_nothing_has_chosen_nothing()
    {
        // An answer of no bytes was an IndexOutOfRangeException.
        var hello = Ask();
        Assert.Equal(ReplyKind.Incomplete, hello.Read([], 0).Kind);
        Assert.Equal(ReplyKind.Incomplete, hello.ReadEnded([], 0).Kind);
    }

    [Theory]
    [InlineData("16 0301 0050 02 00004c 0303")] // more than was offered
    [InlineData("16 0301 0050 02 00004c 0000")] // no version
    [InlineData("16 0301 0050 02 00004c 2020")]
    [InlineData("16 0301 0050 0b 00004c 0301")] // a certificate
    [InlineData("15 0301 0002 0228")] // handshake_failure
    [InlineData("48545450 2f312e31 203430")]
    public void Refuses_what_no_server_of_old_would_choose(string bytes) => Ask().Refuses(HexVector.Parse(bytes), "no ServerHello");

    [Fact]
    public void Refuses_its_own_words() => Ask().Refuses(Ask().Request, "no ServerHello");

    [Fact]
    public void Survives_anything() => ReplyChecks.SurvivesFuzzing(Ask, [.. Tls10, .. Enumerable.Repeat((byte)0, 40)]);

    private static OldTlsHelloExchange Ask() => new("example.test");
}
