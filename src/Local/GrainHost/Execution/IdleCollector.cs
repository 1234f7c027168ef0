using Orleans;

namespace OrleansCommerce.Local.Execution;

/// <summary>Ends activations that nothing used for their age, once a quantum. Ages are counted in quanta.</summary>
internal sealed class IdleCollector : IDisposable
{
    private readonly GrainHost _host;
    private readonly int _defaultAge;
    private readonly ITimer _timer;
    private bool _collecting;

    public IdleCollector(GrainHost host, TimeSpan quantum, TimeSpan age)
    {
        _host = host;
        Quantum = quantum;
        _defaultAge = QuantaOf(age);
        _timer = host.StartTimer(Timeout.InfiniteTimeSpan, () => host.System.Post(() => _ = CollectAsync()));
        _timer.Change(quantum, quantum);
    }

    /// <summary>In which ages are counted.</summary>
    public TimeSpan Quantum { get; }

    /// <summary>Quanta since the host began.</summary>
    public int Tick { get; private set; }

    public int AgeOf(GrainClass grainClass) => grainClass.AgeLimit is { } own ? QuantaOf(own) : _defaultAge;

    public int TickAfter(TimeSpan span) => (int)Math.Min(int.MaxValue, Tick + 1L + QuantaOf(span));

    public void Dispose() => _timer.Dispose();

    private int QuantaOf(TimeSpan age) => (int)Math.Min(int.MaxValue, Math.Ceiling(age / Quantum));

    private async Task CollectAsync()
    {
        Tick++;
        if (_collecting)
        {
            return;
        }

        _collecting = true;
        try
        {
            await _host.DeactivateAsync(
                activation => activation.IsIdle(Tick),
                new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Idle for the collection age."));
        }
        finally
        {
            _collecting = false;
        }
    }
}
