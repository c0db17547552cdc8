using System.Linq;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Checks.Ports;
using Xunit;

namespace MdiPrereq.Tests.Checks.Inbound;

public sealed class InboundRowsTests
{
    [Fact]
    public void All_rows_that_come_in_each_once() => Assert.Equal(["Radius1813 UDP 1813", "Syslog514 TCP 514", "Syslog514 UDP 514"], Rows(new()));

    [Fact]
    public void Ports_may_be_others() => Assert.Equal(
        ["Radius1813 UDP 1646", "Syslog514 TCP 6514", "Syslog514 UDP 6514"], Rows(new() { RadiusPort = 1646, SyslogPort = 6514 }));

    [Theory]
    [InlineData("radius1813", "Radius1813 UDP 1813")]
    [InlineData("*514", "Syslog514 TCP 514, Syslog514 UDP 514")]
    [InlineData("*", "Radius1813 UDP 1813, Syslog514 TCP 514, Syslog514 UDP 514")]
    [InlineData("Ldap*", "")]
    public void Ids_may_have_wildcards(string id, string rows) => Assert.Equal(rows, string.Join(", ", Rows(new() { Id = [id] })));

    [Fact]
    public void Transports_choose_too()
    {
        Assert.Equal(["Syslog514 TCP 514"], Rows(new() { Transport = [Transport.Tcp] }));
        Assert.Empty(Rows(new() { Id = ["Radius1813"], Transport = [Transport.Tcp] }));
        Assert.Contains("Radius1813 (UDP 1813), Syslog514 (TCP 514), Syslog514 (UDP 514)", InboundRows.ProblemOfNone);
    }

    [Fact]
    public void Rows_that_are_given_are_of_any_table()
    {
        var given = PortCatalog.Rows.Where(row => row.Catalog == Catalog.Seed2022).ToList();
        var rows = new InboundRows { Requirement = given };
        Assert.Equal(["Radius1813 UDP 1813"], Rows(rows));
        Assert.Equal(given.Count(row => row.Direction != Direction.Inbound), rows.OtherRows().Count());
    }

    [Fact]
    public void Ids_that_no_row_has_and_rows_that_go_out_are_told_apart()
    {
        var rows = new InboundRows { Id = ["Radius1813", "Radius18", "Ldap389", "Updater*"] };
        Assert.Equal(["Radius18"], rows.UnknownIds());
        Assert.Equal(["Ldap389", "Updater*"], rows.OtherIds());
    }

    private static string[] Rows(InboundRows rows) => [.. rows.Select().Select(row => $"{row.Id} {row.PortName}").Order()];
}
