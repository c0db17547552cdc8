using System.Collections;
using System.Collections.Generic;
using MdiPrereq.Protocols;

namespace MdiPrereq.Checks.Ports;

/// <summary>
/// One documented table. Its collection initializer takes a row as the document has it and makes one
/// <see cref="PortRequirement"/> for each transport.
/// </summary>
internal sealed class PortTable(Catalog catalog, SensorType sensorType, TableSource source) : IEnumerable<PortRequirement>
{
    private readonly List<PortRequirement> _rows = [];

    // udpSlip: the table lists UDP too, on a port where no protocol speaks UDP.
    public void Add(PortRow row, string service, Necessity necessity, string note = "", bool udpSlip = false)
    {
        if (row.Tcp) AddTransport(row, service, necessity, note, Transport.Tcp, row.Protocol);
        if (row.Udp || udpSlip) AddTransport(row, service, necessity, note, Transport.Udp, udpSlip ? null : row.Protocol);
    }

    public IEnumerator<PortRequirement> GetEnumerator() => _rows.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void AddTransport(PortRow row, string service, Necessity necessity, string note, Transport transport, PortProtocol? protocol) =>
        _rows.Add(new()
        {
            Id = row.Id,
            SensorType = sensorType,
            Service = service,
            Transport = transport,
            Port = row.Port,
            From = row.From,
            To = row.To,
            Destination = row.Destination,
            Direction = row.Direction,
            Necessity = necessity,
            Note = note,
            Catalog = catalog,
            Source = source.Title,
            SourceDate = source.Date,
            Reference = row.Reference ?? source.Page,
            Protocol = protocol,
        });
}
