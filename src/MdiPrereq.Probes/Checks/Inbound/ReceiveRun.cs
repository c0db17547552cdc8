using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using MdiPrereq.Contract;
using MdiPrereq.Engine;
using MdiPrereq.Machine;
using MdiPrereq.Protocols;
using MdiPrereq.Transports;

namespace MdiPrereq.Checks.Inbound;

/// <summary>
/// Listens for the probes of inbound rows: an arrival for each as it comes, and at the end one reception for each row, always.
/// </summary>
internal sealed class ReceiveRun : IDisposable
{
    /// <summary>How often it is looked for probes that were captured and never came to a listener.</summary>
    private const int TickMilliseconds = 250;

    /// <summary>For how long sockets may take to be closed.</summary>
    private const int StopMilliseconds = 2000;

    /// <summary>When the time is over, a connection that was made may still be read for as long.</summary>
    private const int LastReadMilliseconds = 100;

    private readonly ReceiveOptions _options;
    private readonly ResultQueue<ProbeEvidence> _results = new();
    private readonly ProbeWindow<ProbeEvidence> _window;
    private readonly TaskCompletionSource<string> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<IPAddress> _own = [.. LocalMachine.Addresses().Select(BareAddress.Of)];

    public ReceiveRun(ReceiveOptions options)
    {
        _options = options;
        _window = new(1, _results);
        Window = new JoinedWindows<ProbeEvidence>(_results, [_window], () => true);
    }

    public IResultSource<ProbeEvidence> Window { get; }

    /// <summary>Done as soon as everything listens that can, with the ports as a text.</summary>
    public Task<string> Listening => _listening.Task;

    /// <summary>Begins to listen; once.</summary>
    public void Start() => _window.Start(
        _options.Rows.Count,
        ReceiveAsync,
        (index, fault) => ReceiveResults.Faulted(_options.Rows[index], _options, fault));

    /// <summary>Stops it. Whoever listens next finds the ports free.</summary>
    public void Dispose()
    {
        Window.Cancel(StopMilliseconds);
        Window.Dispose();
    }

    private async Task ReceiveAsync(ProbeWindow<ProbeEvidence>.TargetShare share)
    {
        var receivers = new List<RowReceiver>();
        try
        {
            foreach (var row in _options.Rows) receivers.Add(new(row, _options, _results));
            var ports = _options.Rows.Select(row => row.Port).Distinct().ToList();
            using var capture = PacketCapture.TryOpen(ports, out var whyNoCapture);
            var time = await ReceiveAsync(receivers, capture, Report).ConfigureAwait(false);
            _window.Token.ThrowIfCancellationRequested();
            foreach (var receiver in receivers) receiver.GiveBlocked(null);
            for (var i = 0; i < receivers.Count; i++) share.Emit(i, receivers[i].ToReception(capture, whyNoCapture, time));

            void Report(ProbeTime until)
            {
                foreach (var receiver in receivers) _results.Add(receiver.ToReception(capture, whyNoCapture, until));
            }
        }
        finally
        {
            foreach (var receiver in receivers) receiver.Dispose();
            _listening.TrySetResult("");
        }
    }

    /// <summary>Receives until the time is over, or it is stopped.</summary>
    private async Task<ProbeTime> ReceiveAsync(List<RowReceiver> receivers, PacketCapture? capture, Action<ProbeTime> report)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_window.Token);
        using var captureOver = new CancellationTokenSource();
        using var listenersOver = new CancellationTokenSource();

        // The listeners first and last: what is captured must have been there for them to get.
        var listening = receivers.Select(receiver => receiver.RunAsync(listenersOver.Token)).ToList();
        var capturing = capture is null ? Task.CompletedTask : LongRun.Start(() => capture.Run(Captured, captureOver.Token));
        try
        {
            var time = ProbeTime.Start();
            over.CancelAfter(_options.Duration);
            if (_options.Interval is not null) report(time());
            _listening.TrySetResult(PortName.Of(_options.Rows.Select(row => (row.Transport, row.Port))));
            await TickAsync(receivers, () => report(time()), over.Token).ConfigureAwait(false);
            var listened = time();
            captureOver.Cancel();
            await capturing.ConfigureAwait(false);
            if (!_window.Token.IsCancellationRequested) await Task.Delay(LastReadMilliseconds, _window.Token).ConfigureAwait(false);
            return listened;
        }
        finally
        {
            captureOver.Cancel();
            listenersOver.Cancel();
            foreach (var receiver in receivers) receiver.CloseConnections();
            await Task.WhenAll(listening.Append(capturing)).ConfigureAwait(false);
        }

        void Captured(in CapturedPacket packet, byte[] buffer)
        {
            if (!IsOwn(packet.Destination.Address)) return;
            foreach (var receiver in receivers)
            {
                if (receiver.Wants(packet)) receiver.Captured(packet, buffer);
            }
        }
    }

    private async Task TickAsync(List<RowReceiver> receivers, Action report, CancellationToken over)
    {
        var sinceReport = Stopwatch.StartNew();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(TickMilliseconds, over).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            foreach (var receiver in receivers) receiver.GiveBlocked(DateTime.UtcNow);
            if (!(sinceReport.Elapsed >= _options.Interval)) continue;
            sinceReport.Restart();
            report();
        }
    }

    // A router has packets of others, too.
    private bool IsOwn(IPAddress address) => _options.ListenAddress is { } only
        ? BareAddress.Of(only).Equals(address)
        : IPAddress.IsLoopback(address) || _own.Contains(address);
}
