namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class TillAndReturnTests(ShopFixture shop)
{
    private const string Sell =
        """
        mutation ($op: ID!, $lines: [TillLineInput!]!) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", currency: "GBP", lines: $lines }) {
            order { id status channel total { amount } paid { amount } lines { id } fulfillments { method status } }
            errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    [Fact]
    public async Task Goods_are_sold_at_a_till_and_returned_with_the_receipt()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var sale = (await shop.Silo.DataAsync(
            Sell, new { op = $"sale-{sku}", lines = new[] { new { sku, quantity = 2 } } }, shop.Token(Role.Pos, "till-1"))).GetProperty("sellAtTill");
        var order = sale.GetProperty("order");

        var returned = (await shop.Silo.DataAsync(
            """
            mutation ($orderId: ID!, $lineId: ID!) {
              returnItems(input: {
                operationId: "back", orderId: $orderId, locationId: "store-edinburgh", lines: [{ orderLineId: $lineId, quantity: 1 }]
              }) { returnId refund { amount } order { refunded { amount } lines { returnedQuantity } } errors { __typename ... on Error { message } } }
            }
            """,
            new { orderId = order.GetProperty("id").GetString(), lineId = order.GetProperty("lines")[0].GetProperty("id").GetString() },
            shop.Token(Role.Associate, "desk"))).GetProperty("returnItems");
        var stock = await shop.Silo.DataAsync(
            """
            query ($sku: String!) {
              london: stockItem(sku: $sku, locationId: "store-london") { onHand }
              edinburgh: stockItem(sku: $sku, locationId: "store-edinburgh") { onHand }
            }
            """,
            new { sku });

        Assert.Equal("FULFILLED", order.GetProperty("status").GetString());
        Assert.Equal("POS", order.GetProperty("channel").GetString());
        Assert.Equal(12.5m, returned.GetProperty("refund").GetProperty("amount").GetDecimal());
        Assert.Equal(1, returned.GetProperty("order").GetProperty("lines")[0].GetProperty("returnedQuantity").GetInt32());
        Assert.Equal(3, stock.GetProperty("london").GetProperty("onHand").GetInt32());
        Assert.Equal(1, stock.GetProperty("edinburgh").GetProperty("onHand").GetInt32());
    }

    [Fact]
    public async Task The_same_sale_is_booked_once()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var sale = new { op = $"sale-{sku}", lines = new[] { new { sku, quantity = 2 } } };

        var first = await shop.Silo.DataAsync(Sell, sale);
        var again = await shop.Silo.DataAsync(Sell, sale);

        Assert.Equal(first.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task A_line_that_cannot_be_right_is_named()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");

        var refused = await shop.Silo.DataAsync(
            Sell, new { op = $"sale-{sku}", lines = new object[] { new { sku, quantity = 1 }, new { sku, quantity = 0 } } });

        var error = Assert.Single(refused.GetProperty("sellAtTill").GetProperty("errors").EnumerateArray());
        Assert.Equal("lines[1].quantity", error.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_return_without_a_receipt_names_who_approved_it()
    {
        var sku = await shop.GivenProductAsync(onHand: 1, locationId: "store-london");
        var desk = shop.Token(Role.Associate, "desk-7");

        var accepted = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $sku: String!) {
              returnWithoutReceipt(input: {
                operationId: $op, locationId: "store-london", currency: "GBP",
                lines: [{ sku: $sku, quantity: 3, unitPrice: { amount: 1.25, currency: "GBP" } }]
              }) { unreceiptedReturn { id approvedBy refund { amount } location { name } lines { disposition } } errors { __typename } }
            }
            """,
            new { op = $"back-{sku}", sku },
            desk)).GetProperty("returnWithoutReceipt").GetProperty("unreceiptedReturn");
        var read = await shop.Silo.DataAsync(
            "query ($id: ID!) { unreceiptedReturn(id: $id) { approvedBy } }", new { id = accepted.GetProperty("id").GetString() }, desk);

        Assert.Equal("desk-7", accepted.GetProperty("approvedBy").GetString());
        Assert.Equal(3.75m, accepted.GetProperty("refund").GetProperty("amount").GetDecimal());
        Assert.Equal("RESTOCK", accepted.GetProperty("lines")[0].GetProperty("disposition").GetString());
        Assert.Equal("desk-7", read.GetProperty("unreceiptedReturn").GetProperty("approvedBy").GetString());
    }

    [Fact]
    public async Task A_till_may_not_accept_returns()
    {
        var response = await shop.Silo.PostAsync("{ unreceiptedReturn(id: \"x\") { id } }", token: shop.Token(Role.Pos, "till-1"));

        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
