using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Goods that come back: graded, refunded where they should be, and refused when the policy says so.</summary>
[Collection(ShopCollection.Name)]
public sealed class ReturnTests(ShopFixture shop)
{
    private const string Sell =
        """
        mutation ($op: ID!, $sku: String!, $quantity: Int!, $tenders: [TenderInput!]) {
          sellAtTill(input: {
            operationId: $op, locationId: "store-london", currency: "GBP", lines: [{ sku: $sku, quantity: $quantity }], tenders: $tenders
          }) { order { id lines { id } payments { tender refunded { amount } } } errors { __typename ... on InvalidInputError { field } } }
        }
        """;

    private const string Return =
        """
        mutation ($op: ID!, $orderId: ID!, $lines: [ReturnLineInput!]!, $refundTo: RefundTarget, $override: ReturnOverrideInput) {
          returnItems(input: {
            operationId: $op, orderId: $orderId, locationId: "store-london", lines: $lines, refundTo: $refundTo, override: $override
          }) {
            returnId refund { amount } storeCreditId
            order { returns { id storeCreditId overriddenBy overrideReason refundTo lines { quantity disposition reason note condition refund { amount } } location { id } } }
            errors { __typename ... on ReturnRefusedError { code field message } ... on InvalidInputError { field } }
          }
        }
        """;

    [Fact]
    public async Task Units_are_graded_one_by_one_and_the_ledger_says_who_why_and_by_which_return()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var orderId = await SoldAsync(sku, 3);
        var desk = shop.Token(Role.Associate, "desk-7");

        var returned = (await shop.Silo.DataAsync(
            Return,
            new
            {
                op = "back",
                orderId,
                lines = new object[]
                {
                    new { orderLineId = "1", quantity = 1, reason = "WRONG_SIZE", condition = "NEW" },
                    new { orderLineId = "1", quantity = 1, reason = "DEFECTIVE", condition = "USED", note = "does not start" },
                    new { orderLineId = "1", quantity = 1, disposition = "WRITE_OFF", condition = "DAMAGED" },
                },
            },
            desk)).GetProperty("returnItems");
        var data = await shop.Silo.DataAsync(
            """
            query ($sku: String!) {
              stockItem(sku: $sku, locationId: "store-london") { onHand qualityControl damaged }
              stockChanges(sku: $sku, locationId: "store-london", first: 3) { nodes { reason reference subject movements { from to quantity } } }
            }
            """,
            new { sku },
            desk);

        var goods = returned.GetProperty("order").GetProperty("returns")[0];
        Assert.Equal(
            ["RESTOCK", "QUARANTINE", "WRITE_OFF"],
            goods.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("disposition").GetString()!));
        Assert.Equal("""{"onHand":7,"qualityControl":1,"damaged":0}""", data.GetProperty("stockItem").GetRawText());
        var changes = data.GetProperty("stockChanges").GetProperty("nodes").EnumerateArray().ToList();
        Assert.Contains("DEFECTIVE; USED; does not start", changes.Select(change => change.GetProperty("reason").GetString()));
        Assert.All(changes, change => Assert.Equal("desk-7", change.GetProperty("subject").GetString()));
        Assert.All(changes, change => Assert.StartsWith($"{orderId}:return:1", change.GetProperty("reference").GetString(), StringComparison.Ordinal));

        var moved = (await shop.Silo.DataAsync(
            """
            mutation ($sku: String!, $reference: String!) {
              moveStock(input: {
                operationId: "checked", sku: $sku, locationId: "store-london", from: QUALITY_CONTROL, to: AVAILABLE, quantity: 1,
                reason: "works", reference: $reference
              }) { stockItem { onHand qualityControl } errors { __typename } }
            }
            """,
            new { sku, reference = returned.GetProperty("returnId").GetString() },
            desk)).GetProperty("moveStock");
        Assert.Equal("""{"onHand":8,"qualityControl":0}""", moved.GetProperty("stockItem").GetRawText());
    }

    [Fact]
    public async Task A_refund_as_store_credit_pays_the_next_sale()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var orderId = await SoldAsync(sku, 2);
        var returned = await ReturnAsync(orderId, "back", refundTo: "STORE_CREDIT");
        var creditId = returned.GetProperty("storeCreditId").GetString();

        var redeem = new { op = $"redeem-{sku}", creditId, amount = 12.5m };
        var redeemed = await RedeemAsync(redeem);
        var again = await RedeemAsync(redeem);
        var toomuch = await RedeemAsync(redeem with { op = $"more-{sku}", amount = 0.01m });
        var redemption = redeemed.GetProperty("redemptionId").GetString();
        var tenders = new[] { new { kind = "STORE_CREDIT", amount = new { amount = 12.5m, currency = "GBP" }, reference = redemption } };
        var second = (await shop.Silo.DataAsync(Sell, new { op = $"second-{sku}", sku, quantity = 1, tenders }, shop.Token(Role.Pos, "till-1"))).GetProperty("sellAtTill");
        var third = (await shop.Silo.DataAsync(Sell, new { op = $"third-{sku}", sku, quantity = 1, tenders }, shop.Token(Role.Pos, "till-1"))).GetProperty("sellAtTill");

        Assert.Equal(12.5m, returned.GetProperty("refund").GetProperty("amount").GetDecimal());
        Assert.Equal(redeemed.GetRawText(), again.GetRawText());
        Assert.Equal(0m, redeemed.GetProperty("storeCredit").GetProperty("balance").GetProperty("amount").GetDecimal());
        Assert.Equal(["InvalidInputError"], ShopFixture.Errors(toomuch));
        Assert.Equal("STORE_CREDIT", second.GetProperty("order").GetProperty("payments")[0].GetProperty("tender").GetString());
        Assert.Equal("tenders[0].reference", third.GetProperty("errors")[0].GetProperty("field").GetString());
        var credit = (await shop.Silo.DataAsync(
            "query ($id: ID!) { storeCredit(id: $id) { issued { amount } balance { amount } redemptions { id orderId reversed location { id } } } }",
            new { id = creditId },
            shop.Token(Role.Associate, "desk"))).GetProperty("storeCredit");
        Assert.Equal(second.GetProperty("order").GetProperty("id").GetString(), credit.GetProperty("redemptions")[0].GetProperty("orderId").GetString());
    }

    [Fact]
    public async Task A_redemption_that_no_sale_used_is_given_back()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var creditId = (await ReturnAsync(await SoldAsync(sku, 1), "back", refundTo: "STORE_CREDIT")).GetProperty("storeCreditId").GetString();
        var redeemed = await RedeemAsync(new { op = $"redeem-{sku}", creditId, amount = 5m });

        var reversed = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $redemptionId: ID!) {
              reverseStoreCreditRedemption(input: { operationId: $op, redemptionId: $redemptionId }) {
                redemptionId storeCredit { balance { amount } redemptions { reversed } } errors { __typename }
              }
            }
            """,
            new { op = $"undo-{sku}", redemptionId = redeemed.GetProperty("redemptionId").GetString() },
            shop.Token(Role.Pos, "till-1"))).GetProperty("reverseStoreCreditRedemption");

        Assert.Equal(12.5m, reversed.GetProperty("storeCredit").GetProperty("balance").GetProperty("amount").GetDecimal());
        Assert.True(reversed.GetProperty("storeCredit").GetProperty("redemptions")[0].GetProperty("reversed").GetBoolean());
    }

    [Fact]
    public async Task A_customer_sees_no_credit_of_others()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var creditId = (await ReturnAsync(await SoldAsync(sku, 1), "back", refundTo: "STORE_CREDIT")).GetProperty("storeCreditId").GetString();

        var seen = await shop.Silo.DataAsync("query ($id: ID!) { storeCredit(id: $id) { id } }", new { id = creditId }, shop.Token(Role.Customer, "somebody"));

        Assert.Equal(JsonValueKind.Null, seen.GetProperty("storeCredit").ValueKind);
    }

    [Fact]
    public async Task What_was_sold_for_good_comes_back_when_an_admin_answers_for_it()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var terms = (await shop.Silo.DataAsync(
            """
            mutation ($sku: String!) {
              setReturnTerms(input: { sku: $sku, days: 14, finalSale: true }) { product { returnDays finalSale } errors { __typename } }
            }
            """,
            new { sku },
            shop.Token(Role.Admin, "boss"))).GetProperty("setReturnTerms");
        var orderId = await SoldAsync(sku, 1);

        var refused = await ReturnAsync(orderId, "back");
        var forbidden = await shop.Silo.PostAsync(Return, Variables(orderId, "back-2", given: "a regular"), shop.Token(Role.Associate, "desk"));
        var accepted = (await shop.Silo.DataAsync(Return, Variables(orderId, "back-3", given: "a regular"), shop.Token(Role.Admin, "boss"))).GetProperty("returnItems");

        Assert.Equal("""{"returnDays":14,"finalSale":true}""", terms.GetProperty("product").GetRawText());
        var error = Assert.Single(refused.GetProperty("errors").EnumerateArray());
        Assert.Equal(("FINAL_SALE", "lines[0].orderLineId"), (error.GetProperty("code").GetString(), error.GetProperty("field").GetString()));
        Assert.Equal("FORBIDDEN", forbidden.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var goods = accepted.GetProperty("order").GetProperty("returns")[0];
        Assert.Equal(("boss", "a regular"), (goods.GetProperty("overriddenBy").GetString(), goods.GetProperty("overrideReason").GetString()));
    }

    [Fact]
    public async Task Without_a_receipt_the_refund_may_be_store_credit()
    {
        var sku = await shop.GivenProductAsync(onHand: 1, locationId: "store-london");

        var accepted = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $sku: String!) {
              returnWithoutReceipt(input: {
                operationId: $op, locationId: "store-london", currency: "GBP", asStoreCredit: true,
                lines: [{ sku: $sku, quantity: 2, unitPrice: { amount: 3, currency: "GBP" }, condition: OPENED, reason: UNWANTED_GIFT }]
              }) { unreceiptedReturn { storeCreditId lines { disposition reason condition } } errors { __typename } }
            }
            """,
            new { op = $"gift-{sku}", sku },
            shop.Token(Role.Associate, "desk"))).GetProperty("returnWithoutReceipt").GetProperty("unreceiptedReturn");
        var data = await shop.Silo.DataAsync(
            """
            query ($id: ID!, $sku: String!) {
              storeCredit(id: $id) { balance { amount } } stockItem(sku: $sku, locationId: "store-london") { onHand qualityControl }
            }
            """,
            new { id = accepted.GetProperty("storeCreditId").GetString(), sku },
            shop.Token(Role.Associate, "desk"));

        Assert.Equal(6m, data.GetProperty("storeCredit").GetProperty("balance").GetProperty("amount").GetDecimal());
        Assert.Equal("""{"onHand":1,"qualityControl":2}""", data.GetProperty("stockItem").GetRawText());
    }

    [Fact]
    public async Task Goods_are_exchanged_in_one_and_the_difference_is_paid()
    {
        var sku = await shop.GivenProductAsync(onHand: 9, locationId: "store-london");
        var orderId = await SoldAsync(sku, 1);
        const string exchange =
            """
            mutation ($op: ID!, $orderId: ID!, $sku: String!, $quantity: Int!, $tenders: [TenderInput!]) {
              exchangeItems(input: {
                operationId: $op, orderId: $orderId, locationId: "store-london",
                back: [{ orderLineId: "1", quantity: 1, reason: WRONG_SIZE, condition: NEW }], lines: [{ sku: $sku, quantity: $quantity }], tenders: $tenders
              }) {
                exchange {
                  refund { amount } saleTotal { amount } paid { amount } givenBack { amount }
                  order { lines { returnedQuantity } refunded { amount } } sale { status payments { tender captured { amount } } }
                }
                errors { __typename ... on InvalidInputError { field } }
              }
            }
            """;
        var tenders = new[] { new { kind = "CASH", amount = new { amount = 12.5m, currency = "GBP" } } };

        var wrong = (await shop.Silo.DataAsync(exchange, new { op = $"wrong-{sku}", orderId, sku, quantity = 3, tenders }, shop.Token(Role.Associate, "desk"))).GetProperty("exchangeItems");
        var done = (await shop.Silo.DataAsync(exchange, new { op = $"swap-{sku}", orderId, sku, quantity = 2, tenders }, shop.Token(Role.Associate, "desk"))).GetProperty("exchangeItems");
        var again = (await shop.Silo.DataAsync(exchange, new { op = $"swap-{sku}", orderId, sku, quantity = 2, tenders }, shop.Token(Role.Associate, "desk"))).GetProperty("exchangeItems");

        Assert.Equal("tenders", wrong.GetProperty("errors")[0].GetProperty("field").GetString());
        var made = done.GetProperty("exchange");
        Assert.Equal([12.5m, 25m, 12.5m, 0m], new[] { "refund", "saleTotal", "paid", "givenBack" }.Select(field => Amount(made, field)));
        Assert.Equal((1, 12.5m), (made.GetProperty("order").GetProperty("lines")[0].GetProperty("returnedQuantity").GetInt32(), Amount(made.GetProperty("order"), "refunded")));
        Assert.Equal(
            [("CASH", 12.5m), ("STORE_CREDIT", 12.5m)],
            made.GetProperty("sale").GetProperty("payments").EnumerateArray().Select(payment => (payment.GetProperty("tender").GetString()!, Amount(payment, "captured"))));
        Assert.Equal(done.GetRawText(), again.GetRawText());
    }

    private static decimal Amount(JsonElement thing, string field) => thing.GetProperty(field).GetProperty("amount").GetDecimal();

    private static object Variables(string orderId, string op, string? refundTo = null, string? given = null) => new
    {
        op,
        orderId,
        lines = new[] { new { orderLineId = "1", quantity = 1 } },
        refundTo,
        @override = given is null ? null : new { reason = given },
    };

    private async Task<string> SoldAsync(string sku, int quantity)
    {
        var sale = (await shop.Silo.DataAsync(Sell, new { op = $"sale-{sku}", sku, quantity }, shop.Token(Role.Pos, "till-1"))).GetProperty("sellAtTill");
        return sale.GetProperty("order").GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> ReturnAsync(string orderId, string op, string? refundTo = null) =>
        (await shop.Silo.DataAsync(Return, Variables(orderId, op, refundTo), shop.Token(Role.Associate, "desk"))).GetProperty("returnItems");

    private async Task<JsonElement> RedeemAsync(object variables) => (await shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $creditId: ID!, $amount: Decimal!) {
          redeemStoreCredit(input: { operationId: $op, storeCreditId: $creditId, locationId: "store-london", amount: { amount: $amount, currency: "GBP" } }) {
            redemptionId storeCredit { balance { amount } } errors { __typename }
          }
        }
        """,
        variables,
        shop.Token(Role.Pos, "till-1"))).GetProperty("redeemStoreCredit");
}
