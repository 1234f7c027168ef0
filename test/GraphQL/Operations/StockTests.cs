using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class StockTests(ShopFixture shop)
{
    private const string Reserve =
        """
        mutation ($id: ID!, $sku: String!, $locationId: ID! = "warehouse", $quantity: Int!) {
          reserveStock(input: { reservationId: $id, sku: $sku, locationId: $locationId, quantity: $quantity, channel: POS }) {
            reservation { id sku locationId quantity status expiresAt }
            stockItem { reserved available version location { name } }
            errors { __typename ... on OutOfStockError { requested available } ... on InvalidInputError { field } ... on NotFoundError { id } }
          }
        }
        """;

    [Fact]
    public async Task Units_are_held_confirmed_and_gone()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);

        var held = (await shop.Silo.DataAsync(Reserve, new { id = "r1", sku, quantity = 2 })).GetProperty("reserveStock");
        var confirmed = (await shop.Silo.DataAsync(
            """
            mutation ($sku: String!) {
              confirmReservation(input: { reservationId: "r1", sku: $sku, locationId: "warehouse" }) {
                reservation { status } stockItem { onHand reserved available } errors { __typename }
              }
            }
            """,
            new { sku })).GetProperty("confirmReservation");

        Assert.Equal("HELD", held.GetProperty("reservation").GetProperty("status").GetString());
        Assert.Equal(3, held.GetProperty("stockItem").GetProperty("available").GetInt32());
        Assert.Equal("CONFIRMED", confirmed.GetProperty("reservation").GetProperty("status").GetString());
        Assert.Equal(3, confirmed.GetProperty("stockItem").GetProperty("onHand").GetInt32());
        Assert.Equal(0, confirmed.GetProperty("stockItem").GetProperty("reserved").GetInt32());
    }

    [Fact]
    public async Task Units_are_held_and_given_back()
    {
        var sku = await shop.GivenProductAsync(onHand: 5);
        await shop.Silo.DataAsync(Reserve, new { id = "r1", sku, quantity = 2 });

        var released = (await shop.Silo.DataAsync(
            """
            mutation ($sku: String!) {
              releaseReservation(input: { reservationId: "r1", sku: $sku, locationId: "warehouse" }) {
                reservation { status } stockItem { available } errors { __typename }
              }
            }
            """,
            new { sku })).GetProperty("releaseReservation");

        Assert.Equal("RELEASED", released.GetProperty("reservation").GetProperty("status").GetString());
        Assert.Equal(5, released.GetProperty("stockItem").GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task More_than_there_is_is_out_of_stock()
    {
        var sku = await shop.GivenProductAsync(onHand: 1);

        var refused = (await shop.Silo.DataAsync(Reserve, new { id = "r1", sku, quantity = 2 })).GetProperty("reserveStock");

        Assert.Equal(JsonValueKind.Null, refused.GetProperty("reservation").ValueKind);
        var error = Assert.Single(refused.GetProperty("errors").EnumerateArray());
        Assert.Equal("OutOfStockError", error.GetProperty("__typename").GetString());
        Assert.Equal(2, error.GetProperty("requested").GetInt32());
        Assert.Equal(1, error.GetProperty("available").GetInt32());
    }

    [Theory]
    [InlineData("nowhere", 1, "NotFoundError")]
    [InlineData("no/where", 1, "NotFoundError")]
    [InlineData("warehouse", 0, "InvalidInputError")]
    public async Task What_cannot_be_held_is_told(string locationId, int quantity, string error)
    {
        var sku = await shop.GivenProductAsync(onHand: 1);

        var refused = await shop.Silo.DataAsync(Reserve, new { id = "r1", sku, locationId, quantity });

        Assert.Equal([error], ShopFixture.Errors(refused.GetProperty("reserveStock")));
    }

    [Fact]
    public async Task An_unknown_sku_is_invalid_input()
    {
        var refused = (await shop.Silo.DataAsync(Reserve, new { id = "r1", sku = "no-such-sku", quantity = 1 })).GetProperty("reserveStock");

        Assert.Equal("sku", Assert.Single(refused.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task Safety_stock_is_kept_back_and_availability_is_nearest_first()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-edinburgh");
        await shop.Silo.DataAsync(
            """
            mutation ($sku: String!) {
              receiveStock(input: { operationId: "second", sku: $sku, locationId: "store-london", quantity: 4 }) { errors { __typename } }
              setSafetyStock(input: { operationId: "third", sku: $sku, locationId: "store-london", quantity: 1 }) { errors { __typename } }
            }
            """,
            new { sku });

        var data = await shop.Silo.DataAsync(
            """
            query ($sku: String!) {
              anywhere: availability(sku: $sku) { location { id } safety available }
              brighton: availability(sku: $sku, latitude: 50.82, longitude: -0.14) { location { id } }
              glasgow: availability(sku: $sku, latitude: 55.86, longitude: -4.25) { location { id } }
            }
            """,
            new { sku });

        Assert.Equal(["store-edinburgh", "store-london"], Ids(data.GetProperty("anywhere")));
        Assert.Equal(3, data.GetProperty("anywhere")[1].GetProperty("available").GetInt32());
        Assert.Equal(["store-london", "store-edinburgh"], Ids(data.GetProperty("brighton")));
        Assert.Equal(["store-edinburgh", "store-london"], Ids(data.GetProperty("glasgow")));
    }

    private static string[] Ids(JsonElement items) =>
        [.. items.EnumerateArray().Select(item => item.GetProperty("location").GetProperty("id").GetString()!)];
}
