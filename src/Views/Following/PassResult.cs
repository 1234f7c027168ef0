using OrleansCommerce.Journal;

namespace OrleansCommerce.Views.Following;

/// <summary>What a pass found.</summary>
internal sealed class PassResult
{
    /// <summary>Checkpoints whose batch failed.</summary>
    public HashSet<string> Failed { get; } = new(StringComparer.Ordinal);

    /// <summary>Checkpoints that have seen everything that was in the feed when the pass began.</summary>
    public List<string> CaughtUp { get; } = [];

    /// <summary>Whether there is more in the feed.</summary>
    public bool HasMore { get; private set; }

    /// <summary>Whether anything was written.</summary>
    public bool Wrote { get; private set; }

    /// <summary>How long the oldest event of the pass had waited, or a view that fails stands still; zero when nothing waits.</summary>
    public TimeSpan Lag { get; private set; }

    /// <summary>Notes a batch.</summary>
    public void Saw(List<Target> targets, IReadOnlyList<RecordedEvent> events, int limit, DateTimeOffset now)
    {
        var succeeded = targets.Where(target => !Failed.Contains(target.Checkpoint)).Select(static target => target.Checkpoint).ToList();
        Wrote |= events.Count > 0 && succeeded.Count > 0;
        if (events.Count < limit)
        {
            CaughtUp.AddRange(succeeded);
        }
        else
        {
            HasMore |= succeeded.Count > 0;
        }

        if (events.Count > 0)
        {
            StandsStill(now - events[0].At);
        }
    }

    /// <summary>Notes that something waits so long already.</summary>
    public void StandsStill(TimeSpan lag) => Lag = lag > Lag ? lag : Lag;
}
