using System;

namespace MdiPrereq.Transports;

/// <summary>
/// This machine could not do what a probe needs, or would not: there were no descriptors left to look a name up with, or .NET Framework
/// would have fetched something. It says nothing about the target, so it is no kind of what a network throws.
/// </summary>
/// <param name="message">Why, as the end of a sentence.</param>
/// <param name="inner">What it was before.</param>
internal sealed class NotTestableException(string message, Exception? inner = null) : Exception(message, inner);
