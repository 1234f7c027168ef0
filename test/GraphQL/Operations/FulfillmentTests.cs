using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>A location's work: its list, its walks, and what is taken out of an order meanwhile.</summary>
[Collection(ShopCollection.Name)]
public sealed class FulfillmentTests(ShopFixture shop)
{
    private const string Split =
        """
        mutation ($op: ID!, $id: ID!, $quantity: Int!) {
          splitFulfillment(input: { operationId: $op, fulfillmentId: $id, lines: [{ orderLineId: "1", quantity: $quantity }] }) {
            order { fulfillments { id status lines { sku quantity } } } errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    [Fact]
    public async Task A_wave_of_parcels_is_listed_picked_packed_shipped_and_delivered()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);
        var ids = new[] { await GivenParcelAsync(sku, 2), await GivenParcelAsync(sku, 1) };
        Assert.Equal(ids.Order(StringComparer.Ordinal), (await WorkAsync(sku)).Order(StringComparer.Ordinal));

        var data = await shop.Silo.DataAsync(
            """query ($ids: [ID!]!) { pickList(locationId: "warehouse", fulfillmentIds: $ids) { lines { sku quantity fulfillmentIds } } }""",
            new { ids });
        var line = Assert.Single(data.GetProperty("pickList").GetProperty("lines").EnumerateArray());
        Assert.Equal((sku, 3, 2), (line.GetProperty("sku").GetString(), line.GetProperty("quantity").GetInt32(), line.GetProperty("fulfillmentIds").GetArrayLength()));

        var wave = await PickAsync([ids[0], ids[1], "nobody.1"]);
        Assert.Equal(["[]", "[]", "[NotFoundError]"], wave.EnumerateArray().Select(result => $"[{string.Join(',', ShopFixture.Errors(result))}]"));
        Assert.Equal(["[]", "[]"], (await PickAsync(ids)).EnumerateArray().Select(result => $"[{string.Join(',', ShopFixture.Errors(result))}]"));

        Assert.Equal("PACKED", await StepAsync("packFulfillment", ids[0]));
        Assert.Equal("SHIPPED", await StepAsync("shipFulfillment", ids[0]));
        Assert.Equal([ids[1]], await WorkAsync(sku));
        Assert.Equal("DELIVERED", await StepAsync("deliverFulfillment", ids[0]));
    }

    [Fact]
    public async Task A_wave_is_limited_and_names_each_parcel_once()
    {
        var data = await shop.Silo.DataAsync(
            """
            mutation {
              twice: pickWave(input: { operationId: "w", fulfillmentIds: ["a.1", "a.1"] }) { results { fulfillmentId } errors { ... on InvalidInputError { field } } }
              none: pickWave(input: { operationId: "w", fulfillmentIds: [] }) { results { fulfillmentId } errors { ... on InvalidInputError { field } } }
            }
            """,
            new { });
        Assert.Equal("fulfillmentIds", data.GetProperty("twice").GetProperty("errors")[0].GetProperty("field").GetString());
        Assert.Equal("fulfillmentIds", data.GetProperty("none").GetProperty("errors")[0].GetProperty("field").GetString());
    }

    [Fact]
    public async Task Some_units_are_taken_out_of_an_order_and_only_an_associate_sees_the_work()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m);
        var id = await GivenParcelAsync(sku, 3);
        var data = await shop.Silo.DataAsync(
            """
            mutation ($id: ID!) {
              cancelOrderLines(input: { operationId: "less", orderId: $id, lines: [{ orderLineId: "1", quantity: 2 }], reason: "too many" }) {
                order { total { amount } refunded { amount } lines { cancelledQuantity } } errors { __typename }
              }
            }
            """,
            new { id = id[..id.LastIndexOf('.')] });
        var order = data.GetProperty("cancelOrderLines").GetProperty("order");
        Assert.Equal(10m, order.GetProperty("total").GetProperty("amount").GetDecimal());
        Assert.Equal(20m, order.GetProperty("refunded").GetProperty("amount").GetDecimal());
        Assert.Equal(2, order.GetProperty("lines")[0].GetProperty("cancelledQuantity").GetInt32());

        var refused = await shop.Silo.PostAsync(
            """query { workList(locationId: "warehouse") { totalCount } }""", null, shop.Token(Role.Customer, "cu-1"));
        Assert.Contains("FORBIDDEN", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Units_of_a_parcel_are_packed_apart_and_each_parcel_goes_its_own_way()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);
        var id = await GivenParcelAsync(sku, 3);
        var apart = $"{id[..id.LastIndexOf('.')]}.2";

        var all = await SplitAsync(id, "all", 3);
        Assert.Equal("lines", Assert.Single(all.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
        var split = await SplitAsync(id, "apart", 2);
        Assert.Equal(
            $$"""[{"id":"{{id}}","status":"ALLOCATED","lines":[{"sku":"{{sku}}","quantity":1}]},{"id":"{{apart}}","status":"ALLOCATED","lines":[{"sku":"{{sku}}","quantity":2}]}]""",
            split.GetProperty("order").GetProperty("fulfillments").GetRawText());
        Assert.Equal(split.GetRawText(), (await SplitAsync(id, "apart", 2)).GetRawText());
        Assert.Equal(new[] { id, apart }.Order(StringComparer.Ordinal), (await WorkAsync(sku)).Order(StringComparer.Ordinal));

        foreach (var step in new[] { "pickFulfillment", "packFulfillment", "shipFulfillment" })
        {
            await StepAsync(step, apart);
        }

        Assert.Equal([id], await WorkAsync(sku));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(await SplitAsync("nobody.1", "nobody", 1)));
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(await SplitAsync(apart, "gone", 1)));
        var refused = await shop.Silo.PostAsync(Split, new { id, op = "customer", quantity = 1 }, shop.Token(Role.Customer, "cu-1"));
        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<string> GivenParcelAsync(string sku, int quantity)
    {
        var order = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, quantity), ShopFixture.Shipping)).GetProperty("order");
        await shop.PayAsync(order.GetProperty("id").GetString()!);
        return order.GetProperty("fulfillments")[0].GetProperty("id").GetString()!;
    }

    /// <summary>The parcels of the warehouse's work that have this SKU.</summary>
    private async Task<string[]> WorkAsync(string sku)
    {
        var data = await shop.Silo.DataAsync(
            """query { workList(locationId: "warehouse", first: 200) { nodes { deadline units order { status } fulfillment { id lines { sku } } } } }""",
            new { });
        return
        [
            .. data.GetProperty("workList").GetProperty("nodes").EnumerateArray()
                .Select(item => item.GetProperty("fulfillment"))
                .Where(parcel => parcel.GetProperty("lines")[0].GetProperty("sku").GetString() == sku)
                .Select(parcel => parcel.GetProperty("id").GetString()!),
        ];
    }

    private async Task<JsonElement> SplitAsync(string id, string op, int quantity) =>
        (await shop.Silo.DataAsync(Split, new { op, id, quantity })).GetProperty("splitFulfillment");

    private async Task<JsonElement> PickAsync(string[] ids)
    {
        var data = await shop.Silo.DataAsync(
            """
            mutation ($ids: [ID!]!) {
              pickWave(input: { operationId: "walk", fulfillmentIds: $ids }) { results { fulfillmentId order { id } errors { __typename } } errors { __typename } }
            }
            """,
            new { ids });
        return data.GetProperty("pickWave").GetProperty("results");
    }

    private async Task<string?> StepAsync(string mutation, string id)
    {
        var data = await shop.Silo.DataAsync(
            $$"""
            mutation ($id: ID!) {
              {{mutation}}(input: { operationId: "{{mutation}}", fulfillmentId: $id }) { order { fulfillments { status } } errors { __typename } }
            }
            """,
            new { id });
        return data.GetProperty(mutation).GetProperty("order").GetProperty("fulfillments")[0].GetProperty("status").GetString();
    }
}
