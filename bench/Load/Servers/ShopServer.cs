using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using OrleansCommerce.Silo;

namespace OrleansCommerce.Load.Servers;

/// <summary>
/// The real host as in production, on a free port: read models follow, tokens are checked. Beside the API it answers a minimal
/// JSON endpoint, which is what the API is compared with.
/// </summary>
internal sealed class ShopServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<HttpConnection> _connections = [];

    private ShopServer(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>Starts it on an empty database.</summary>
    public static async Task<ShopServer> StartAsync(BenchDatabase database)
    {
        var app = SiloApplication.Create(ShopSettings.Arguments(database.ConnectionString));
        app.MapPost("/minimal", static (MinimalRequest request) => new MinimalAnswer(request.Sku, request.Quantity > 0));
        await app.StartAsync();
        return new ShopServer(app);
    }

    /// <summary>One connection for each caller, open until the server is disposed.</summary>
    public async Task<HttpConnection[]> ConnectAsync(int callers, string path, Role role)
    {
        var token = ShopSettings.Token(role);
        var address = new Uri(new Uri(_app.Urls.First()), path);
        var connections = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => HttpConnection.OpenAsync(address, token)));
        _connections.AddRange(connections);
        return connections;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _connections.ForEach(static connection => connection.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private sealed record MinimalRequest(string Sku, int Quantity);

    private sealed record MinimalAnswer(string Sku, bool Accepted);
}
