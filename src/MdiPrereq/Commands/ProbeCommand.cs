using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Threading.Tasks;
using MdiPrereq.Engine;
using MdiPrereq.Machine;

namespace MdiPrereq.Commands;

/// <summary>
/// The base of the cmdlets that probe: starts work while the window has room, writes results as they come, shows progress, and
/// stops everything when the pipeline stops, however it does: Ctrl+C, <c>Select-Object -First</c>, an error downstream.
/// </summary>
/// <typeparam name="TResult">The type of the results.</typeparam>
public abstract class ProbeCommand<TResult> : PSCmdlet, IDisposable
    where TResult : CheckResult
{
    private const int QuietFirstMilliseconds = 1000;
    private const int BetweenProgressMilliseconds = 200;

    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private IResultSource<TResult>? _window;
    private ResultPump<TResult>? _pump;
    private long _nextProgress = QuietFirstMilliseconds;
    private bool _progressShown;
    private bool _anyResult;

    private protected ProbeCommand()
    {
    }

    /// <summary>Gives one Boolean instead of the results: true when something was tested and nothing that is required fails.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>How many results are to be expected of what was given so far; 0 when that is not known.</summary>
    private protected long Expected { get; set; }

    /// <summary>What is being done, for the progress bar.</summary>
    private protected abstract string Activity { get; }

    /// <summary>Whether something that is required fails, or could not be tested.</summary>
    private protected bool AnyFailure { get; private set; }

    private protected IResultSource<TResult> Window =>
        _window ?? throw new InvalidOperationException("The window is made in BeginProcessing.");

    /// <summary>Stops the run and closes its sockets.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _window?.Cancel(0);

    /// <summary>Stops the run and closes its sockets.</summary>
    /// <param name="disposing">True when called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _window?.Dispose();
    }

    private protected void Open(IResultSource<TResult> window)
    {
        _window = window;
        _pump = new(window, Write, ShowProgress);
        if (window.Notice.Length > 0) WriteVerbose(window.Notice);
    }

    /// <summary>Starts work as soon as the window has room, writing what is ready meanwhile.</summary>
    private protected void Start(Action start) => _pump!.Start(start);

    /// <summary>Writes what is ready.</summary>
    private protected void WriteReady() => Start(static () => { });

    /// <summary>Starts work for as long as the run is not stopped.</summary>
    private protected void Start(IEnumerable<Action> starts)
    {
        foreach (var start in starts.TakeWhile(_ => !Stopping)) Start(start);
    }

    /// <summary>Writes everything that is still to come; with -Quiet, what it all amounts to.</summary>
    private protected void WriteRest()
    {
        _pump!.While(() => !Window.IsIdle && !Stopping);
        if (_progressShown) WriteProgress(new(1, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        if (Stopping) return;
        if (Window.MostInFlight > 0) WriteVerbose($"Probes in flight at once: up to {Window.MostInFlight}.");

        // Not even a fault could be made a result of: the caller must hear of it.
        if (_pump.Loss is { Length: > 0 } loss) WriteInputError(loss, Errors.ResultsLost, ErrorCategory.InvalidResult, null);
        if (Quiet) WriteObject(_anyResult && !AnyFailure);
    }

    /// <summary>Reads -SourceAddress.</summary>
    /// <exception cref="PipelineStoppedException">It is no address, or not one of this machine's; the error has been reported.</exception>
    private protected IPAddress? ParseSourceAddress(string? text)
    {
        if (text is null) return null;
        if (!TargetName.TryParse(text, out var name, out var problem, PowerShellVocabulary.Instance) || name.Address is not { } address)
        {
            if (problem.Length == 0) problem = $"'{text}' is not an address. Give an address of this machine, such as 10.0.0.10.";
            ThrowTerminatingError(Errors.Input(problem, Errors.InvalidSourceAddress, ErrorCategory.InvalidArgument, text));
            return null;
        }

        if (!LocalMachine.HasAddress(address))
        {
            ThrowTerminatingError(Errors.Input(
                $"This machine has no address {address}. Give one of: {string.Join(", ", LocalMachine.Addresses())}.",
                Errors.SourceAddressNotLocal,
                ErrorCategory.InvalidArgument,
                text));
        }

        return address;
    }

    /// <summary>Waits for work that is no probe, writing what is ready meanwhile.</summary>
    /// <returns>Null when the run was stopped first.</returns>
    private protected T? WaitFor<T>(Task<T> work)
        where T : class
    {
        _pump!.While(() => !work.IsCompleted && !Stopping);
        return work.Status == TaskStatus.RanToCompletion ? work.Result : null;
    }

    /// <summary>Reports input that makes no sense and goes on.</summary>
    private protected void WriteInputError(string problem, string id, ErrorCategory category, object? target) =>
        WriteInputError(Errors.Input(problem, id, category, target));

    /// <summary>Reports input that makes no sense and goes on.</summary>
    private protected void WriteInputError(ErrorRecord error)
    {
        // What could not be tested must not look like a success.
        AnyFailure = true;
        WriteError(error);
    }

    /// <summary>Says that there may be more to test than is tested.</summary>
    private protected void WriteDoubt(string notice)
    {
        AnyFailure = true;
        WriteWarning(notice);
    }

    private protected new bool Stopping => base.Stopping || Window.Token.IsCancellationRequested;

    /// <summary>A result as it is written.</summary>
    private protected virtual object Shown(TResult result) => result;

    /// <summary>How far the run is.</summary>
    private protected virtual ProgressRecord ProgressNow()
    {
        var (started, finished) = Window.Progress;
        var expected = Math.Max(Expected, started);
        return new(1, Activity, $"{finished} of {expected} done")
        {
            CurrentOperation = $"{Window.Limit} in flight at most",
            PercentComplete = expected == 0 ? -1 : (int)(100 * finished / expected),
            SecondsRemaining = finished == 0
                ? -1
                : (int)Math.Min(int.MaxValue, _watch.Elapsed.TotalSeconds / finished * (expected - finished)),
        };
    }

    private void Write(TResult result)
    {
        _anyResult = true;
        AnyFailure |= result.SpoilsCompliance;
        if (!Quiet) WriteObject(Shown(result));
    }

    private void ShowProgress()
    {
        if (_watch.ElapsedMilliseconds < _nextProgress) return;
        _nextProgress = _watch.ElapsedMilliseconds + BetweenProgressMilliseconds;
        _progressShown = true;
        WriteProgress(ProgressNow());
    }
}
