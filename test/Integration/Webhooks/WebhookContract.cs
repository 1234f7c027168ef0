using OrleansCommerce.Integration.Tests.Shops;
using OrleansCommerce.Journal.Storage;

namespace OrleansCommerce.Integration.Tests.Webhooks;

/// <summary>What webhooks promise, on every database, to real receivers. The parts of this class are by subject.</summary>
public abstract partial class WebhookContract(DatabaseKind kind) : IAsyncLifetime
{
    /// <summary>More than any wait between two attempts.</summary>
    private static readonly TimeSpan LongEnough = TimeSpan.FromHours(30);

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private IntegrationDatabase _database = null!;

    /// <summary>Ends a test that would otherwise wait for ever.</summary>
    private CancellationToken Patience => _patience.Token;

    public async Task InitializeAsync() => _database = await IntegrationDatabase.CreateAsync(kind);

    public Task DisposeAsync()
    {
        _patience.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Advances the clock past every back-off, and delivers; the lease is beaten on the way.</summary>
    private async Task WaitAndDeliverAsync(Shop shop, string id, TimeSpan wait)
    {
        shop.Time.Advance(wait);
        await shop.DeliverAsync(id, Patience);
    }

    private static Task<int> FailsFor(string sku, Received received) => Task.FromResult(received.Sku == sku ? 503 : 200);
}

public sealed class SqliteWebhookTests() : WebhookContract(DatabaseKind.Sqlite);

public sealed class PostgresWebhookTests() : WebhookContract(DatabaseKind.Postgres);
