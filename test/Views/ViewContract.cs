using OrleansCommerce.Journal.Storage;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>What the views promise, on every database. The parts of this class are by subject.</summary>
public abstract partial class ViewContract(DatabaseKind kind) : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(2));
    private ShopDatabase _database = null!;

    /// <summary>Ends a test that would otherwise wait for ever.</summary>
    private CancellationToken Patience => _patience.Token;

    public async Task InitializeAsync() => _database = await ShopDatabase.CreateAsync(kind);

    public Task DisposeAsync()
    {
        _patience.Dispose();
        return Task.CompletedTask;
    }

    private async Task<Shop> OpenAsync(Shop? opened = null)
    {
        var shop = opened ?? new Shop(_database);
        await shop.StartAsync();
        return shop;
    }
}

public sealed class SqliteViewTests() : ViewContract(DatabaseKind.Sqlite);

public sealed class PostgresViewTests() : ViewContract(DatabaseKind.Postgres);
