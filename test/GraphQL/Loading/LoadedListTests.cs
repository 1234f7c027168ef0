using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansCommerce.GraphQL.Faults;
using OrleansCommerce.Search;

namespace OrleansCommerce.GraphQL.Tests.Loading;

/// <summary>The API's own schema over a catalog and grains that count how often they are asked.</summary>
public sealed class LoadedListTests
{
    private const string Query =
        "{ products(first: 200) { nodes { sku availability { available location { name } } again: availability { sku location { kind } } } } }";

    [Fact]
    public async Task A_list_of_200_products_asks_each_view_and_each_grain_once()
    {
        var catalog = new CountingCatalog();
        var grains = new CountingGrains();
        await using var app = await StartAsync(catalog, grains);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

        using var response = await client.PostAsJsonAsync("/graphql", new { query = Query });
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();

        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        var products = answer.GetProperty("data").GetProperty("products").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Equal(CountingCatalog.ProductCount, products.Count);
        Assert.All(products, static product => Assert.Equal(CountingCatalog.LocationIds.Length, product.GetProperty("availability").GetArrayLength()));
        Assert.Equal(1, catalog.ProductQuestions);
        Assert.Equal(1, catalog.StockQuestions);

        // The stock comes from its list alone; each of the few locations names itself.
        Assert.Equal(0, grains.Calls.Keys.Count(static key => key.StartsWith("IStockItemGrain/", StringComparison.Ordinal)));
        Assert.Equal(CountingCatalog.LocationIds.Length, grains.Calls.Keys.Count(static key => key.StartsWith("ILocationGrain/", StringComparison.Ordinal)));
        Assert.All(grains.Calls, static call => Assert.Equal(1, call.Value));
    }

    private static async Task<WebApplication> StartAsync(CountingCatalog catalog, CountingGrains grains)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ICatalogSearch>(catalog);
        builder.Services.AddSingleton(grains.Factory);
        builder.Services.AddSingleton<IFaultClassifier, NoFaults>();
        builder.Services.AddCommerceGraphQL();
        var app = builder.Build();
        app.Use(static (_, next) =>
        {
            Caller.Current = new Caller("someone", Role.Admin);
            return next();
        });
        app.MapGraphQL();
        await app.StartAsync();
        return app;
    }

    private sealed class NoFaults : IFaultClassifier
    {
        public FaultKind Classify(Exception fault) => FaultKind.Internal;
    }
}
