using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>Reservations over HTTP at the real host, spread over 1,000 stock items.</summary>
internal static class GraphQLReserve
{
    private const int Skus = 1_000;
    private const int CallerCount = 64;

    private const string Mutation =
        "mutation Reserve($input: ReserveStockInput!) { reserveStock(input: $input) { reservation { id status expiresAt } "
        + "stockItem { available } errors { __typename ... on Error { message } } } }";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string Reserve = "reserveStock";

        await using var server = await ShopServer.StartAsync(bench.Database);
        var stock = await Reservations.StockUpAsync(server.Grains, Skus, locations: 1);
        var minimal = await server.ConnectAsync(CallerCount, MinimalEndpoint.Path, Role.Associate);
        var graphQL = await server.ConnectAsync(CallerCount, GraphQLMutation.Path, Role.Associate);
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => MinimalEndpoint.PostAsync(minimal[caller]));
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => ReserveAsync(graphQL[caller], stock));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            await MinimalEndpoint.MeasureAsync(bench, round, minimal);
            await bench.MeasureAsync(round, Reserve, CallerCount, caller => ReserveAsync(graphQL[caller], stock));
        }

        bench.Compare(Reserve, MinimalEndpoint.Name, atLeast: 0.4);
        await stock.CheckAsync(bench, server.Services);
        return bench.Result;
    }

    private static async Task ReserveAsync(HttpConnection connection, Reservations stock)
    {
        await GraphQLMutation.PostAsync(
            connection,
            Mutation,
            $$"""
            {"reservationId":"{{stock.NextId()}}","sku":"{{Reservations.Sku(Random.Shared.Next(Skus))}}","locationId":"{{Reservations.LocationId(0)}}","quantity":1,"expiresInSeconds":{{Reservations.ExpiresInSeconds}},"channel":"WEB"}
            """);
        stock.Acknowledge();
    }
}
