using System;

namespace MdiPrereq.Transports;

/// <summary>
/// This machine could not do what a probe needs, for want of descriptors: no name was looked up, no certificate read, no assembly loaded.
/// It says nothing about the target, so it is no kind of what a network throws.
/// </summary>
internal sealed class ShortageException(string message, Exception? inner = null) : Exception(message, inner);
