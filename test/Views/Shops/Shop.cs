using Microsoft.Extensions.Logging.Abstractions;
using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Following;
using OrleansCommerce.Views.Search;
using OrleansCommerce.Views.Waking;

namespace OrleansCommerce.Views.Tests.Shops;

/// <summary>One process: a journal, and the views over it. Its follower runs only when it is started.</summary>
internal sealed class Shop : IAsyncDisposable
{
    /// <summary>Longer than the product's, so that a busy machine fails no test.</summary>
    private const int PatientMs = 60_000;

    private readonly IDatabase _ownDatabase;
    private readonly Dictionary<string, long> _heads = new(StringComparer.Ordinal);
    private bool _started;

    public Shop(ShopDatabase on, int batchEventsMax = ViewPass.BatchEventsMax, TimeProvider? time = null, int freshnessMs = PatientMs)
    {
        Time = time ?? TimeProvider.System;
        _ownDatabase = on.Open();
        Database = new FaultyDatabase(_ownDatabase);
        Journal = ShopDatabase.JournalOf(_ownDatabase);
        Faults = new ViewFaults(Time);
        Pass = new ViewPass(Journal, Database, ViewSchema.Views, Faults, Time, NullLogger<ViewPass>.Instance, batchEventsMax);
        Follower = new ViewFollower(Pass, Journal, TimeProvider.System, NullLogger<ViewFollower>.Instance);
        Freshness = Database.Kind == DatabaseKind.Postgres
            ? new TransactionFreshness(Journal, Database, Follower, TimeProvider.System, freshnessMs)
            : new CommitFreshness(Journal, Follower, TimeProvider.System, freshnessMs);
        Catalog = new CatalogSearch(Database, Freshness);
        Orders = new OrderSearch(Database, Freshness);
        Work = new WorkSearch(Database, Freshness);
        Stock = new StockSearch(Database, Freshness);
        Carts = new CartSearch(Database, Freshness);
        Activity = new ActivitySearch(Database, Freshness);
        Rebuilder = new ViewRebuilder(Database, ViewSchema.Views, Follower, TimeProvider.System);
        Status = new ViewStatusReader(Journal, Database, ViewSchema.Views, Faults, Time);
        Due = new DueTable(Database);
    }

    public TimeProvider Time { get; }

    public FaultyDatabase Database { get; }

    public IJournal Journal { get; }

    public ViewFaults Faults { get; }

    public ViewPass Pass { get; }

    public ViewFollower Follower { get; }

    public IFreshness Freshness { get; }

    public CatalogSearch Catalog { get; }

    public OrderSearch Orders { get; }

    public WorkSearch Work { get; }

    public StockSearch Stock { get; }

    public CartSearch Carts { get; }

    public ActivitySearch Activity { get; }

    public ViewRebuilder Rebuilder { get; }

    public IViewStatus Status { get; }

    public DueTable Due { get; }

    public async Task StartAsync()
    {
        _started = true;
        await Follower.StartAsync(CancellationToken.None);
    }

    /// <summary>Appends at the end of a stream that only this process writes.</summary>
    public Task AppendAsync<TEvent>(EventCodec<TEvent> codec, string stream, TEvent happened, DateTimeOffset? wakeAt = null)
        where TEvent : class => AppendAsync(stream, [codec.Write(happened)], wakeAt);

    public async Task AppendAsync(string stream, IReadOnlyList<NewEvent> events, DateTimeOffset? wakeAt = null)
    {
        long head;
        lock (_heads)
        {
            head = _heads.GetValueOrDefault(stream);
            _heads[stream] = head + events.Count;
        }

        var result = await Journal.AppendAsync(new Append(stream, head, events, new EventMetadata(WakeAt: wakeAt), Time.GetUtcNow()));
        Assert.Equal(AppendStatus.Committed, result.Status);
    }

    /// <summary>Looks at the feed until every view has seen <paramref name="events"/> of it.</summary>
    public async Task FollowToAsync(int events, CancellationToken patience)
    {
        while (true)
        {
            patience.ThrowIfCancellationRequested();
            if (Time is FixedTime manual)
            {
                // Time goes on, so that a view that failed is tried again.
                manual.Now += TimeSpan.FromMinutes(1);
            }

            try
            {
                await Pass.RunAsync(patience);
            }
            catch (CheckpointMovedException)
            {
                // As after a lost answer: the next look reads the checkpoint again.
            }

            var feed = await Journal.ReadFeedAsync(FeedPosition.Start, events, patience);
            await using var connection = await Database.OpenReadAsync(patience);
            var checkpoints = await Checkpoints.ReadAsync(connection, patience);
            if (feed.Count == events && checkpoints.Values.All(at => at == feed[^1].Position))
            {
                return;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started)
        {
            await Follower.StopAsync(CancellationToken.None);
        }

        Follower.Dispose();
        await Journal.DisposeAsync();
        await _ownDatabase.DisposeAsync();
    }
}
