using OrleansCommerce.Integration.Events;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Feed;

/// <summary>The journal's feed as others may see it: public events in the order of their commits, no gap, no skip.</summary>
internal sealed class EventFeed(IJournal journal, PublicEvents publicEvents)
{
    /// <summary>Events of the journal that one page looks at: what matches may be rare, and a request has an end.</summary>
    public const int ScanMax = 5_000;

    private const int BatchMax = 500;

    /// <summary>Up to <paramref name="first"/> events after <paramref name="after"/>.</summary>
    /// <param name="after">The last event that is known.</param>
    /// <param name="types">Only these public types; all when it is null.</param>
    /// <param name="first">1 or more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">An event cannot be read; nothing is skipped.</exception>
    public async Task<EventPage> ReadAsync(
        FeedPosition after, IReadOnlySet<string>? types, int first, CancellationToken cancellationToken)
    {
        var found = new List<PublicEvent>();
        var scanned = 0;
        DateTimeOffset? oldest = null;
        while (scanned < ScanMax)
        {
            var events = await journal.ReadFeedAsync(after, BatchMax, cancellationToken);
            foreach (var recorded in events)
            {
                oldest ??= recorded.At;
                if (await publicEvents.TellAsync(recorded, cancellationToken) is { } told && types?.Contains(told.Type) != false)
                {
                    if (found.Count == first)
                    {
                        return new EventPage(found, after, HasMore: true, oldest);
                    }

                    found.Add(told);
                }

                after = recorded.Position;
            }

            if (events.Count < BatchMax)
            {
                return new EventPage(found, after, HasMore: false, oldest);
            }

            scanned += events.Count;
        }

        return new EventPage(found, after, HasMore: true, oldest);
    }
}

/// <summary>A part of the feed.</summary>
/// <param name="Events">Those that match, in order.</param>
/// <param name="Next">Where it goes on: behind everything that was looked at.</param>
/// <param name="HasMore">Whether there was more to look at.</param>
/// <param name="OldestAt">When the first event that was looked at was decided, UTC; null when there was none.</param>
internal sealed record EventPage(IReadOnlyList<PublicEvent> Events, FeedPosition Next, bool HasMore, DateTimeOffset? OldestAt);
