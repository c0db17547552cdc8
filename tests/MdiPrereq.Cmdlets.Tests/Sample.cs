using System;
using MdiPrereq.Sample;

namespace MdiPrereq.Tests.Cmdlets;

/// <summary>One session in a sample network of its own, for the tests of a class.</summary>
public sealed class Sample : IDisposable
{
    internal SampleNetwork Network { get; } = new();

    internal Session Session { get; }

    public Sample() => Session = Session.In(Network);

    public void Dispose()
    {
        Session.Dispose();
        Network.Dispose();
    }
}
