using System;
using System.Collections.Generic;
using System.IO;

namespace MdiPrereq.Results.FirewallRules.Formats;

/// <summary>Writes JSON that nests; <see cref="JsonText"/> writes the values.</summary>
internal sealed class JsonTree(TextWriter text, bool isIndented)
{
    private int _depth;
    private bool _any;

    public void Value(object value)
    {
        Separate();
        JsonText.Write(text, value);
    }

    public void Member(string name, object value)
    {
        Name(name);
        JsonText.Write(text, value);
    }

    public void Object(Action members)
    {
        Separate();
        Nest('{', members, '}');
    }

    public void Object(string name, Action members)
    {
        Name(name);
        Nest('{', members, '}');
    }

    public void List<T>(string name, IEnumerable<T> items, Action<T> write)
    {
        Name(name);
        Nest('[', WriteItems, ']');

        void WriteItems()
        {
            foreach (var item in items) write(item);
        }
    }

    private void Name(string name)
    {
        Separate();
        JsonText.Write(text, name);
        text.Write(isIndented ? ": " : ":");
    }

    private void Nest(char begin, Action content, char end)
    {
        text.Write(begin);
        _depth++;
        _any = false;
        content();
        _depth--;
        if (_any) Break();
        text.Write(end);
        _any = true;
    }

    // A value stands on a line of its own; the whole text begins without one.
    private void Separate()
    {
        if (_any) text.Write(',');
        if (_depth > 0) Break();
        _any = true;
    }

    private void Break()
    {
        if (isIndented) text.Write("\n" + new string(' ', _depth * 2));
    }
}
