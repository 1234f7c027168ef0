using System.Text;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>Reads of one product over HTTP at the real host, spread over 1,000 products.</summary>
internal static class GraphQLQuery
{
    private const int Skus = 1_000;
    private const int CallerCount = 64;
    private const string Query = "query Product($sku: String!) { product(sku: $sku) { name price { amount currency } } }";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Product = "product";

        await using var server = await ShopServer.StartAsync(bench.Database);
        await Reservations.StockUpAsync(server.Grains, Skus, locations: 1);
        var minimal = await server.ConnectAsync(CallerCount, MinimalEndpoint.Path, Role.Associate);
        var graphQL = await server.ConnectAsync(CallerCount, GraphQLMutation.Path, Role.Associate);
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => MinimalEndpoint.PostAsync(minimal[caller]));
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => ReadAsync(graphQL[caller]));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            await MinimalEndpoint.MeasureAsync(bench, round, minimal);
            await bench.MeasureAsync(round, Product, CallerCount, caller => ReadAsync(graphQL[caller]));
        }

        bench.Compare(Product, MinimalEndpoint.Name, atLeast: 0.45);
        return bench.Result;
    }

    private static async Task ReadAsync(HttpConnection connection)
    {
        var sku = Reservations.Sku(Random.Shared.Next(Skus));
        var answer = await connection.PostAsync($$$"""{"query":"{{{Query}}}","variables":{"sku":"{{{sku}}}"}}""");
        if (answer.Span.IndexOf("\"price\":{\"amount\":9.99,\"currency\":\"GBP\"}"u8) < 0)
        {
            throw new InvalidOperationException($"Not the product: {Encoding.UTF8.GetString(answer.Span)}");
        }
    }
}
