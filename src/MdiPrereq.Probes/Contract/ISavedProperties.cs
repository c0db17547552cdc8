namespace MdiPrereq.Contract;

/// <summary>The properties of a saved result: what a type restores itself from that computes what it shows.</summary>
internal interface ISavedProperties
{
    string Text(string name);

    T? Get<T>(string name);
}
