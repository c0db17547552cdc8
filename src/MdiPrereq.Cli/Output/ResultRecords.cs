using System.Collections.Generic;
using System.IO;
using MdiPrereq.Machine;
using MdiPrereq.Results;

namespace MdiPrereq.Cli.Output;

/// <summary>Results as the file in which they travel: the PowerShell module imports it, and this tool compares it.</summary>
internal sealed class ResultRecords<T> : IRecordWriter<T>
{
    private readonly TextWriter _writer;
    private readonly Dictionary<System.Type, ResultType> _types = [];
    private bool _any;

    public ResultRecords(TextWriter writer)
    {
        _writer = writer;
        ResultFile.WriteHead(writer, LocalMachine.Name);
    }

    public void Write(T record)
    {
        var type = record!.GetType();
        if (!_types.TryGetValue(type, out var known)) _types[type] = known = ResultType.Of(type.FullName!)!;
        ResultFile.WriteLine(_writer, ResultFile.Line(known, property => property.GetValue(record)), isFirst: !_any);
        _any = true;
    }

    public void Dispose()
    {
        ResultFile.WriteEnd(_writer);
        _writer.Flush();
    }
}
