using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Receipts as customers and staff see them.</summary>
[Collection(ShopCollection.Name)]
public sealed class ReceiptTests(ShopFixture shop)
{
    private const string Sell =
        """
        mutation ($op: ID!, $sku: String!, $customer: ID) {
          sellAtTill(input: { operationId: $op, locationId: "store-london", customerId: $customer, currency: "GBP", lines: [{ sku: $sku, quantity: 2 }] }) {
            order { id receiptIds }
            errors { __typename }
          }
        }
        """;

    private const string One = "query ($id: ID!) { receipt(id: $id) { id kind orderId total { amount } taxes { rate tax { amount } } lines { sku taxRate } hash } }";

    private const string List =
        "query ($sku: String, $search: String) { receipts(sku: $sku, search: $search, first: 10) { totalCount nodes { id nodeId } } }";

    [Fact]
    public async Task A_till_shows_the_receipts_number_and_only_its_customer_and_staff_see_it()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 12m, locationId: "store-london");
        var op = Guid.NewGuid().ToString("N");
        var sold = await shop.Silo.DataAsync(Sell, new { op, sku, customer = "cu-" + op }, token: null);
        var id = Assert.Single(sold.GetProperty("sellAtTill").GetProperty("order").GetProperty("receiptIds").EnumerateArray()).GetString()!;

        var mine = shop.Token(Role.Customer, "cu-" + op);
        var receipt = (await shop.Silo.DataAsync(One, new { id }, mine)).GetProperty("receipt");
        Assert.Equal(24m, receipt.GetProperty("total").GetProperty("amount").GetDecimal());
        Assert.Equal(4m, receipt.GetProperty("taxes")[0].GetProperty("tax").GetProperty("amount").GetDecimal());
        Assert.Equal(64, receipt.GetProperty("hash").GetString()!.Length);

        var others = shop.Token(Role.Customer, "cu-other");
        Assert.Equal(JsonValueKind.Null, (await shop.Silo.DataAsync(One, new { id }, others)).GetProperty("receipt").ValueKind);
        Assert.Equal(1, (await shop.Silo.DataAsync(List, new { sku }, mine)).GetProperty("receipts").GetProperty("totalCount").GetInt32());
        Assert.Equal(0, (await shop.Silo.DataAsync(List, new { sku }, others)).GetProperty("receipts").GetProperty("totalCount").GetInt32());
        Assert.Equal(id, (await shop.Silo.DataAsync(List, new { search = id }, token: null)).GetProperty("receipts").GetProperty("nodes")[0].GetProperty("id").GetString());
    }

    [Fact]
    public async Task Closings_are_for_those_who_look_after_the_shop()
    {
        const string Closings =
            "{ closings(storeId: \"nowhere\", period: MONTH, first: 5) { totalCount nodes { lastDate receiptCount grandTotals { sales { amount } } } pageInfo { hasNextPage } } }";
        var list = (await shop.Silo.DataAsync(Closings, new { }, shop.Token(Role.Associate, "as-1"))).GetProperty("closings");
        Assert.Equal(0, list.GetProperty("totalCount").GetInt32());
        var refused = await shop.Silo.PostAsync(Closings, new { }, shop.Token(Role.Customer, "cu-1"));
        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }
}
