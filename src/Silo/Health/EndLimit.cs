namespace OrleansCommerce.Silo.Health;

/// <summary>
/// A limit to the end of the process. Told to stop, it finishes what was begun; what then still waits, for a database or a collector of
/// telemetry that does not answer, could wait longer than an orchestrator does, which kills in the end. So it is ended here, with a word
/// about it. Nothing is lost by that: no more than by a kill was anything acknowledged that is not durable.
/// </summary>
/// <param name="exit">Ends the process, with an exit code.</param>
/// <param name="say">Is told why; the log may not get that far.</param>
/// <param name="time">The clock.</param>
internal sealed class EndLimit(Action<int> exit, Action<string> say, TimeProvider time) : IDisposable
{
    /// <summary>The exit code of a process that had to be ended.</summary>
    public const int CutOff = 3;

    private ITimer? _timer;

    /// <summary>The limit counts from the moment that the host is told to stop.</summary>
    /// <param name="within">How long the end may take.</param>
    /// <param name="stopping">That moment.</param>
    public void Watch(TimeSpan within, CancellationToken stopping) =>
        stopping.Register(() => _timer = time.CreateTimer(_ => End(within), null, within, Timeout.InfiniteTimeSpan));

    /// <summary>It has ended.</summary>
    public void Dispose() => _timer?.Dispose();

    private void End(TimeSpan within)
    {
        say($"The end took longer than {within.TotalSeconds:0} s, and was cut off.");
        exit(CutOff);
    }
}
