using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Cash that a till gives back, whatever for: its session counts each of it once.</summary>
[Collection(ShopCollection.Name)]
public sealed class TillRefundTests(ShopFixture shop)
{
    private const string Exchange =
        """
        mutation ($op: ID!, $orderId: ID!, $till: ID!, $back: Int!, $sku: String!, $quantity: Int!) {
          exchangeItems(input: {
            operationId: $op, orderId: $orderId, locationId: "store-london", tillId: $till
            back: [{ orderLineId: "1", quantity: $back }], lines: [{ sku: $sku, quantity: $quantity }]
          }) { exchange { paid { amount } givenBack { amount } } errors { __typename ... on InvalidInputError { field } } }
        }
        """;

    private const string WithoutReceipt =
        """
        mutation ($op: ID!, $till: ID!, $sku: String!) {
          returnWithoutReceipt(input: {
            operationId: $op, locationId: "store-london", currency: "GBP", tillId: $till
            lines: [{ sku: $sku, quantity: 2, unitPrice: { amount: 3, currency: "GBP" } }]
          }) { unreceiptedReturn { refund { amount } } errors { __typename ... on InvalidInputError { field } } }
        }
        """;

    private const string CancelLines =
        """
        mutation ($op: ID!, $orderId: ID!, $till: ID!, $quantity: Int!) {
          cancelOrderLines(input: { operationId: $op, orderId: $orderId, tillId: $till, lines: [{ orderLineId: "1", quantity: $quantity }] }) {
            order { status refunded { amount } } errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    private const string PayOut =
        """
        mutation ($op: ID!, $orderId: ID!, $till: ID!, $amount: Decimal!, $currency: String! = "GBP") {
          payOutCash(input: { operationId: $op, orderId: $orderId, locationId: "store-london", tillId: $till, amount: { amount: $amount, currency: $currency } }) {
            order { refunded { amount } cashOwed { amount } } errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    private readonly string _till = $"till-{Guid.NewGuid():N}";

    [Fact]
    public async Task An_exchange_is_in_the_session_as_what_was_paid_on_top_and_what_was_given_back()
    {
        var sku = await shop.GivenProductAsync(onHand: 20, price: 10m, locationId: "store-london");
        await OpenAsync();
        var orderId = await SoldAsync(sku, 4);
        Assert.Equal(140m, await ExpectedAsync());

        var dearer = await ExchangeAsync("dearer", orderId, sku, back: 1, quantity: 3);
        Assert.Equal((20m, 0m), (Amount(dearer, "paid"), Amount(dearer, "givenBack")));
        Assert.Equal(160m, await ExpectedAsync());

        var cheaper = await ExchangeAsync("cheaper", orderId, sku, back: 3, quantity: 1);
        Assert.Equal((0m, 20m), (Amount(cheaper, "paid"), Amount(cheaper, "givenBack")));
        await ExchangeAsync("cheaper", orderId, sku, back: 3, quantity: 1);
        Assert.Equal(140m, await ExpectedAsync());
        Assert.Equal((3, 60m, 1, 20m), await SumsAsync());
    }

    [Fact]
    public async Task Cash_for_goods_without_a_receipt_is_in_the_session_once()
    {
        var sku = await shop.GivenProductAsync(onHand: 1, locationId: "store-london");
        await OpenAsync();

        for (var i = 0; i < 2; i++)
        {
            var back = await AskAsync(WithoutReceipt, "returnWithoutReceipt", new { op = $"gift-{sku}", till = _till, sku });
            Assert.Equal(6m, Amount(back.GetProperty("unreceiptedReturn"), "refund"));
        }

        Assert.Equal(94m, await ExpectedAsync());
        Assert.Equal((0, 0m, 1, 6m), await SumsAsync());
    }

    [Fact]
    public async Task Cash_for_units_that_are_not_wanted_any_more_is_in_the_session()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m);
        await OpenAsync();
        var orderId = await PaidInCashAsync(sku);
        Assert.Equal(130m, await ExpectedAsync());

        Assert.Equal(20m, Amount(await CancelAsync("less", orderId, 2), "refunded"));
        Assert.Equal(110m, await ExpectedAsync());
        var none = await CancelAsync("none", orderId, 1);
        Assert.Equal(("CANCELLED", 30m), (none.GetProperty("status").GetString(), Amount(none, "refunded")));
        Assert.Equal(100m, await ExpectedAsync());
        Assert.Equal((1, 30m, 2, 30m), await SumsAsync());
    }

    [Fact]
    public async Task Cash_that_went_back_with_nobody_at_a_till_is_handed_out_once_and_is_in_the_session_of_the_till_that_does()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m);
        await OpenAsync();
        var orderId = await PaidInCashAsync(sku);
        var cancelled = (await shop.Silo.DataAsync(
            """
            mutation ($orderId: ID!) {
              cancelOrderLines(input: { operationId: "less", orderId: $orderId, lines: [{ orderLineId: "1", quantity: 2 }] }) {
                order { refunded { amount } cashOwed { amount currency } } errors { __typename }
              }
            }
            """,
            new { orderId },
            shop.Token(Role.Associate, "desk"))).GetProperty("cancelOrderLines").GetProperty("order");
        Assert.Equal((20m, "GBP"), (Amount(cancelled, "cashOwed"), cancelled.GetProperty("cashOwed").GetProperty("currency").GetString()));
        Assert.Equal((20m, 130m), (Amount(cancelled, "refunded"), await ExpectedAsync()));

        const string Owing = "query ($owed: Boolean) { searchOrders(cashOwed: $owed, first: 200) { nodes { id } } }";
        var mayOwe = shop.Token(Role.Associate, "desk");
        Assert.Contains(orderId, (await shop.Silo.DataAsync(Owing, new { owed = true }, mayOwe)).GetProperty("searchOrders").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(orderId, (await shop.Silo.DataAsync(Owing, new { owed = false }, mayOwe)).GetProperty("searchOrders").GetRawText(), StringComparison.Ordinal);

        Assert.Equal("amount.amount", await RefusedFieldAsync(orderId, 10m));
        Assert.Equal("amount.amount", await RefusedFieldAsync(orderId, 0m));
        Assert.Equal("amount.amount", await RefusedFieldAsync(orderId, -20m));
        Assert.Equal("amount.amount", await RefusedFieldAsync("no-such-order", -3m));
        Assert.Equal("amount.currency", await RefusedFieldAsync(orderId, 20m, "EUR"));
        var paidOut = await PayOutAsync("out-2", orderId, 20m);
        Assert.Equal(JsonValueKind.Null, paidOut.GetProperty("order").GetProperty("cashOwed").ValueKind);
        Assert.Equal(20m, Amount(paidOut.GetProperty("order"), "refunded"));
        Assert.Equal(paidOut.GetRawText(), (await PayOutAsync("out-2", orderId, 20m)).GetRawText());
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(await PayOutAsync("out-3", orderId, 20m)));
        Assert.Equal((110m, (1, 30m, 1, 20m)), (await ExpectedAsync(), await SumsAsync()));
        Assert.DoesNotContain(orderId, (await shop.Silo.DataAsync(Owing, new { owed = true }, mayOwe)).GetProperty("searchOrders").GetRawText(), StringComparison.Ordinal);

        var forbidden = await shop.Silo.PostAsync(
            PayOut, new { op = "mine", orderId, till = _till, amount = 20m }, shop.Token(Role.Customer, "somebody"));
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_till_that_cannot_be_is_named_and_a_customer_opens_no_drawer()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var orderId = await SoldAsync(sku, 1);
        const string Till = "no till";
        var refused = new[]
        {
            await AskAsync(Exchange, "exchangeItems", new { op = $"swap-{sku}", orderId, till = Till, back = 1, sku, quantity = 1 }),
            await AskAsync(WithoutReceipt, "returnWithoutReceipt", new { op = $"gift-{sku}", till = Till, sku }),
            await AskAsync(CancelLines, "cancelOrderLines", new { op = "less", orderId, till = Till, quantity = 1 }),
        };
        Assert.All(refused, payload => Assert.Equal("tillId", Assert.Single(payload.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString()));

        var forbidden = await shop.Silo.PostAsync(
            CancelLines, new { op = "less", orderId, till = _till, quantity = 1 }, shop.Token(Role.Customer, "somebody"));
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static decimal Amount(JsonElement of, string field) => of.GetProperty(field).GetProperty("amount").GetDecimal();

    private async Task<JsonElement> AskAsync(string document, string field, object variables) =>
        (await shop.Silo.DataAsync(document, variables, shop.Token(Role.Associate, "desk"))).GetProperty(field);

    private async Task<JsonElement> ExchangeAsync(string op, string orderId, string sku, int back, int quantity) =>
        (await AskAsync(Exchange, "exchangeItems", new { op = $"{op}-{sku}", orderId, till = _till, back, sku, quantity })).GetProperty("exchange");

    private async Task<JsonElement> CancelAsync(string op, string orderId, int quantity) =>
        (await AskAsync(CancelLines, "cancelOrderLines", new { op, orderId, till = _till, quantity })).GetProperty("order");

    private Task<JsonElement> OpenAsync() => AskAsync(
        """
        mutation ($till: ID!) {
          openTillSession(input: { operationId: "open", tillId: $till, locationId: "store-london", openingFloat: { currency: "GBP", amount: 100 } }) {
            session { number } errors { __typename }
          }
        }
        """,
        "openTillSession",
        new { till = _till });

    private Task<JsonElement> PayOutAsync(string op, string orderId, decimal amount) =>
        AskAsync(PayOut, "payOutCash", new { op, orderId, till = _till, amount });

    private async Task<string?> RefusedFieldAsync(string orderId, decimal amount, string currency = "GBP") =>
        Assert.Single((await AskAsync(PayOut, "payOutCash", new { op = "out", orderId, till = _till, amount, currency })).GetProperty("errors").EnumerateArray())
            .GetProperty("field").GetString();

    /// <summary>Three of a SKU at 10.00, to be sent, and paid at the till in cash.</summary>
    private async Task<string> PaidInCashAsync(string sku)
    {
        var orderId = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, 3), ShopFixture.Shipping)).GetProperty("order").GetProperty("id").GetString()!;
        var paid = await AskAsync(
            """
            mutation ($op: ID!, $orderId: ID!, $till: ID!) {
              payOrderAtTill(input: {
                operationId: $op, orderId: $orderId, locationId: "store-london", tillId: $till
                tenders: [{ kind: CASH, amount: { amount: 30, currency: "GBP" } }]
              }) { order { status } errors { __typename } }
            }
            """,
            "payOrderAtTill",
            new { op = "pay", orderId, till = _till });
        Assert.Equal("CONFIRMED", paid.GetProperty("order").GetProperty("status").GetString());
        return orderId;
    }

    private async Task<string> SoldAsync(string sku, int quantity)
    {
        var sale = await AskAsync(
            """
            mutation ($op: ID!, $till: ID!, $sku: String!, $quantity: Int!) {
              sellAtTill(input: { operationId: $op, locationId: "store-london", tillId: $till, currency: "GBP", lines: [{ sku: $sku, quantity: $quantity }] }) {
                order { id } errors { __typename }
              }
            }
            """,
            "sellAtTill",
            new { op = $"sale-{sku}", till = _till, sku, quantity });
        return sale.GetProperty("order").GetProperty("id").GetString()!;
    }

    private Task<JsonElement> SessionAsync() => AskAsync(
        "query ($till: ID!) { tillSession(tillId: $till) { expectedCash { amount } totals { saleCount cash { amount } refundCount cashRefunds { amount } } } }",
        "tillSession",
        new { till = _till });

    private async Task<decimal> ExpectedAsync() => Amount(await SessionAsync(), "expectedCash");

    private async Task<(int Sales, decimal Cash, int Refunds, decimal CashRefunds)> SumsAsync()
    {
        var sums = Assert.Single((await SessionAsync()).GetProperty("totals").EnumerateArray());
        return (sums.GetProperty("saleCount").GetInt32(), Amount(sums, "cash"), sums.GetProperty("refundCount").GetInt32(), Amount(sums, "cashRefunds"));
    }
}
