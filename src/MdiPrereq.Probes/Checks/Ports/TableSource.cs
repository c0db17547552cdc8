using System;

namespace MdiPrereq.Checks.Ports;

/// <summary>The document that a table was taken from.</summary>
/// <param name="Title">Its name and edition.</param>
/// <param name="Date">Its own date, UTC.</param>
/// <param name="Page">The page that a user should read today.</param>
internal sealed record TableSource(string Title, DateTime Date, string Page)
{
    public static TableSource Of(string title, int year, int month, int day, string page) =>
        new(title, new(year, month, day, 0, 0, 0, DateTimeKind.Utc), page);
}
