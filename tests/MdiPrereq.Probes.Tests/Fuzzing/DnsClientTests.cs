using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using DnsClient.Protocol;
using MdiPrereq.Fuzz;
using MdiPrereq.Fuzz.SecondOpinion;
using MdiPrereq.Protocols;
using Xunit;
using TestMachine = MdiPrereq.Tests.EndToEnd.Machine;

namespace MdiPrereq.Tests.Fuzzing;

/// <summary>
/// DnsClient as the second opinion on how DNS answers read, and why it is not the first: what it lets through is shown here, so that a
/// newer version which no longer does fails a test and the README can be mended.
/// </summary>
public class DnsClientTests
{
    private const int Ptr = 12;

    /// <summary>A response with one record of the root, which answers no question.</summary>
    private static readonly byte[] OneRecord = [0x12, 0x34, 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, Ptr, 0, 1, 0, 0, 0, 60];

    public static TheoryData<string> Recorded => 
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Vectors"), "dns-*.hex").Select(file => Path.GetFileNameWithoutExtension(file))];

    public static TheoryData<string> Known => [.. KnownDifference.All.Select(known => known.Name)];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Every_recorded_answer_reads_alike(string name)
    {
        var bytes = Corpus.Vector(name);
        if (name.EndsWith("-tcp", StringComparison.Ordinal)) bytes = bytes[2..];
        Assert.Equal(DnsReading.Ours(bytes).Lines, DnsReading.Theirs(DnsClientReader.Read(bytes)).Lines);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_known_difference_is_one(string name) => Assert.Contains(Enumerable.Range(0, 20_000), seed =>
    {
        try
        {
            var message = DnsMessageMaker.Make(seed);
            return DnsSecondOpinion.Compare(DnsReading.Ours(message), DnsReading.Theirs(DnsClientReader.Read(message))).Any(known => known.Name == name);
        }
        catch (Exception e) when (e is not InvalidOperationException)
        {
            return false; // One of them refuses it.
        }
    });

    [Fact]
    public void A_difference_that_is_not_known_is_found()
    {
        var theirs = DnsReading.Theirs(DnsClientReader.Read(Corpus.Vector("dns-ptr-samba-udp")));
        var ours = theirs with { Lines = [.. theirs.Lines.Select((line, index) => index == 1 ? line + "00" : line)] };
        Assert.Throws<InvalidOperationException>(() => DnsSecondOpinion.Compare(ours, theirs));
        Assert.Throws<InvalidOperationException>(() => DnsSecondOpinion.Compare(theirs with { Lines = [.. theirs.Lines.Skip(1)] }, theirs));
    }

    [Fact]
    public void DnsClient_reads_behind_the_end_of_a_datagram_and_we_do_not()
    {
        // The buffer that it rents for a datagram of 25 bytes has 4096, with what the process left in them.
        byte[] message = [.. OneRecord, 0, 2, 0xC0, 200];
        var buffer = new byte[4096];
        message.CopyTo(buffer, 0);
        "\u0006secret\0"u8.CopyTo(buffer.AsSpan(200));
        var record = Assert.IsType<PtrRecord>(DnsClientReader.Read(new ArraySegment<byte>(buffer, 0, message.Length)).Answers.Single());
        Assert.Equal("secret.", record.PtrDomainName.Original);
        Assert.Throws<MalformedReplyException>(() => DnsResponse.Read(new ByteReader(buffer, 0, message.Length), DnsReading.QueryIn(message)));
    }

    [Fact]
    public async Task DnsClient_takes_its_own_question_for_an_answer()
    {
        var response = await Ask(query => query);
        Assert.False(response.HasError);
        Assert.Empty(response.Answers);
    }

    [Fact]
    public async Task DnsClient_takes_the_answer_to_another_question() => Assert.Equal("other.test.", Assert.Single((await Ask(OfAnother)).Answers).DomainName.Original);

    [Fact]
    public async Task DnsClient_takes_an_answer_from_another_port() =>
        Assert.Equal("other.test.", Assert.Single((await Ask(OfAnother, fromElsewhere: true)).Answers).DomainName.Original);

    // What the README says of the module holds for all that ships without PowerShell too.
    [Fact]
    public void DnsClient_is_a_package_of_the_tests_alone()
    {
        var root = TestMachine.Repository;
        var locks = Directory.GetFiles(Path.Combine(root, "src"), "packages.lock.json", SearchOption.AllDirectories);
        Assert.NotEmpty(locks);
        Assert.DoesNotContain(locks, file => File.ReadAllText(file).Contains("\"DnsClient\"", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("\"DnsClient\"", File.ReadAllText(Path.Combine(root, "tests/MdiPrereq.Fuzz/packages.lock.json")), StringComparison.Ordinal);
    }

    /// <summary>The id of a query, and an address of a name that nobody asked for.</summary>
    private static byte[] OfAnother(byte[] query) =>
        [query[0], query[1], 0x81, 0x80, 0, 0, 0, 1, 0, 0, 0, 0, 5, .. "other"u8, 4, .. "test"u8, 0, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 10, 6, 6, 6];

    /// <summary>Asks DnsClient for the address of pc7.contoso.test; a server on loopback replies once.</summary>
    private static async Task<IDnsQueryResponse> Ask(Func<byte[], byte[]> reply, bool fromElsewhere = false)
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var elsewhere = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var client = new LookupClient(new LookupClientOptions((IPEndPoint)server.Client.LocalEndPoint!)
        {
            UseCache = false, Retries = 0, Timeout = TimeSpan.FromSeconds(5), UseTcpFallback = false,
        });
        var asked = client.QueryAsync("pc7.contoso.test", QueryType.A, cancellationToken: Stop);
        var query = await server.ReceiveAsync(Stop);
        await (fromElsewhere ? elsewhere : server).SendAsync(reply(query.Buffer), query.RemoteEndPoint, Stop);
        return await asked;
    }
}
