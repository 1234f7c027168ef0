using System.Collections.Concurrent;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL;

/// <summary>
/// Reservations that this process refused, by minute and location. A refusal changes nothing and is no event, so the journal does
/// not know it: the count is of this process alone, and begins with it.
/// </summary>
public sealed class RefusalCount(TimeProvider time)
{
    private readonly ConcurrentDictionary<(long Minute, string LocationId), int> _counts = new();
    private long _newest;

    /// <summary>Counts an answer that says that units cannot be had.</summary>
    /// <param name="answer">What a grain answered; only one that exists answers so.</param>
    /// <param name="locationId">Where.</param>
    public void NoteIfOutOfStock<T>(Result<T> answer, string locationId)
        where T : class
    {
        if (answer.Succeeded || answer.Failure is not OutOfStock)
        {
            return;
        }

        var minute = MinuteOf(time.GetUtcNow());
        if (Interlocked.Exchange(ref _newest, minute) != minute)
        {
            foreach (var old in _counts.Keys.Where(key => key.Minute < minute - IActivitySearch.KeptMinutes))
            {
                _counts.TryRemove(old, out _);
            }
        }

        _counts.AddOrUpdate((minute, locationId), 1, static (_, count) => count + 1);
    }

    /// <summary>Refusals from <paramref name="since"/> on, one for each minute and location that has some.</summary>
    internal IEnumerable<(DateTimeOffset At, string LocationId, int Count)> Since(DateTimeOffset since) =>
        from entry in _counts
        where entry.Key.Minute >= MinuteOf(since)
        select (DateTimeOffset.FromUnixTimeSeconds(entry.Key.Minute * 60), entry.Key.LocationId, entry.Value);

    private static long MinuteOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;
}
