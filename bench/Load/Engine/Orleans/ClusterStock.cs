using System.Globalization;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Scenarios;
using OrleansCommerce.Load.Servers;
using OrleansCommerce.Stock;

namespace OrleansCommerce.Load.Engine;

/// <summary>Stock items of one location and one more that everybody wants, all with plenty of units; what was acknowledged is counted.</summary>
internal sealed class ClusterStock(int items)
{
    private const int UnitsOfOneReceipt = 1_000_000;
    private const int CheckoutLines = 2;

    private const string Receive =
        "mutation($input: ReceiveStockInput!) { receiveStock(input: $input) { stockItem { onHand } errors { __typename ... on Error { message } } } }";

    private const string Product =
        "mutation($input: UpsertProductInput!) { upsertProduct(input: $input) { product { sku } errors { __typename ... on Error { message } } } }";

    private const string Location =
        "mutation($input: UpsertLocationInput!) { upsertLocation(input: $input) { location { id } errors { __typename ... on Error { message } } } }";

    private long _ids;
    private long _reserved;
    private long _paid;

    /// <summary>How many there are of which any is taken.</summary>
    public int Items => items;

    public long Reserved => Volatile.Read(ref _reserved);

    public long Paid => Volatile.Read(ref _paid);

    // After those of which any is taken.
    private string Hot => Reservations.Sku(items);

    /// <summary>The stream of the one that everybody wants.</summary>
    public string HotStream => StreamOf(items);

    /// <summary>The stream of one of which any is taken.</summary>
    public static string StreamOf(int item) => $"stock/{new StockItemKey(Reservations.LocationId(0), Reservations.Sku(item))}";

    /// <summary>Registers all, and receives units of them.</summary>
    public async Task ReceiveAsync(HttpConnection[] connections)
    {
        Bench.Progress($"stocking up {items + 1:N0} stock items");
        var location = Reservations.LocationId(0);
        await GraphQLMutation.PostAsync(connections[0], Location, $$"""{"id":"{{location}}","name":"A warehouse","kind":"WAREHOUSE","country":"GB"}""");
        await Task.WhenAll(connections.Select(async (connection, caller) =>
        {
            for (var number = caller; number <= items; number += connections.Length)
            {
                var sku = Reservations.Sku(number);
                await GraphQLMutation.PostAsync(connection, Product, $$$"""{"sku":"{{{sku}}}","name":"A thing","price":{"amount":9.99,"currency":"GBP"}}""");
                await GraphQLMutation.PostAsync(
                    connection, Receive, $$"""{"operationId":"first","sku":"{{sku}}","locationId":"{{location}}","quantity":{{UnitsOfOneReceipt}}}""");
            }
        }));
    }

    /// <summary>Reserves a unit of any stock item.</summary>
    public Task ReserveAnyAsync(HttpConnection connection) => ReserveAsync(connection, Reservations.Sku(Random.Shared.Next(items)));

    /// <summary>Reserves a unit of one of these stock items.</summary>
    public Task ReserveOneOfAsync(HttpConnection connection, IReadOnlyList<int> some) =>
        ReserveAsync(connection, Reservations.Sku(some[Random.Shared.Next(some.Count)]));

    /// <summary>Reserves a unit of the one that everybody wants.</summary>
    public Task ReserveHotAsync(HttpConnection connection) => ReserveAsync(connection, Hot);

    /// <summary>Buys two things.</summary>
    /// <param name="connections">Any of them for each request.</param>
    public async Task CheckOutAsync(HttpConnection[] connections)
    {
        await Checkout.CheckOutAsync(connections, CheckoutLines, items);
        Interlocked.Increment(ref _paid);
    }

    private async Task ReserveAsync(HttpConnection connection, string sku)
    {
        await GraphQLReserve.PostAsync(connection, string.Create(CultureInfo.InvariantCulture, $"reservation-{Interlocked.Increment(ref _ids):D9}"), sku);
        Interlocked.Increment(ref _reserved);
    }
}
