using System.Text;

namespace OrleansCommerce.Journal.Tests;

/// <summary>Appends as the tests write them.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    public static Append Append(string stream, long expected, params string[] payloads) =>
        new(stream, expected, [.. payloads.Select(Event)], EventMetadata.None, Noon);

    public static NewEvent Event(string payload) => new("stock.reserved", Encoding.UTF8.GetBytes($"\"{payload}\""));

    public static string Text(this RecordedEvent e) => Encoding.UTF8.GetString(e.Payload.Span).Trim('"');

    public static async Task<List<RecordedEvent>> ReadAllAsync(this IJournal journal, string stream)
    {
        var events = new List<RecordedEvent>();
        await foreach (var e in journal.ReadStreamAsync(stream))
        {
            events.Add(e);
        }

        return events;
    }

    /// <summary>
    /// Reads the feed to its end, and on until it has <paramref name="count"/> events: what was committed a moment ago may be held
    /// back by an older transaction, even one of another database on the same server.
    /// </summary>
    public static async Task<List<RecordedEvent>> ReadFeedAsync(this IJournal journal, int count, int page = 1000)
    {
        var started = TimeProvider.System.GetTimestamp();
        var events = new List<RecordedEvent>();
        while (true)
        {
            var next = await journal.ReadFeedAsync(events.Count == 0 ? FeedPosition.Start : events[^1].Position, page);
            events.AddRange(next);
            if (next.Count == 0 && (events.Count >= count || TimeProvider.System.GetElapsedTime(started) > TimeSpan.FromSeconds(60)))
            {
                return events;
            }
        }
    }

    /// <summary>Appends one event as a writer that does not know the head: on a conflict it looks again.</summary>
    public static async Task AppendSomehowAsync(this IJournal journal, string stream, string payload)
    {
        var head = 0L;
        while (true)
        {
            var result = await journal.AppendAsync(Append(stream, head, payload));
            if (result.Status == AppendStatus.Committed)
            {
                return;
            }

            head = result.Version;
        }
    }
}
