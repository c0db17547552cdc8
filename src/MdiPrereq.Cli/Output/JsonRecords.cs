using System.Diagnostics.CodeAnalysis;
using System.IO;

namespace MdiPrereq.Cli.Output;

/// <summary>Records of one kind as one JSON array.</summary>
internal sealed class JsonRecords<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(TextWriter writer)
    : IRecordWriter<T>
{
    private readonly JsonArray _array = new(writer);

    public void Write(T record) => _array.Write(record);

    public void Dispose() => _array.Dispose();
}
