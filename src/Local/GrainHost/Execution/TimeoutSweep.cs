namespace OrleansCommerce.Local.Execution;

/// <summary>
/// Ends the waits of callers. It looks at activations that have calls, once a step, instead of a timer for each call;
/// while no call is on its way it does not run at all.
/// </summary>
internal sealed class TimeoutSweep : IDisposable
{
    private readonly GrainHost _host;
    private readonly Lock _gate = new();
    private readonly TimeSpan _step;
    private readonly int _defaultTicks;
    private readonly ITimer _timer;
    private List<Activation> _watched = [];
    private bool _armed;
    private int _tick;

    public TimeoutSweep(GrainHost host, TimeSpan step, TimeSpan callTimeout)
    {
        _host = host;
        _step = step;
        _defaultTicks = TicksOf(callTimeout);
        _timer = host.StartTimer(Timeout.InfiniteTimeSpan, () => host.System.Post(Run));
    }

    /// <summary>When a call that is sent now has waited long enough.</summary>
    public int DeadlineOf(GrainMethod method) => method.Timeout switch
    {
        null => _tick + _defaultTicks,
        { Ticks: < 0 } => GrainCall.NoDeadline,
        { } own => _tick + TicksOf(own),
    };

    /// <summary>Looks at <paramref name="activation"/> until it has no calls left.</summary>
    public void Watch(Activation activation)
    {
        lock (_gate)
        {
            _watched.Add(activation);
            Arm();
        }
    }

    public void Dispose() => _timer.Dispose();

    // One more, since the current step has begun already.
    private int TicksOf(TimeSpan timeout) => (int)Math.Min(int.MaxValue / 2, Math.Ceiling(timeout / _step)) + 1;

    private void Arm()
    {
        if (!_armed && !_host.IsKilled)
        {
            _armed = true;
            _timer.Change(_step, Timeout.InfiniteTimeSpan);
        }
    }

    private void Run()
    {
        List<Activation> watched;
        lock (_gate)
        {
            _tick++;
            watched = _watched;
            _watched = [];
        }

        watched.RemoveAll(activation => !activation.EndExpiredCalls(_tick));
        lock (_gate)
        {
            _armed = false;
            if (watched.Count > 0)
            {
                watched.AddRange(_watched);
                _watched = watched;
            }

            if (_watched.Count > 0)
            {
                Arm();
            }
        }
    }
}
