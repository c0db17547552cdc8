using System;
using System.IO;

namespace MdiPrereq.Transports;

/// <summary>Shows each piece of what comes in to someone who may stop it by an exception, before it is handed on.</summary>
internal sealed class WatchedStream(Stream inner, Action<byte[], int, int> watch) : RelayStream(inner)
{
    protected override void Came(byte[] buffer, int offset, int count) => watch(buffer, offset, count);
}
