using OrleansCommerce.EndToEnd.Tests.Crash;
using OrleansCommerce.EndToEnd.Tests.Http;
using OrleansCommerce.EndToEnd.Tests.Linearizability.Checking;
using OrleansCommerce.EndToEnd.Tests.Linearizability.Stock;
using OrleansCommerce.EndToEnd.Tests.Servers;

namespace OrleansCommerce.EndToEnd.Tests.Linearizability;

/// <summary>
/// One stock item of the real process, under clients that run into each other and a server that is killed twice, does what it would
/// do for one client at a time: nothing that was acknowledged is lost, nothing takes effect twice, and one order explains every answer.
/// </summary>
public sealed class LinearizabilityTests
{
    private const int Units = 40;

    /// <summary>Histories that are too wild to be judged, one after the other, before the test gives up.</summary>
    private const int SeedsMax = 4;

    [Fact]
    public async Task One_order_of_all_requests_explains_every_answer_that_clients_of_a_killed_server_got()
    {
        for (var seed = 1; ; seed++)
        {
            try
            {
                var verdict = await JudgeAsync(seed);
                Assert.True(verdict.IsLinearizable, verdict.Explanation);
                return;
            }
            catch (NotJudgedException) when (seed < SeedsMax)
            {
                // The next history is another one: who was faster, and where the server died, is never the same twice.
            }
        }
    }

    private static async Task<Verdict> JudgeAsync(int seed)
    {
        using var database = await Database.CreateAsync(DatabaseKind.Postgres);
        await using var server = await MortalServer.StartAsync(database.ConnectionString);
        using var api = new Api(server.Address);
        await api.DoAsync("upsertLocation", new { id = Shop.Warehouse, name = "Warehouse", kind = "WAREHOUSE" }, "location { id }");
        var sku = Shop.NewId("SKU");
        await api.DoAsync("upsertProduct", new { sku, name = "A thing", price = Shop.Pounds(10m) }, "product { sku }");
        var stock = new StockClient(api, sku, Shop.Warehouse);
        await stock.AskAsync(new Request.Receive("delivery", Units));

        var shoppers = new Shoppers(server, stock, seed);
        await shoppers.ShopAsync();
        await server.KillAndRestartAsync();
        await shoppers.AskAgainAsync();

        AssertEverythingWasTried(stock.Attempts);
        return LinearizabilityChecker<StockState>.Check(StockState.Empty, StockHistory.OperationsOf(stock.Attempts));
    }

    private static void AssertEverythingWasTried(IReadOnlyCollection<Attempt> attempts)
    {
        var outcomes = attempts.CountBy(static attempt => attempt.Reply?.Outcome ?? "unknown").ToDictionary(StringComparer.Ordinal);
        Assert.All(
            (string[])
            [
                "unknown", Reply.Done, StockSpecification.Held, StockSpecification.Released, StockSpecification.Confirmed,
                StockSpecification.OutOfStock, StockSpecification.ReservationExpired, StockSpecification.InvalidState,
            ],
            outcome => Assert.True(outcomes.GetValueOrDefault(outcome) > 0, $"Nobody was answered {outcome}: {string.Join(", ", outcomes)}"));
    }
}
