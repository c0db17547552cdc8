using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using MdiPrereq.Protocols;

namespace MdiPrereq.Results;

/// <summary>
/// Reads JSON (RFC 8259) from a stream, one value at a time: memory grows with the largest value and not with the file. After a
/// name of <see cref="Members"/> or a turn of <see cref="Items"/> that value has to be read before the next.
/// </summary>
/// <remarks>
/// Written here because what is in the box on both runtimes is too lenient for files from other machines. JsonReaderWriterFactory
/// takes <c>{"a":1</c> for a whole document, and a second document after the first, trailing and missing commas, <c>01</c> and
/// <c>12abc</c> as numbers and duplicate names; it turns half a surrogate pair into U+FFFD without a word.
/// </remarks>
internal sealed class JsonReader : IDisposable
{
    /// <summary>What stands for an object or list inside a result: no result has one, so that its content is passed over.</summary>
    public static readonly object Nested = new();

    // Our files are three levels deep; a file that nests without end must not end the process.
    private const int MaxDepth = 32;
    private const int MaxMembers = 256;

    // What a result has, and room for the table not to grow.
    private const int UsualMembers = 40;
    private const int MaxNameLength = 256;
    private const int MaxStringLength = 1 << 16;
    private const int MaxNumberLength = 64;

    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Stream _stream;
    private readonly StreamReader _text;
    private readonly long _maxBytes;
    private readonly CancellationToken _stop;
    private readonly char[] _buffer = new char[1 << 14];
    private readonly StringBuilder _token = new();
    private readonly TextPool _texts;

    private int _at;
    private int _count;
    private long _before;
    private long _limit = long.MaxValue;
    private int _depth;

    /// <param name="stream">The text, from where the stream stands; left open.</param>
    /// <param name="maxBytes">How many bytes are read of it at most.</param>
    /// <param name="texts">Texts that were read before.</param>
    /// <param name="stop">Ends the reading, wherever it stands.</param>
    public JsonReader(Stream stream, long maxBytes, TextPool texts, CancellationToken stop)
    {
        _texts = texts;
        _stop = stop;
        _stream = stream;
        _maxBytes = maxBytes;
        _text = new(stream, StrictUtf8, detectEncodingFromByteOrderMarks: true, 1 << 14, leaveOpen: true);
    }

    /// <summary>The next character that is no white space; it is not passed.</summary>
    public char Next()
    {
        SkipSpace();
        return Peek();
    }

    /// <summary>Lets what follows have so many characters; a value that begins beyond them is refused.</summary>
    public void Allow(int characters) => _limit = _before + _at + characters;

    /// <summary>Ends what <see cref="Allow"/> began.</summary>
    public void AllowAll() => _limit = long.MaxValue;

    /// <summary>The names of an object's members.</summary>
    /// <exception cref="ResultFileException">The text is no JSON, ends too early, or is more than a result file has.</exception>
    public IEnumerable<string> Members()
    {
        Enter('{');
        if (!TakeNext('}'))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            do
            {
                var name = Name();
                if (!names.Add(name)) throw Twice(name);
                if (names.Count > MaxMembers) throw TooMany();
                yield return name;
            }
            while (TakeNext(','));
            if (!TakeNext('}')) throw Unexpected();
        }

        _depth--;
    }

    /// <summary>An object's members with their values; as <see cref="Members"/>, without a turn for each.</summary>
    /// <exception cref="ResultFileException">As there.</exception>
    public Dictionary<string, object?> Object()
    {
        var members = new Dictionary<string, object?>(UsualMembers, StringComparer.Ordinal);
        Enter('{');
        if (!TakeNext('}'))
        {
            do
            {
                var name = Name();
                if (members.ContainsKey(name)) throw Twice(name);
                members.Add(name, Value());
                if (members.Count > MaxMembers) throw TooMany();
            }
            while (TakeNext(','));
            if (!TakeNext('}')) throw Unexpected();
        }

        _depth--;
        return members;
    }

    private string Name()
    {
        if (Next() != '"') throw Unexpected();
        var name = String(MaxNameLength);
        return TakeNext(':') ? name : throw Unexpected();
    }

    private static ResultFileException Twice(string name) => Refused($"one of its objects has '{SafeText.Clean(name)}' twice");

    private static ResultFileException TooMany() => Refused($"one of its objects has more than {MaxMembers} properties");

    /// <summary>A turn for each item of a list.</summary>
    /// <exception cref="ResultFileException">As with <see cref="Members"/>.</exception>
    public IEnumerable<int> Items()
    {
        Enter('[');
        if (!TakeNext(']'))
        {
            var index = 0;
            do
            {
                yield return index++;
            }
            while (TakeNext(','));
            if (!TakeNext(']')) throw Unexpected();
        }

        _depth--;
    }

    /// <returns>A string, a <see cref="JsonNumber"/>, a boolean, null or <see cref="Nested"/>.</returns>
    /// <exception cref="ResultFileException">As with <see cref="Members"/>.</exception>
    public object? Value()
    {
        var first = Next();
        if (_before + _at > _limit) throw Refused("one of its results is larger than any result");
        switch (first)
        {
            case '{':
                foreach (var _ in Members()) Value();
                return Nested;
            case '[':
                foreach (var _ in Items()) Value();
                return Nested;
            case '"': return String(MaxStringLength);
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    /// <exception cref="ResultFileException">Something else than white space follows.</exception>
    public void End()
    {
        SkipSpace();
        if (!IsAtEnd) throw Unexpected();
    }

    public void Dispose() => _text.Dispose();

    private bool IsAtEnd => _at == _count && !Fill();

    private void Enter(char bracket)
    {
        if (!TakeNext(bracket)) throw Unexpected();
        if (++_depth > MaxDepth) throw Refused("it nests deeper than any result file does");
    }

    private string String(int maxLength)
    {
        _at++;
        if (PlainString(maxLength) is { } plain) return plain;
        _token.Clear();
        var hasSurrogates = false;
        while (true)
        {
            var character = Peek();
            if (character < ' ') throw Unexpected();
            _at++;
            if (character == '"') break;
            if (character == '\\') character = Escape();
            hasSurrogates |= char.IsSurrogate(character);
            if (_token.Length == maxLength) throw Refused($"one of its texts has more than {maxLength} characters");
            _token.Append(character);
        }

        var value = _token.ToString();
        return hasSurrogates && !IsUnicode(value) ? throw Refused("one of its texts holds half a character") : value;
    }

    // Nearly all texts are of plain characters and stand in the buffer whole. For others this says nothing.
    private string? PlainString(int maxLength)
    {
        var end = _at;
        var last = Math.Min(_count, _at + maxLength + 1);
        while (end < last && _buffer[end] is >= ' ' and not '"' and not '\\' and < '\ud800') end++;
        if (end == last || _buffer[end] != '"') return null;
        var text = _texts.Of(_buffer, _at, end - _at);
        _at = end + 1;
        return text;
    }

    private static bool IsUnicode(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }

    private char Escape()
    {
        var character = Peek();
        switch (character)
        {
            case '"' or '\\' or '/': break;
            case 'b': character = '\b'; break;
            case 'f': character = '\f'; break;
            case 'n': character = '\n'; break;
            case 'r': character = '\r'; break;
            case 't': character = '\t'; break;
            case 'u': return CodeUnit();
            default: throw Unexpected();
        }

        _at++;
        return character;
    }

    private char CodeUnit()
    {
        var unit = 0;
        for (var i = 0; i < 4; i++)
        {
            _at++;
            var digit = Peek() switch
            {
                >= '0' and <= '9' and var c => c - '0',
                >= 'a' and <= 'f' and var c => c - 'a' + 10,
                >= 'A' and <= 'F' and var c => c - 'A' + 10,
                _ => throw Unexpected(),
            };
            unit = (unit << 4) | digit;
        }

        _at++;
        return (char)unit;
    }

    // RFC 8259 section 6.
    private JsonNumber Number()
    {
        _token.Clear();
        TakeIf('-');
        if (!TakeIf('0')) Digits();
        if (TakeIf('.')) Digits();
        if (TakeIf('e') || TakeIf('E'))
        {
            if (!TakeIf('+')) TakeIf('-');
            Digits();
        }

        return new(_token.Length == 1 ? OneDigit(_token[0]) : _token.ToString());
    }

    private static readonly string[] OneDigits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static string OneDigit(char digit) => OneDigits[digit - '0'];

    private void Digits()
    {
        if (Peek() is < '0' or > '9') throw Unexpected();
        while (!IsAtEnd && _buffer[_at] is >= '0' and <= '9')
        {
            if (_token.Length == MaxNumberLength) throw Refused($"one of its numbers has more than {MaxNumberLength} characters");
            _token.Append(_buffer[_at++]);
        }
    }

    private bool TakeIf(char wanted)
    {
        if (IsAtEnd || _buffer[_at] != wanted) return false;
        _token.Append(wanted);
        _at++;
        return true;
    }

    private object? Word(string word, object? value)
    {
        foreach (var letter in word)
        {
            if (Peek() != letter) throw Unexpected();
            _at++;
        }

        return value;
    }

    private bool TakeNext(char wanted)
    {
        if (Next() != wanted) return false;
        _at++;
        return true;
    }

    private char Peek() => IsAtEnd
        ? throw new ResultFileException(ResultFileProblem.Truncated, $"it is cut off after {_before + _at} characters")
        : _buffer[_at];

    private void SkipSpace()
    {
        while (!IsAtEnd && _buffer[_at] is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private bool Fill()
    {
        _stop.ThrowIfCancellationRequested();
        _before += _count;
        _at = _count = 0;
        try
        {
            _count = _text.Read(_buffer, 0, _buffer.Length);
        }
        catch (DecoderFallbackException)
        {
            throw Refused("it is no text in UTF-8");
        }

        if (_stream.Position > _maxBytes) throw Refused(TooLarge(_maxBytes));
        return _count > 0;
    }

    /// <summary>What is said of a file that has more bytes than are read.</summary>
    internal static string TooLarge(long maxBytes) =>
        string.Format(CultureInfo.InvariantCulture, "it is larger than {0:0.#} MiB, which no result file is", maxBytes / 1048576.0);

    private ResultFileException Unexpected() => Refused($"it is no JSON: character {_before + _at + 1} is not what belongs there");

    private static ResultFileException Refused(string reason) => new(ResultFileProblem.NotResults, reason);
}
