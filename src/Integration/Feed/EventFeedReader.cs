using System.Buffers;
using System.Text.Json;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Integration.Events;
using OrleansCommerce.Journal;

namespace OrleansCommerce.Integration.Feed;

/// <summary>Answers those who fetch events page by page, from a cursor that they keep.</summary>
public sealed class EventFeedReader
{
    /// <summary>Events of a page when the caller does not say.</summary>
    public const int FirstDefault = 100;

    /// <summary>The most events of a page.</summary>
    public const int FirstMax = 500;

    /// <summary>Seconds that a request may wait for an event.</summary>
    public const int WaitSecondsMax = 30;

    /// <summary>The cursor that stands for the feed's end: only what comes is wanted.</summary>
    public const string Latest = "latest";

    /// <summary>The longest time between two looks: what another process commits raises no signal here.</summary>
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly IJournal _journal;
    private readonly EventFeed _feed;
    private readonly FeedEnd _end;
    private readonly CloudEventJson _json;
    private readonly TimeProvider _time;

    internal EventFeedReader(IJournal journal, EventFeed feed, FeedEnd end, CloudEventJson json, TimeProvider time) =>
        (_journal, _feed, _end, _json, _time) = (journal, feed, end, json, time);

    /// <summary>Every public type.</summary>
    public static IReadOnlyList<string> Types => PublicEvents.Types;

    /// <summary>Whether <paramref name="cursor"/> is one that this feed gave, or <see cref="Latest"/>.</summary>
    public static bool IsCursor(string cursor) => cursor == Latest || EventCursor.TryParse(cursor, out _);

    /// <summary>
    /// A page as UTF-8 JSON: <c>events</c>, <c>next</c>, <c>hasMore</c>. Waits for an event when there is none, and returns at the first.
    /// </summary>
    /// <param name="after">A cursor; null for the feed's beginning.</param>
    /// <param name="types">Only these public types; all when it is null.</param>
    /// <param name="first">1 to <see cref="FirstMax"/>.</param>
    /// <param name="wait">At most so long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException"><paramref name="after"/> is no cursor of this feed.</exception>
    /// <exception cref="InvalidDataException">An event cannot be read; nothing is skipped.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(
        string? after, IReadOnlySet<string>? types, int first, TimeSpan wait, CancellationToken cancellationToken)
    {
        var position = after switch
        {
            null => FeedPosition.Start,
            Latest => await _end.ReadAsync(cancellationToken),
            _ => EventCursor.TryParse(after, out var read) ? read : throw new ArgumentException("It is no cursor of this feed.", nameof(after)),
        };
        var asked = _time.GetTimestamp();
        while (true)
        {
            var commits = _journal.Commits.Count;
            var page = await _feed.ReadAsync(position, types, first, cancellationToken);
            position = page.Next;
            var left = wait - _time.GetElapsedTime(asked);
            if (page.Events.Count > 0 || page.HasMore || left <= TimeSpan.Zero)
            {
                return Write(page);
            }

            await _journal.Commits.WaitAsync(commits, left < Poll ? left : Poll, _time, cancellationToken);
        }
    }

    private ReadOnlyMemory<byte> Write(EventPage page)
    {
        var buffer = new ArrayBufferWriter<byte>(4_096);
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = EventJson.Options.Encoder }))
        {
            json.WriteStartObject();
            json.WriteStartArray("events"u8);
            foreach (var told in page.Events)
            {
                _json.Write(json, told);
            }

            json.WriteEndArray();
            json.WriteString("next"u8, EventCursor.Of(page.Next));
            json.WriteBoolean("hasMore"u8, page.HasMore);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
