using Orleans;
using Orleans.Runtime;
using OrleansCommerce.Local.Execution;

namespace OrleansCommerce.Local;

/// <summary>Start, stop and kill.</summary>
public sealed partial class GrainHost
{
    // Ends may write snapshots; all at once would flood the store that they write to.
    private const int MaxEndsInFlight = 256;

    private static readonly TimeSpan DrainPoll = TimeSpan.FromMilliseconds(20);

    private volatile Stage _stage;

    private enum Stage
    {
        Open,

        /// <summary>Grains may still call grains, so that what runs can finish; nobody else may.</summary>
        Draining,
        Closed,
        Killed,
    }

    internal bool IsKilled => _stage == Stage.Killed;

    internal bool IsOpen => _stage == Stage.Open;

    private IEnumerable<Activation> Activations => _catalog.Classes.SelectMany(grainClass => grainClass.Directory.Values);

    /// <summary>Reads the reminders and begins to fire them; those that are overdue come at once.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default) => System.RunAsync(async () =>
    {
        await Reminders.StartAsync(cancellationToken);
        Log.Started(_catalog.Classes.Count);
    });

    /// <summary>
    /// Stops in order: refuses calls from outside, lets running ones finish within the drain timeout, deactivates all
    /// grains, and then refuses everything.
    /// </summary>
    /// <param name="cancellationToken">Cuts the drain short; deactivations still get their time.</param>
    public Task StopAsync(CancellationToken cancellationToken = default) => System.RunAsync(async () =>
    {
        if (!IsOpen)
        {
            return;
        }

        _stage = Stage.Draining;
        Reminders.Dispose();
        await DrainAsync(cancellationToken);
        _stage = Stage.Closed;
        await DeactivateAsync(static _ => true, new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host stops."));
        Release();
        Log.Stopped();
    });

    /// <summary>
    /// Drops everything, as the death of the process would: no hook runs, no turn begins any more, and callers outside
    /// of the host's grains get <see cref="SiloUnavailableException"/>. A turn that runs on another thread ends by itself.
    /// </summary>
    public void Kill()
    {
        if (_stage == Stage.Killed)
        {
            return;
        }

        _stage = Stage.Killed;
        Release();
        System.Post(() =>
        {
            foreach (var activation in Activations.OrderBy(activation => activation.Number))
            {
                activation.Abandon();
            }
        });
    }

    /// <summary>Kills the host, unless it was stopped.</summary>
    public void Dispose()
    {
        if (_stage != Stage.Closed)
        {
            Kill();
        }
    }

    internal SiloUnavailableException Unavailable() => new(_stage switch
    {
        Stage.Killed => "The grain host was killed; nobody knows how far the call came.",
        _ => "The grain host stops and takes no more calls; the call was not executed.",
    });

    /// <summary>Ends activations, not too many at a time, oldest first.</summary>
    internal async Task DeactivateAsync(Func<Activation, bool> which, DeactivationReason reason)
    {
        List<Task> ending = [];
        foreach (var activation in Activations.Where(which).OrderBy(activation => activation.Number).ToList())
        {
            if (which(activation))
            {
                activation.Deactivate(reason);
                ending.Add(activation.Deactivated);
            }

            if (ending.Count == MaxEndsInFlight)
            {
                await Task.WhenAll(ending);
                ending.Clear();
            }
        }

        await Task.WhenAll(ending);
    }

    private bool Refuses() => _stage switch
    {
        Stage.Open => false,
        Stage.Draining => TaskScheduler.Current is not Activation caller || !ReferenceEquals(caller.Host, this),
        _ => true,
    };

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        var begun = Time.GetTimestamp();
        while (Activations.Any(activation => activation.IsBusy))
        {
            if (cancellationToken.IsCancellationRequested || Time.GetElapsedTime(begun) >= _drainTimeout)
            {
                Log.DrainTimedOut(_drainTimeout.TotalSeconds);
                return;
            }

            await Task.Delay(DrainPoll, Time, CancellationToken.None);
        }
    }

    private void Release()
    {
        Reminders.Dispose();
        Collector.Dispose();
        Sweep.Dispose();
        Metrics.Dispose();
    }
}
