namespace MdiPrereq.Results;

/// <summary>A number as it is written in JSON: what it becomes is for the property that takes it. A double would round a long.</summary>
internal readonly record struct JsonNumber(string Text)
{
    public override string ToString() => Text;
}
