using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using MdiPrereq.Checks.Inbound;
using MdiPrereq.Commands;
using MdiPrereq.Protocols;

namespace MdiPrereq.Remoting;

/// <summary>
/// Has a sensor's machine listen, then others send to it, and ends the listening when all that was sent has come, or had its time. Works
/// on the caller's thread; what goes wrong in a session costs that session's rows.
/// </summary>
internal sealed class InboundConductor : IDisposable
{
    // A module's first import over a slow line takes most of it.
    private static readonly TimeSpan ToListen = TimeSpan.FromSeconds(60);

    // Beyond what the probes take; a session whose machine is gone says nothing for longer.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    // A probe that is held up by a firewall of the sensor's is known a second after it came.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ToStop = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan ToSay = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan ListenAtMost = TimeSpan.FromHours(1);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly InboundPlan _plan;
    private readonly InboundJoin _join = new() { IsConducted = true };
    private readonly SessionCommand _receiver;
    private readonly List<Sender> _senders;
    private readonly HashSet<(string Row, Transport Transport)> _lastReceptions = [];
    private readonly ManualResetEventSlim _stop = new();
    private readonly Action<ErrorRecord> _writeError;
    private readonly Action<string> _writeWarning;

    public InboundConductor(
        SessionEnd sensor, IEnumerable<SessionEnd> senders, InboundPlan plan, Action<ErrorRecord> writeError, Action<string> writeWarning)
    {
        (_plan, _writeError, _writeWarning) = (plan, writeError, writeWarning);
        _receiver = new(sensor, "Receive-MdiProbe", plan.ForReceiver(ListenAtMost));
        _senders = [.. senders.Select(end => new Sender(new(end, "Send-MdiProbe", plan.ForSender())))];
    }

    private IEnumerable<SessionCommand> Commands => _senders.Select(sender => sender.Command).Prepend(_receiver);

    /// <summary>One result for each row, target and sender; none when it is stopped.</summary>
    public IReadOnlyList<PortTestResult> Run()
    {
        try
        {
            return Conduct();
        }
        finally
        {
            // Whoever goes on at once finds the sessions and the sensor's ports free, unless a session does not answer any more.
            StopCommands();
            var waited = Stopwatch.StartNew();
            while (waited.Elapsed < ToStop && !Commands.All(command => command.HasStopped)) Thread.Sleep(20);
        }
    }

    /// <summary>Stops both ends; may be called from any thread.</summary>
    public void Stop()
    {
        _stop.Set();
        StopCommands();
    }

    public void Dispose()
    {
        foreach (var command in Commands) command.Dispose();
        _stop.Dispose();
    }

    private List<PortTestResult> Conduct()
    {
        _receiver.Begin();
        Wait(ToListen, () => _receiver.IsOver || _receiver.HasSaid(ReceiveMdiProbeCommand.ListeningTag));
        if (_stop.IsSet) return [];
        if (_receiver.IsOver || !_receiver.HasSaid(ReceiveMdiProbeCommand.ListeningTag)) return GiveUp();

        foreach (var sender in _senders) sender.Command.Begin();
        Wait(null, () => _senders.TrueForAll(HasEnded));
        if (!Wait(Grace, () => _join.IsComplete || _receiver.IsOver)) AwaitLastReceptions();
        if (_stop.IsSet) return [];
        if (_receiver.Failure.Length > 0)
        {
            Tell(_receiver, _receiver.Failure);
            _join.ForgetReceptions();
        }

        foreach (var strays in _join.Strays()) _writeWarning(strays);
        return [.. _join.Results(), .. _senders.SelectMany(Missing)];
    }

    /// <summary>What was not heard is lost only if the sensor's end says, after all had its time, that it listened.</summary>
    private void AwaitLastReceptions()
    {
        _lastReceptions.Clear();
        if (!Wait(ToSay, () => _receiver.IsOver || _lastReceptions.Count >= _plan.Rows.Count) && !_stop.IsSet)
        {
            Tell(_receiver, "It did not say what it received.");
            _join.ForgetReceptions();
        }
    }

    private void StopCommands()
    {
        foreach (var command in Commands) command.Stop();
    }

    private bool HasEnded(Sender sender)
    {
        if (sender.Command.IsOver) return true;
        return sender.Heard.Elapsed > Silence + _plan.RowTime;
    }

    private void Take()
    {
        foreach (var sender in _senders)
        {
            foreach (var evidence in EvidenceOf(sender.Command))
            {
                sender.Heard.Restart();
                if (evidence is ProbeSending sending && _join.Add(sending)) sender.Sendings.Add(sending);
            }
        }

        foreach (var evidence in EvidenceOf(_receiver))
        {
            if (evidence is ProbeReception reception) _lastReceptions.Add((reception.RequirementId, reception.Transport));
            if (evidence is not ProbeSending) _join.Add(evidence);
        }
    }

    private List<ProbeEvidence> EvidenceOf(SessionCommand command)
    {
        foreach (var error in command.Errors()) _writeError(error);
        foreach (var warning in command.Warnings()) _writeWarning(SafeText.CleanSentence(warning));
        return [.. command.Output().Select(ResultObject.Restore).OfType<ProbeEvidence>()];
    }

    /// <summary>Takes what comes, until something is so.</summary>
    /// <param name="most">For how long; null for as long as it takes.</param>
    /// <param name="isDone">What is waited for.</param>
    /// <returns>False when it was not so in time, or the run was stopped.</returns>
    private bool Wait(TimeSpan? most, Func<bool> isDone)
    {
        var waited = Stopwatch.StartNew();
        while (!_stop.IsSet)
        {
            Take();
            if (isDone()) return true;
            if (waited.Elapsed > most) return false;
            _stop.Wait(Between);
        }

        return false;
    }

    /// <summary>The sensor's end cannot be had: nothing is sent.</summary>
    private List<PortTestResult> GiveUp()
    {
        var why = _receiver.Failure.Length > 0 ? _receiver.Failure
            : _receiver.IsOver ? "It listens for none of these rows." : "It did not begin to listen within a minute.";
        Tell(_receiver, why);
        return [.. _senders.SelectMany(sender => Missing(sender, InboundWording.SessionFailed(_receiver.End.Name, why)))];
    }

    /// <summary>The rows of which a sender has said nothing.</summary>
    private IEnumerable<PortTestResult> Missing(Sender sender)
    {
        var why = sender.Command.Failure.Length > 0 ? sender.Command.Failure
            : sender.Command.IsOver ? "It did not say what it sent." : "It did not say what it sent in time.";
        var missing = Missing(sender, InboundWording.SessionFailed(sender.Command.End.Name, why)).ToList();
        if (missing.Count > 0) Tell(sender.Command, why);
        return missing;
    }

    private IEnumerable<PortTestResult> Missing(Sender sender, string why) =>
        from target in _plan.Targets
        from row in _plan.Rows
        where !sender.Sendings.Exists(sending => sending.RequirementId == row.Id && sending.Transport == row.Transport
            && string.Equals(sending.ComputerName, target, StringComparison.OrdinalIgnoreCase))
        select InboundResults.NotTested(row, sender.Command.End.Name, target, why, InboundWording.MendSession);

    private void Tell(SessionCommand command, string why) => _writeError(new(
        new InvalidOperationException(InboundWording.SessionFailed(command.End.Name, why)),
        Errors.InboundSessionFailed,
        ErrorCategory.ConnectionError,
        command.End.Given));

    /// <summary>One that sends, and what it has said so far.</summary>
    private sealed class Sender(SessionCommand command)
    {
        public SessionCommand Command => command;

        public List<ProbeSending> Sendings { get; } = [];

        /// <summary>Since when nothing was heard of it.</summary>
        public Stopwatch Heard { get; } = Stopwatch.StartNew();
    }
}
