using System;

namespace MdiPrereq.Cli.Output;

/// <summary>Writes records as they come; disposing it writes what belongs behind the last.</summary>
/// <typeparam name="T">The kind of record.</typeparam>
internal interface IRecordWriter<in T> : IDisposable
{
    void Write(T record);
}
