using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace MdiPrereq.Results;

/// <summary>
/// Reads JSON (RFC 8259) into dictionaries, lists, strings, doubles, booleans and null. Written here because .NET Framework has no
/// reader in the box that keeps to the standard, and the module ships no other assembly.
/// </summary>
internal sealed class JsonReader
{
    // Our files are three levels deep; a file that nests without end must not end the process.
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _at;

    private JsonReader(string text) => _text = text;

    /// <exception cref="ResultFileException">The text is no JSON, or ends too early.</exception>
    public static object? Read(string text)
    {
        var reader = new JsonReader(text);
        var value = reader.Value(0);
        reader.SkipSpace();
        return reader._at == text.Length ? value : throw reader.Unexpected();
    }

    private object? Value(int depth)
    {
        if (depth > MaxDepth) throw new ResultFileException(ResultFileProblem.NotResults, "it nests deeper than any result file does");
        SkipSpace();
        switch (Peek())
        {
            case '{': return Object(depth);
            case '[': return Array(depth);
            case '"': return String();
            case 't': return Word("true", true);
            case 'f': return Word("false", false);
            case 'n': return Word("null", null);
            default: return Number();
        }
    }

    private Dictionary<string, object?> Object(int depth)
    {
        var members = new Dictionary<string, object?>();
        _at++;
        SkipSpace();
        if (Take('}')) return members;
        do
        {
            SkipSpace();
            if (Peek() != '"') throw Unexpected();
            var name = String();
            SkipSpace();
            if (!Take(':')) throw Unexpected();
            members[name] = Value(depth + 1);
            SkipSpace();
        }
        while (Take(','));
        return Take('}') ? members : throw Unexpected();
    }

    private List<object?> Array(int depth)
    {
        var items = new List<object?>();
        _at++;
        SkipSpace();
        if (Take(']')) return items;
        do
        {
            items.Add(Value(depth + 1));
            SkipSpace();
        }
        while (Take(','));
        return Take(']') ? items : throw Unexpected();
    }

    private string String()
    {
        var value = new StringBuilder();
        _at++;
        while (true)
        {
            var character = Peek();
            if (character < ' ') throw Unexpected();
            _at++;
            if (character == '"') return value.ToString();
            value.Append(character == '\\' ? Escape() : character);
        }
    }

    private char Escape()
    {
        var character = Peek();
        _at++;
        switch (character)
        {
            case '"' or '\\' or '/': return character;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u':
                if (_at + 4 > _text.Length) throw Ended();
                if (!int.TryParse(_text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)) throw Unexpected();
                _at += 4;
                return (char)code;
            default:
                _at--;
                throw Unexpected();
        }
    }

    private double Number()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] is (>= '0' and <= '9') or '+' or '-' or '.' or 'e' or 'E') _at++;
        if (_at == start) throw Unexpected();
        if (double.TryParse(_text.Substring(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return number;
        _at = start;
        throw Unexpected();
    }

    private object? Word(string word, object? value)
    {
        if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) throw _text.Length - _at < word.Length ? Ended() : Unexpected();
        _at += word.Length;
        return value;
    }

    private bool Take(char wanted)
    {
        if (Peek() != wanted) return false;
        _at++;
        return true;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : throw Ended();

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private ResultFileException Unexpected() => new(ResultFileProblem.NotResults, $"it is no JSON: character {_at + 1} is not what belongs there");

    private ResultFileException Ended() => new(ResultFileProblem.Truncated, $"it is cut off after {_text.Length} characters");
}
