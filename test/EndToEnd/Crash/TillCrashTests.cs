using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Crash;

/// <summary>The real process dies while a till sells, twice: its session has every sale once, and no cart is bought twice.</summary>
public abstract class TillCrashTests(DatabaseKind kind)
{
    private const string Store = "store";
    private const int Sales = 40;
    private const int AtOnce = 4;

    [Fact]
    public async Task The_drawer_adds_up_though_the_server_was_killed_while_it_sold()
    {
        using var database = await Database.CreateAsync(kind);
        await using var server = await MortalServer.StartAsync(database.ConnectionString);
        using var api = new Api(server.Address);
        await api.DoAsync("upsertLocation", new { id = Store, name = "The store", kind = "STORE" }, "location { id }");
        var sku = await Shop.StockedProductAsync(api, 1_000, Store);
        await api.DoAsync(
            "openTillSession",
            new { operationId = "open", tillId = "till-1", locationId = Store, openingFloat = new { currency = "GBP", amount = 100m } },
            "session { number }");
        var carts = new List<string>();
        for (var i = 0; i < Sales / 2; i++)
        {
            carts.Add(await Shop.CartAsync(api, sku, 1));
        }

        var done = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Sales), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (i, _) =>
        {
            await SellAsync(server, api, sku, carts, i);
            if (Interlocked.Increment(ref done) is Sales / 4 or Sales / 2)
            {
                server.Kill();
            }
        });
        Assert.Equal(2, server.Deaths);

        // Whoever got an answer asks again, and nothing is sold once more.
        await server.KillAndRestartAsync();
        for (var i = 0; i < Sales; i++)
        {
            await SellAsync(server, api, sku, carts, i);
        }

        var session = (await api.GetAsync("tillSession(tillId: \"till-1\")", "expectedCash { amount } totals { saleCount cash { amount } }"))!;
        var totals = Assert.Single(session["totals"]!.AsArray())!;
        Assert.Equal(Sales, totals["saleCount"]!.GetValue<int>());
        Assert.Equal(Sales * 10m, totals["cash"]!["amount"]!.GetValue<decimal>());
        Assert.Equal(1_000 - Sales, (await Shop.LevelsAsync(api, sku, Store)).OnHand);
        foreach (var cart in carts)
        {
            Assert.Equal("ORDERED", (await api.GetAsync($"cart(id: \"{cart}\")", "status"))!["status"]!.GetValue<string>());
        }

        var closed = await api.DoAsync(
            "closeTillSession",
            new { operationId = "close", tillId = "till-1", counted = new { currency = "GBP", amount = 100m + (Sales * 10m) } },
            "session { variance { amount } }");
        Assert.Equal(0m, closed["session"]!["variance"]!["amount"]!.GetValue<decimal>());
    }

    /// <summary>One sale, of goods or of a cart, asked for until it is answered.</summary>
    private static async Task SellAsync(MortalServer server, Api api, string sku, List<string> carts, int i)
    {
        while (true)
        {
            try
            {
                var payload = i % 2 == 0
                    ? await api.MutateAsync(
                        "sellAtTill",
                        new { operationId = $"sale-{i}", locationId = Store, tillId = "till-1", currency = "GBP", lines = new[] { new { sku, quantity = 1 } } },
                        "order { id }")
                    : await api.MutateAsync(
                        "sellCartAtTill", new { operationId = $"sale-{i}", cartId = carts[i / 2], locationId = Store, tillId = "till-1" }, "order { id }");
                Assert.True(Shop.Succeeded(payload), payload.ToJsonString());
                return;
            }
            catch (Exception gone) when (gone is HttpRequestException or System.Text.Json.JsonException or TaskCanceledException)
            {
                await server.BackAsync();
            }
        }
    }
}

public sealed class TillCrashOnSqliteTests() : TillCrashTests(DatabaseKind.Sqlite);

public sealed class TillCrashOnPostgresTests() : TillCrashTests(DatabaseKind.Postgres);
