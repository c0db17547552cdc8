namespace MdiPrereq.Tests.Protocols;

/// <summary>Valid replies made wrong in one place.</summary>
internal static class BytePatches
{
    /// <summary>A copy with other bytes from <paramref name="at"/> on.</summary>
    public static byte[] With(this byte[] bytes, int at, params byte[] values)
    {
        var changed = (byte[])bytes.Clone();
        values.CopyTo(changed, at);
        return changed;
    }
}
