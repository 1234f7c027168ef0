using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>Reservations over HTTP at the real host, spread over 1,000 stock items, with few connections and with many.</summary>
internal static class GraphQLReserve
{
    private const int Skus = 1_000;
    private static readonly int[] ConnectionCounts = [64, 256];
    private const string Mutation =
        "mutation Reserve($input: ReserveStockInput!) { reserveStock(input: $input) { reservation { id status expiresAt } "
        + "stockItem { available } errors { __typename ... on Error { message } } } }";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        await using var server = await ShopServer.StartAsync(bench.Database);
        var stock = await Reservations.StockUpAsync(server.Grains, Skus, locations: 1);
        var most = ConnectionCounts.Max();
        var minimal = await server.ConnectAsync(most, MinimalEndpoint.Path, Role.Associate);
        var graphQL = await server.ConnectAsync(most, GraphQLMutation.Path, Role.Associate);
        await Callers.RunAsync(most, bench.WarmUp, caller => MinimalEndpoint.PostAsync(minimal[caller]));
        await Callers.RunAsync(most, bench.WarmUp, caller => ReserveAsync(graphQL[caller], stock));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            foreach (var count in ConnectionCounts)
            {
                await MinimalEndpoint.MeasureAsync(bench, round, minimal[..count], Of(MinimalEndpoint.Name, count));
                await bench.MeasureAsync(round, Of("reserveStock", count), count, caller => ReserveAsync(graphQL[caller], stock));
            }
        }

        foreach (var count in ConnectionCounts)
        {
            bench.Compare(Of("reserveStock", count), Of(MinimalEndpoint.Name, count), atLeast: 0.4);
        }

        await stock.CheckAsync(bench, server.Services);
        return bench.Result;
    }

    /// <summary>Reserves a unit of a SKU, in the first of the locations.</summary>
    public static Task PostAsync(HttpConnection connection, string reservationId, string sku) => GraphQLMutation.PostAsync(
        connection,
        Mutation,
        $$"""
        {"reservationId":"{{reservationId}}","sku":"{{sku}}","locationId":"{{Reservations.LocationId(0)}}","quantity":1,"expiresInSeconds":{{Reservations.ExpiresInSeconds}},"channel":"WEB"}
        """);

    private static string Of(string what, int connections) => $"{what}, {connections} connections";

    private static async Task ReserveAsync(HttpConnection connection, Reservations stock)
    {
        await PostAsync(connection, stock.NextId(), Reservations.Sku(Random.Shared.Next(Skus)));
        stock.Acknowledge();
    }
}
