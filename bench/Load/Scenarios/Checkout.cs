using System.Globalization;
using OrleansCommerce.Load.Measurement;
using OrleansCommerce.Load.Servers;

namespace OrleansCommerce.Load.Scenarios;

/// <summary>
/// Whole checkouts over HTTP at the real host: create a cart, add lines, place the order, pay it; four mutations with one line, and
/// with 1 to 10 lines one more for each. Placing allocates units of 1,000 SKUs, and ships to an address, which is stored erasably.
/// </summary>
internal static class Checkout
{
    /// <summary>Products that are ordered, named as <see cref="Reservations.Sku"/> does.</summary>
    public const int Skus = 1_000;

    private const int CallerCount = 64;
    private const int LinesMax = 10;
    private const string Errors = "errors { __typename ... on Error { message } }";

    private const string CreateCart = "mutation($input: CreateCartInput!) { createCart(input: $input) { cart { id } " + Errors + " } }";
    private const string AddLine = "mutation($input: AddCartLineInput!) { addCartLine(input: $input) { cart { id version } " + Errors + " } }";
    private const string PlaceOrder = "mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { order { id number status } " + Errors + " } }";
    private const string PayOrder = "mutation($input: PayOrderInput!) { payOrder(input: $input) { order { id status } " + Errors + " } }";

    private const string Delivery =
        """{"method":"SHIP","address":{"name":"Ada Example","street":"1 Main Street","postcode":"SW1A 1AA","city":"London","country":"GB"}}""";

    public static async Task<Measured> RunAsync(Bench bench)
    {
        const string OneLine = "checkout of 1 line";
        const string ManyLines = "checkout of 1 to 10 lines";

        await using var server = await ShopServer.StartAsync(bench.Database);
        await Reservations.StockUpAsync(server.Grains, Skus, locations: 1);
        var paid = 0L;
        var minimal = await server.ConnectAsync(CallerCount, MinimalEndpoint.Path, Role.Customer);
        var graphQL = await server.ConnectAsync(CallerCount, GraphQLMutation.Path, Role.Customer);
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => MinimalEndpoint.PostAsync(minimal[caller]));
        await Callers.RunAsync(CallerCount, bench.WarmUp, caller => CountedAsync(caller, lines: 1));
        for (var round = 1; round <= Bench.Rounds; round++)
        {
            await MinimalEndpoint.MeasureAsync(bench, round, minimal);
            await bench.MeasureAsync(round, OneLine, CallerCount, caller => CountedAsync(caller, lines: 1));
            await bench.MeasureAsync(round, ManyLines, CallerCount, caller => CountedAsync(caller, Random.Shared.Next(1, LinesMax + 1)));
        }

        bench.Compare(OneLine, MinimalEndpoint.Name, atLeast: 0.025);
        await Reservations.CheckAsync(bench, server.Services, "order.authorized", Volatile.Read(ref paid));
        return bench.Result;

        async Task CountedAsync(int caller, int lines)
        {
            await CheckOutAsync([graphQL[caller]], lines, Skus);
            Interlocked.Increment(ref paid);
        }
    }

    /// <summary>Checks out, and pays.</summary>
    /// <param name="connections">Any of them for each mutation, as a load balancer would choose.</param>
    /// <param name="lines">Of the cart.</param>
    /// <param name="skus">How many there are, from the first on.</param>
    /// <returns>The order's id.</returns>
    public static async Task<string> CheckOutAsync(HttpConnection[] connections, int lines, int skus)
    {
        var operation = Guid.NewGuid();
        var first = Random.Shared.Next(skus);
        var cart = GraphQLMutation.Id(await PostAsync(CreateCart, Input($$"""{"operationId":"create-{{operation}}","channel":"WEB","currency":"GBP"}""")));
        for (var line = 0; line < lines; line++)
        {
            var sku = Reservations.Sku((first + line) % skus);
            await PostAsync(AddLine, Input($$"""{"operationId":"add-{{line}}-{{operation}}","cartId":"{{cart}}","sku":"{{sku}}","quantity":1,"channel":"WEB"}"""));
        }

        var order = GraphQLMutation.Id(await PostAsync(
            PlaceOrder, Input($$"""{"operationId":"place-{{operation}}","cartId":"{{cart}}","channel":"WEB","delivery":{{Delivery}}}""")));
        await PostAsync(PayOrder, Input($$"""{"operationId":"pay-{{operation}}","orderId":"{{order}}","paymentToken":"tok_approve"}"""));
        return order;

        Task<ReadOnlyMemory<byte>> PostAsync(string document, string input) =>
            GraphQLMutation.PostAsync(connections[Random.Shared.Next(connections.Length)], document, input);
    }

    private static string Input(FormattableString json) => json.ToString(CultureInfo.InvariantCulture);
}
