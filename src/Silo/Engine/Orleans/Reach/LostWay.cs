namespace OrleansCommerce.Silo.Engine.Reach;

/// <summary>
/// Ends a silo that lost its way to the journal while others have theirs. It is no use to anyone, and as a member of the cluster in good
/// health it would keep its grains from all others until the way is mended. While the journal answers nobody, all stay.
/// </summary>
/// <param name="reach">Asks the journal; throws when it does not answer.</param>
/// <param name="reachElsewhere">Whether it answers another silo.</param>
/// <param name="exit">Ends the process, with an exit code.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Is told why.</param>
internal sealed partial class LostWay(
    Func<CancellationToken, Task> reach, Func<CancellationToken, Task<bool>> reachElsewhere, Action<int> exit, TimeProvider time, ILogger<LostWay> logger)
    : BackgroundService
{
    /// <summary>The exit code of a silo that could not reach the journal.</summary>
    public const int ExitCode = 4;

    /// <summary>For how long the journal may be silent. A database that is restarted, or handed over to its standby, is often silent for less.</summary>
    public static readonly TimeSpan SilentMax = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long? _silentSince;

    /// <summary>Asks once.</summary>
    /// <returns>Whether this silo has to end.</returns>
    public async Task<bool> HasLostItAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        try
        {
            await reach(cancellationToken);
            _silentSince = null;
            return false;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            _silentSince ??= asked;
        }

        return time.GetElapsedTime(_silentSince.Value) >= SilentMax && await reachElsewhere(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ticks = new PeriodicTimer(Pause, time);
        while (await ticks.WaitForNextTickAsync(stoppingToken))
        {
            if (await HasLostItAsync(stoppingToken))
            {
                LogLost(logger, SilentMax);
                exit(ExitCode);
                return;
            }
        }
    }

    [LoggerMessage(5001, LogLevel.Critical, "The journal has not answered this silo for {Silent}, and answers others: it ends, so that its grains go there")]
    private static partial void LogLost(ILogger logger, TimeSpan silent);
}
