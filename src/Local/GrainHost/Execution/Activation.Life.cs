using System.Diagnostics.CodeAnalysis;
using Orleans;

namespace OrleansCommerce.Local.Execution;

/// <summary>Activation, deactivation, and what ends with them.</summary>
internal sealed partial class Activation
{
    private TaskCompletionSource? _deactivated;
    private TaskCompletionSource? _lastCallEnded;
    private DeactivationReason _reason;
    private bool _endRequested;
    private int _lastUsed;
    private int _keepUntil;

    /// <inheritdoc/>
    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                return _phase == Phase.Ended ? Task.CompletedTask : (_deactivated ??= new TaskCompletionSource()).Task;
            }
        }
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (Gate)
        {
            // Asked for in its own activation, the end waits for the calls that caused the activation; otherwise a grain
            // that always asks would pass them on for ever.
            var early = _phase is Phase.New or Phase.Activating;
            if (_endRequested || (!early && _phase != Phase.Active))
            {
                return;
            }

            _reason = deactivationReason;
            _endRequested = true;
            if (early)
            {
                return;
            }

            _phase = Phase.Ending;
            if (Scheduled)
            {
                return;
            }

            Scheduled = true;
        }

        Host.Scheduler.Schedule(this);
    }

    /// <summary>Whether something uses the activation, or used it in this quantum or the one before.</summary>
    public bool IsRecent
    {
        get
        {
            lock (Gate)
            {
                return HasCalls || Scheduled || Host.Collector.Tick - _lastUsed <= 1;
            }
        }
    }

    /// <summary>Whether nothing used the activation for its age limit.</summary>
    public bool IsIdle(int tick)
    {
        lock (Gate)
        {
            return _phase == Phase.Active && !HasCalls && !Scheduled && tick >= _keepUntil
                && tick - _lastUsed > Host.Collector.AgeOf(Class);
        }
    }

    private async Task ActivateAsync()
    {
        try
        {
            _instance = Class.Make(Host.ServiceProvider);
            Host.Metrics.Activated(this);
            if (Class.Activates)
            {
                await WithinAsync(Host.ActivationTimeout, "OnActivateAsync", token => _instance.OnActivateAsync(token));
            }
        }
        catch (Exception exception)
        {
            Host.Log.ActivationFailed(exception, Class.Name);
            Close(exception);
            return;
        }

        lock (Gate)
        {
            _phase = Phase.Active;
            _lastUsed = Host.Collector.Tick;
        }
    }

    private async Task EndAsync()
    {
        DisposeAttachments();
        try
        {
            await WithinAsync(Host.DeactivationTimeout, "OnDeactivateAsync", RunHookAsync);
        }
        catch (Exception exception)
        {
            // The end is certain whatever the hook does; state was durable before any answer.
            Host.Log.DeactivationFailed(exception, Class.Name);
        }

        Close(failure: null);
    }

    private async Task RunHookAsync(CancellationToken token)
    {
        if (_runningCount > 0)
        {
            _lastCallEnded = new TaskCompletionSource();
            await _lastCallEnded.Task;
        }

        if (Class.Deactivates && !token.IsCancellationRequested)
        {
            await _instance!.OnDeactivateAsync(_reason, token);
        }
    }

    /// <summary>Runs a step, cancels its token when the time is over, and then leaves it behind.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "A step that was left behind may still look at its token.")]
    private async Task WithinAsync(TimeSpan timeout, string what, Func<CancellationToken, Task> step)
    {
        var cancellation = new CancellationTokenSource();
        var task = step(cancellation.Token);
        if (task.IsCompleted)
        {
            await task;
            return;
        }

        var late = new TaskCompletionSource();
        using var timer = Host.StartTimer(timeout, () => Post(() =>
        {
            late.TrySetResult();
            cancellation.Cancel();
        }));
        if (await Task.WhenAny(task, late.Task) != task)
        {
            throw new TimeoutException($"{what} of {Class.Name} {_key} did not end within {timeout.TotalSeconds} s and was left behind.");
        }

        await task;
    }

    /// <summary>The end: the directory forgets the activation, and calls that wait go to a new one, or fail with it.</summary>
    private void Close(Exception? failure)
    {
        DisposeAttachments();
        List<GrainCall>? orphans = null;
        Activation? successor = null;
        lock (Gate)
        {
            if (_phase == Phase.Ended)
            {
                return;
            }

            _phase = Phase.Ended;
            while (TakeWaiting() is { } call)
            {
                if (failure is null && !call.DiesWithActivation && Host.IsOpen)
                {
                    (successor ??= new Activation(Host, Class, _key)).Add(call);
                }
                else
                {
                    (orphans ??= []).Add(call);
                }
            }

            // In the lock, so that nobody who finds this activation ended can come before those that waited here.
            if (successor is null)
            {
                Class.Directory.TryRemove(KeyValuePair.Create(_key, this));
            }
            else
            {
                Class.Directory.TryUpdate(_key, successor, this);
            }
        }

        if (_instance is not null)
        {
            Host.Metrics.Ended(this);
        }

        orphans?.ForEach(call => call.Fail(failure ?? Host.Unavailable()));
        _instance = null;
        successor?.Begin();
        _deactivated?.TrySetResult();
    }

    /// <summary>Begins an activation that was made with calls in it.</summary>
    private void Begin()
    {
        lock (Gate)
        {
            _watched = true;
            if (Scheduled)
            {
                return;
            }

            Scheduled = true;
        }

        Host.Sweep.Watch(this);
        Host.Scheduler.Schedule(this);
    }
}
