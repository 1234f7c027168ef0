namespace OrleansCommerce.Silo.Operations;

/// <summary>
/// What the silos held and took over the last minutes. It looks only while somebody looks at it, since every silo that is asked has
/// some work with it: the history begins with the first look.
/// </summary>
internal sealed partial class ClusterHistory(IEngineView engine, TimeProvider time, ILogger<ClusterHistory> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Queue<ClusterMoment> _moments = [];
    private readonly Lock _gate = new();
    private long? _lookedAt;

    /// <summary>What is known, oldest first; from now on more becomes known.</summary>
    public IReadOnlyList<ClusterMoment> Read()
    {
        lock (_gate)
        {
            _lookedAt = time.GetTimestamp();
            return [.. _moments];
        }
    }

    /// <summary>Looks once, when somebody looked at it lately; forgets everything when nobody did.</summary>
    public async Task SampleAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_lookedAt is not { } looked || time.GetElapsedTime(looked) > Patience)
            {
                _moments.Clear();
                return;
            }
        }

        var silos = await engine.ReadSilosAsync(cancellationToken);
        var moment = new ClusterMoment(
            time.GetUtcNow(),
            [.. silos.Select(static silo => new SiloMoment(silo.Address, silo.Activations, silo.CpuPercent, silo.MemoryBytes))]);
        lock (_gate)
        {
            _moments.Enqueue(moment);
            while (_moments.Count > Measurements.StepsMax)
            {
                _moments.Dequeue();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Measurements.Step, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SampleAsync(cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The cluster may be away for a while: the history has a gap.
            LogGap(logger, fault);
        }
    }

    [LoggerMessage(2031, LogLevel.Debug, "The silos could not be looked at")]
    private static partial void LogGap(ILogger logger, Exception exception);
}

/// <summary>The silos at a time.</summary>
/// <param name="At">UTC.</param>
/// <param name="Silos">Each of them.</param>
internal sealed record ClusterMoment(DateTimeOffset At, IReadOnlyList<SiloMoment> Silos);

/// <summary>A silo at a time.</summary>
/// <param name="Address">Which silo.</param>
/// <param name="Activations">Grains in its memory; null when it does not answer.</param>
/// <param name="CpuPercent">Of all its cores; null when it does not answer.</param>
/// <param name="MemoryBytes">That it takes; null when it does not answer.</param>
internal sealed record SiloMoment(string Address, int? Activations, double? CpuPercent, long? MemoryBytes);
