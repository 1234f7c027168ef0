using System.Text.Json;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Integration.Feed;
using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Locations;

namespace OrleansCommerce.Integration.Tests.Feed;

/// <summary>What the feed of events promises those who keep a cursor, on every database.</summary>
public abstract class FeedContract(DatabaseKind kind) : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private IntegrationDatabase _database = null!;

    private CancellationToken Patience => _patience.Token;

    public async Task InitializeAsync() => _database = await IntegrationDatabase.CreateAsync(kind);

    public Task DisposeAsync()
    {
        _patience.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Pages_while_events_come_in_have_each_event_once_and_each_key_in_order()
    {
        const int Writers = 6;
        const int EventsEach = 60;
        await using var shop = new Shop(_database);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            for (var version = 1; version <= EventsEach; version++)
            {
                await shop.ReceiveAsync($"sku-{writer}", version);
            }
        })));

        var seen = new List<JsonElement>();
        string? after = null;
        while (seen.Count < Writers * EventsEach)
        {
            Patience.ThrowIfCancellationRequested();
            var page = await ReadAsync(shop, after, null, 7);
            seen.AddRange(page.Events);
            after = page.Next;
        }

        await writing;
        Assert.Empty((await ReadAsync(shop, after, null, 7)).Events);
        Assert.Equal(seen.Count, seen.Select(static one => one.GetProperty("id").GetString()).Distinct().Count());
        foreach (var key in seen.GroupBy(static one => one.GetProperty("partitionkey").GetString()))
        {
            Assert.Equal(
                Enumerable.Range(1, EventsEach), key.Select(static one => one.GetProperty("data").GetProperty("version").GetInt32()));
            Assert.Equal(
                key.Select(static one => one.GetProperty("sequence").GetString()).Order(StringComparer.Ordinal),
                key.Select(static one => one.GetProperty("sequence").GetString()));
        }

        // The same events for another who begins, and after another process opened the database.
        await using var other = new Shop(_database);
        var again = new List<string?>();
        for (var (next, more) = ((string?)null, true); more;)
        {
            var page = await ReadAsync(other, next, null, 500);
            again.AddRange(page.Events.Select(static one => one.GetRawText()));
            (next, more) = (page.Next, page.HasMore);
        }

        Assert.Equal(seen.Select(static one => one.GetRawText()), again);
    }

    [Fact]
    public async Task Only_the_types_that_are_asked_for_and_the_cursor_passes_the_others()
    {
        await using var shop = new Shop(_database);
        await shop.ReceiveAsync("mug", 1, 20);
        await NameAsync(shop, "store-1");
        await shop.ReceiveAsync("mug", 21);
        await _database.FedAsync(shop.Journal, Patience);

        var page = await ReadAsync(shop, null, ["location.changed"], 10);
        var one = Assert.Single(page.Events);
        Assert.Equal("location/store-1", one.GetProperty("subject").GetString());
        Assert.False(page.HasMore);
        Assert.Empty((await ReadAsync(shop, page.Next, ["location.changed"], 10)).Events);
        Assert.Empty((await ReadAsync(shop, page.Next, null, 10)).Events);
    }

    [Fact]
    public async Task A_page_that_is_full_says_that_there_is_more_and_goes_on_at_the_next_event()
    {
        await using var shop = new Shop(_database);
        await shop.ReceiveAsync("mug", 1, 5);
        await _database.FedAsync(shop.Journal, Patience);

        var first = await ReadAsync(shop, null, null, 2);
        var second = await ReadAsync(shop, first.Next, null, 2);
        var third = await ReadAsync(shop, second.Next, null, 2);

        Assert.Equal([true, true, false], new[] { first, second, third }.Select(static page => page.HasMore));
        Assert.Equal([1, 2, 3, 4, 5], new[] { first, second, third }.SelectMany(static page => page.Events)
            .Select(static one => one.GetProperty("data").GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Who_wants_the_latest_gets_what_comes_after()
    {
        await using var shop = new Shop(_database);
        await shop.ReceiveAsync("mug", 1);
        await _database.FedAsync(shop.Journal, Patience);

        var end = await ReadAsync(shop, EventFeedReader.Latest, null, 10);
        Assert.Empty(end.Events);
        await shop.ReceiveAsync("mug", 2);
        await _database.FedAsync(shop.Journal, Patience);
        var page = await ReadAsync(shop, end.Next, null, 10);

        Assert.Equal(2, Assert.Single(page.Events).GetProperty("data").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task A_request_waits_for_an_event_and_is_answered_by_the_first()
    {
        await using var shop = new Shop(_database);
        var waiting = ReadAsync(shop, null, null, 10, TimeSpan.FromSeconds(30));
        Assert.False(waiting.IsCompleted);

        await shop.ReceiveAsync("mug", 1);

        // On PostgreSQL the event is held back while a transaction runs that is older: then the next look finds it. The clock goes no
        // faster than the world's, so that the request's time is not over before the database has answered.
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!waiting.IsCompleted)
        {
            await tick.WaitForNextTickAsync(Patience);
            shop.Time.Advance(tick.Period);
        }

        Assert.Single((await waiting).Events);
    }

    [Fact]
    public async Task A_request_that_waits_in_vain_is_answered_with_nothing_when_its_time_is_over()
    {
        await using var shop = new Shop(_database);
        var waiting = ReadAsync(shop, null, null, 10, TimeSpan.FromSeconds(2));
        while (!waiting.IsCompleted)
        {
            Patience.ThrowIfCancellationRequested();
            await Task.Yield();
            shop.Time.Advance(TimeSpan.FromMilliseconds(100));
        }

        var page = await waiting;
        Assert.Empty(page.Events);
        Assert.False(page.HasMore);
        Assert.True(EventFeedReader.IsCursor(page.Next));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("ZTE6MDo0Mg==")]
    [InlineData("ZTE6MDow MDA")]
    [InlineData("ZTI6MDo0Mg")]
    public async Task What_is_no_cursor_is_refused(string cursor)
    {
        await using var shop = new Shop(_database);

        Assert.False(EventFeedReader.IsCursor(cursor));
        await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(shop, cursor, null, 10));
    }

    private static async Task<(IReadOnlyList<JsonElement> Events, string Next, bool HasMore)> ReadAsync(
        Shop shop, string? after, IEnumerable<string>? types, int first, TimeSpan wait = default)
    {
        var page = JsonDocument.Parse(await shop.Feed.ReadAsync(after, types?.ToHashSet(), first, wait, default)).RootElement;
        return ([.. page.GetProperty("events").EnumerateArray()], page.GetProperty("next").GetString()!, page.GetProperty("hasMore").GetBoolean());
    }

    private static Task NameAsync(Shop shop, string id) => shop.AppendAsync(
        $"location/{id}", 1, [Location.Codec.Write(new Location.Event.Upserted(new UpsertLocation("Store", LocationKind.Store, null, null, null)))]);
}

public sealed class SqliteFeedTests() : FeedContract(DatabaseKind.Sqlite);

public sealed class PostgresFeedTests() : FeedContract(DatabaseKind.Postgres);
