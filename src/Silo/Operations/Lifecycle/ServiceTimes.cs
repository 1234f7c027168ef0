namespace OrleansCommerce.Silo.Operations.Lifecycle;

/// <summary>What the host does with its services, one after the other.</summary>
internal enum ServicePhase
{
    /// <summary>They start, in their order.</summary>
    Start,

    /// <summary>Those that want to know it hear that the stop is near, in the reverse order: here the drain waits.</summary>
    Drain,

    /// <summary>They stop, in the reverse order.</summary>
    Stop,
}

/// <summary>When the host passed each of the <see cref="ServiceMarks"/>.</summary>
internal sealed class ServiceTimes(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(ServicePhase Phase, int Mark), long> _passed = [];
    private DateTimeOffset? _stopBegan;

    /// <summary>When the host began to stop, UTC; null while it does not.</summary>
    public DateTimeOffset? StopBegan
    {
        get
        {
            lock (_gate)
            {
                return _stopBegan;
            }
        }
    }

    /// <summary>A mark is passed.</summary>
    public void Pass(ServicePhase phase, int mark)
    {
        lock (_gate)
        {
            _passed[(phase, mark)] = time.GetTimestamp();
            if (phase != ServicePhase.Start)
            {
                _stopBegan ??= time.GetUtcNow();
            }
        }
    }

    /// <summary>How far a service is in a phase.</summary>
    /// <param name="phase">Which phase.</param>
    /// <param name="service">How many services start before it.</param>
    /// <returns>How far, and how long it took; null for a time that was not measured.</returns>
    public (StepState State, double? Milliseconds) Of(ServicePhase phase, int service)
    {
        // Its marks are on both sides; which one is passed first depends on the direction.
        var (first, last) = phase == ServicePhase.Start ? (service, service + 1) : (service + 1, service);
        lock (_gate)
        {
            if (!_passed.TryGetValue((phase, first), out var began))
            {
                return (StepState.Waits, null);
            }

            return _passed.TryGetValue((phase, last), out var ended)
                ? (StepState.Ended, time.GetElapsedTime(began, ended).TotalMilliseconds)
                : (StepState.Runs, null);
        }
    }
}
