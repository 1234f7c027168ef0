using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local.Timers;

/// <summary>A timer of an activation: a one-shot timer of the clock that is set again after each tick.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private TimeSpan? _changedDueTime;
    private bool _ticking;
    private bool _disposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, nameof(options));
        Check(options.Period, nameof(options));
        _activation = activation;
        _callback = callback;
        _options = options;
        _period = options.Period;
        _timer = activation.Host.StartTimer(Timeout.InfiniteTimeSpan, Due);
        _timer.Change(options.DueTime, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, nameof(dueTime));
        Check(period, nameof(period));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _period = period;
            if (_ticking)
            {
                // No tick begins before the one that runs has ended.
                _changedDueTime = dueTime;
            }
            else
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        _timer.Dispose();
        if (!_activation.Host.IsKilled)
        {
            // A killed host runs no code of its grains, and a token's registrations are that.
            _ended.Cancel();
        }

        _ended.Dispose();
        _activation.Detach(this);
    }

    private static void Check(TimeSpan time, string name)
    {
        if (time != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero, name);
        }
    }

    private void Due()
    {
        lock (_gate)
        {
            if (_disposed || _ticking)
            {
                return;
            }

            _ticking = true;
        }

        _activation.TryEnqueue(new HostCall(
            _options.Interleave ? GrainMethod.InterleavingTimerTick : GrainMethod.TimerTick,
            _ => TickAsync(),
            _options.KeepAlive,
            diesWithActivation: true));
    }

    private async Task TickAsync()
    {
        try
        {
            if (!_disposed)
            {
                await _callback(_ended.Token);
            }
        }
        catch (Exception exception)
        {
            if (!_disposed)
            {
                _activation.Host.Log.TimerFailed(exception, _activation.Class.Name);
            }
        }

        lock (_gate)
        {
            _ticking = false;
            var next = _changedDueTime ?? _period;
            _changedDueTime = null;
            if (!_disposed && next != Timeout.InfiniteTimeSpan)
            {
                _timer.Change(next, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
