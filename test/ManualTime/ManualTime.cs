namespace OrleansCommerce.Testing;

/// <summary>A clock that stands until a test moves it. Timers fire on the thread that moves it, in the order of their times.</summary>
/// <param name="start">Where it stands first; noon of some day when left out.</param>
public sealed class ManualTime(DateTimeOffset? start = null) : TimeProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _waiting = [];
    private DateTimeOffset _now = start ?? new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private long _number;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc/>
    public override long GetTimestamp() => _now.UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes when somebody has set a timer for just this long.</summary>
    /// <exception cref="TimeoutException">Nobody did within a minute of the real clock.</exception>
    public Task TimerOfAsync(TimeSpan due)
    {
        lock (_gate)
        {
            if (_timers.Exists(timer => timer.DueTime == due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((due, seen));
            return seen.Task.WaitAsync(Patience);
        }
    }

    /// <summary>Moves on, and fires every timer that is due meanwhile.</summary>
    public void Advance(TimeSpan by)
    {
        var limit = _now + by;
        while (FireNext(limit))
        {
        }
    }

    /// <summary>Moves to the next timer that is due by <paramref name="limit"/> and fires it; without one, moves to the limit.</summary>
    /// <returns>Whether there was one.</returns>
    public bool FireNext(DateTimeOffset limit)
    {
        ManualTimer? next;
        lock (_gate)
        {
            next = _timers.Where(timer => timer.Due <= limit).OrderBy(timer => timer.Due).ThenBy(timer => timer.Number).FirstOrDefault();
            _now = next is null ? limit : next.Due > _now ? next.Due : _now;
            next?.Next();
        }

        next?.Fire();
        return next is not null;
    }

    private sealed class ManualTimer(ManualTime clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;

        public DateTimeOffset Due { get; private set; }

        public TimeSpan DueTime { get; private set; }

        public long Number { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._timers.Remove(this);
                _period = period;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Arm(dueTime);
                }

                return true;
            }
        }

        public void Next()
        {
            clock._timers.Remove(this);
            if (_period != Timeout.InfiniteTimeSpan)
            {
                Arm(_period);
            }
        }

        public void Fire() => callback(state);

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Arm(TimeSpan dueTime)
        {
            Due = clock._now + dueTime;
            DueTime = dueTime;
            Number = ++clock._number;
            clock._timers.Add(this);
            foreach (var (_, seen) in clock._waiting.Where(waiting => waiting.Due == dueTime))
            {
                seen.TrySetResult();
            }
        }
    }
}
