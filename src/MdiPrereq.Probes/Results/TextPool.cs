namespace MdiPrereq.Results;

/// <summary>
/// Texts that were read before: results of one machine say the same names and sentences thousands of times, and each is kept once. A table
/// of a fixed size; what comes to the place of another takes it.
/// </summary>
internal sealed class TextPool
{
    private const int Size = 1 << 14;

    /// <summary>What is longer is hardly said twice.</summary>
    private const int MostLength = 512;

    private readonly string?[] _texts = new string?[Size];

    public string Of(char[] buffer, int start, int length)
    {
        if (length == 0) return "";
        if (length > MostLength) return new(buffer, start, length);
        ref var known = ref _texts[HashOf(buffer, start, length) & (Size - 1)];
        return known is not null && IsSame(known, buffer, start, length) ? known : known = new(buffer, start, length);
    }

    // Some of the characters are enough for a place: whether it is the text is looked at in full.
    private static int HashOf(char[] buffer, int start, int length)
    {
        var hash = unchecked((uint)length * 2654435761);
        var step = 1 + (length >> 5);
        for (var i = start + length - 1; i >= start; i -= step) hash = unchecked((hash ^ buffer[i]) * 16777619);
        return (int)(hash ^ (hash >> 15));
    }

    private static bool IsSame(string text, char[] buffer, int start, int length)
    {
#if NET
        return System.MemoryExtensions.SequenceEqual(text, new System.ReadOnlySpan<char>(buffer, start, length));
#else
        if (text.Length != length) return false;
        for (var i = 0; i < length; i++)
        {
            if (text[i] != buffer[start + i]) return false;
        }

        return true;
#endif
    }
}
