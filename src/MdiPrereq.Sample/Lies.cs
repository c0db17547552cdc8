using System.Text;
using MdiPrereq.Sample.Servers;

namespace MdiPrereq.Sample;

/// <summary>Answers that must not be taken for the service.</summary>
internal static class Lies
{
    /// <summary>What came goes back.</summary>
    public static Responder Echo { get; } = static request => request;

    /// <summary>A web server behind any port.</summary>
    public static Responder Http { get; } = static _ =>
        Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

    /// <summary>Nothing at all.</summary>
    public static Responder Nothing { get; } = static _ => null;

    /// <summary>A right answer to another request: some bytes of it are not what they should be.</summary>
    public static Responder OfAnotherTransaction(Responder honest, int idOffset, int idLength) => request =>
    {
        var reply = honest(request);
        for (var i = 0; reply is not null && i < idLength; i++) reply[idOffset + i] ^= 0xFF;
        return reply;
    };
}
