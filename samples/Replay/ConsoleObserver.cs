using Spectre.Console;

namespace OrleansCommerce.Replay;

/// <summary>Tells a person how far it is: bars on a terminal, now and then a line elsewhere.</summary>
internal sealed class ConsoleObserver(ProgressContext progress, IAnsiConsole console) : IReplayObserver
{
    /// <summary>More refusals than these have one cause, and are only counted.</summary>
    private const int RefusalsShownMax = 20;

    private static readonly TimeSpan BetweenWaitingLines = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private ProgressTask? _phase;
    private int _refusals;
    private DateTimeOffset _lastWaitingLine;

    /// <inheritdoc/>
    public void PhaseStarted(string phase, int steps)
    {
        lock (_gate)
        {
            _phase?.StopTask();
            _phase = progress.AddTask(phase, maxValue: Math.Max(steps, 1));
            if (steps == 0)
            {
                _phase.Increment(1);
            }
        }
    }

    /// <inheritdoc/>
    public void StepDone()
    {
        lock (_gate)
        {
            _phase!.Increment(1);
        }
    }

    /// <inheritdoc/>
    public void OperationsDone(long total)
    {
    }

    /// <inheritdoc/>
    public void Waiting(string reason)
    {
        lock (_gate)
        {
            var now = TimeProvider.System.GetUtcNow();
            if (now - _lastWaitingLine > BetweenWaitingLines)
            {
                _lastWaitingLine = now;
                console.MarkupLineInterpolated($"[yellow]Waiting for the server:[/] {reason}");
            }
        }
    }

    /// <inheritdoc/>
    public void Refused(string what)
    {
        lock (_gate)
        {
            if (++_refusals <= RefusalsShownMax)
            {
                console.MarkupLineInterpolated($"[red]Refused:[/] {what}");
            }
        }
    }
}
