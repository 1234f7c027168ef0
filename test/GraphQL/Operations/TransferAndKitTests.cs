namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Goods between locations, and products of several SKUs.</summary>
[Collection(ShopCollection.Name)]
public sealed class TransferAndKitTests(ShopFixture shop)
{
    [Fact]
    public async Task Goods_go_from_one_location_to_another_and_some_are_lost_or_broken()
    {
        var sku = await shop.GivenProductAsync(onHand: 10);
        var clerk = shop.Token(Role.Associate, "clerk-3");
        var dispatched = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $sku: String!) {
              dispatchTransfer(input: {
                operationId: $op, fromLocationId: "warehouse", toLocationId: "store-london", reference: "DN-7", lines: [{ sku: $sku, quantity: 6 }]
              }) { transfer { id status reference from { id } to { id } } errors { __typename } }
            }
            """,
            new { op = $"send-{sku}", sku },
            clerk)).GetProperty("dispatchTransfer").GetProperty("transfer");
        var id = dispatched.GetProperty("id").GetString();
        var received = await shop.Silo.DataAsync(
            """
            mutation ($id: ID!, $op: ID!, $sku: String!) {
              receiveTransfer(input: { operationId: $op, transferId: $id, lines: [{ sku: $sku, received: 3, damaged: 2 }] }) {
                transfer { status lines { quantity received damaged missing } } errors { __typename }
              }
              again: receiveTransfer(input: { operationId: "other", transferId: $id, lines: [] }) { errors { __typename } }
            }
            """,
            new { op = $"receive-{sku}", id, sku },
            clerk);
        var stock = await shop.Silo.DataAsync(
            """
            query ($sku: String!, $id: ID!) {
              availability(sku: $sku) { onHand inTransit damaged location { id } }
              transfer(id: $id) { status }
            }
            """,
            new { sku, id },
            clerk);

        Assert.Equal("IN_TRANSIT", dispatched.GetProperty("status").GetString());
        Assert.Equal(
            """{"status":"RECEIVED","lines":[{"quantity":6,"received":3,"damaged":2,"missing":1}]}""",
            received.GetProperty("receiveTransfer").GetProperty("transfer").GetRawText());
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(received.GetProperty("again")));
        Assert.Equal(
            """[{"onHand":3,"inTransit":0,"damaged":2,"location":{"id":"store-london"}},{"onHand":4,"inTransit":0,"damaged":0,"location":{"id":"warehouse"}}]""",
            stock.GetProperty("availability").GetRawText());
        Assert.Equal("RECEIVED", stock.GetProperty("transfer").GetProperty("status").GetString());
    }

    [Fact]
    public async Task More_than_there_is_does_not_leave()
    {
        var sku = await shop.GivenProductAsync(onHand: 1);
        var refused = await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $sku: String!) {
              dispatchTransfer(input: {
                operationId: $op, fromLocationId: "warehouse", toLocationId: "store-london", lines: [{ sku: $sku, quantity: 2 }]
              }) { errors { __typename } }
              nowhere: dispatchTransfer(input: {
                operationId: "n", fromLocationId: "warehouse", toLocationId: "nowhere", lines: [{ sku: $sku, quantity: 1 }]
              }) { errors { __typename } }
            }
            """,
            new { op = $"send-{sku}", sku });

        Assert.Equal(["OutOfStockError"], ShopFixture.Errors(refused.GetProperty("dispatchTransfer")));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(refused.GetProperty("nowhere")));
    }

    [Fact]
    public async Task A_kit_is_held_whole_or_not_at_all()
    {
        var mug = await shop.GivenProductAsync(onHand: 5);
        var lamp = await shop.GivenProductAsync(onHand: 1);
        var sku = await shop.GivenProductAsync(onHand: 0);
        var data = await shop.Silo.DataAsync(
            """
            mutation ($sku: String!, $mug: String!, $lamp: String!) {
              defineKit(input: { operationId: "define", sku: $sku, parts: [{ sku: $mug, quantity: 2 }, { sku: $lamp }] }) {
                kit { parts { sku quantity } } errors { __typename }
              }
              short: reserveKit(input: { reservationId: "r1", sku: $sku, locationId: "warehouse", quantity: 2, channel: POS }) {
                errors { __typename ... on OutOfStockError { requested available } }
              }
              held: reserveKit(input: { reservationId: "r2", sku: $sku, locationId: "warehouse", quantity: 1, channel: POS }) {
                reservation { status parts { quantity } } errors { __typename }
              }
              confirmKitReservation(input: { reservationId: "r2", sku: $sku, locationId: "warehouse" }) { reservation { status } errors { __typename } }
              releaseKitReservation(input: { reservationId: "r2", sku: $sku, locationId: "warehouse" }) { errors { __typename } }
            }
            """,
            new { sku, mug, lamp });
        var stock = await shop.Silo.DataAsync(
            """
            query ($sku: String!, $mug: String!, $lamp: String!) {
              kit(sku: $sku) { sku version }
              mug: stockItem(sku: $mug, locationId: "warehouse") { onHand reserved }
              lamp: stockItem(sku: $lamp, locationId: "warehouse") { onHand reserved }
            }
            """,
            new { sku, mug, lamp });

        Assert.Equal(["OutOfStockError"], ShopFixture.Errors(data.GetProperty("short")));
        Assert.Equal("""{"status":"HELD","parts":[{"quantity":2},{"quantity":1}]}""", data.GetProperty("held").GetProperty("reservation").GetRawText());
        Assert.Equal("CONFIRMED", data.GetProperty("confirmKitReservation").GetProperty("reservation").GetProperty("status").GetString());
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(data.GetProperty("releaseKitReservation")));
        Assert.Equal("""{"onHand":3,"reserved":0}""", stock.GetProperty("mug").GetRawText());
        Assert.Equal("""{"onHand":0,"reserved":0}""", stock.GetProperty("lamp").GetRawText());
    }

    [Fact]
    public async Task A_kit_in_a_cart_becomes_an_order_of_its_parts()
    {
        var mug = await shop.GivenProductAsync(onHand: 5, price: 10m);
        var lamp = await shop.GivenProductAsync(onHand: 5, price: 20m);
        var sku = $"SET-{mug}";
        var cartId = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $sku: String!, $mug: String!, $lamp: String!) {
              upsertProduct(input: { sku: $sku, name: "A set", price: { amount: 33.33, currency: "GBP" }, stockTracked: false }) { errors { __typename } }
              defineKit(input: { operationId: "define", sku: $sku, parts: [{ sku: $mug, quantity: 2 }, { sku: $lamp }] }) { errors { __typename } }
              createCart(input: { operationId: $op, currency: "GBP", channel: WEB }) { cart { id } errors { __typename } }
            }
            """,
            new { op = $"create-{sku}", sku, mug, lamp })).GetProperty("createCart").GetProperty("cart").GetProperty("id").GetString();
        var data = await shop.Silo.DataAsync(
            """
            mutation ($cartId: ID!, $sku: String!) {
              addCartLine(input: { operationId: "add", cartId: $cartId, sku: $sku, quantity: 1, channel: WEB }) {
                cart { lines { sku total { amount } parts { sku quantity } } } errors { __typename }
              }
              placeOrder(input: { operationId: "place", cartId: $cartId, channel: WEB, delivery: { method: STORE_PICKUP, locationId: "store-london" } }) {
                order { total { amount } lines { sku kitSku quantity unitPrice { amount } } } errors { __typename }
              }
            }
            """,
            new { cartId, sku });

        var line = data.GetProperty("addCartLine").GetProperty("cart").GetProperty("lines")[0];
        Assert.Equal($$"""{"sku":"{{sku}}","total":{"amount":33.33},"parts":[{"sku":"{{mug}}","quantity":2},{"sku":"{{lamp}}","quantity":1}]}""", line.GetRawText());
        var order = data.GetProperty("placeOrder").GetProperty("order");
        Assert.Equal(33.33m, order.GetProperty("total").GetProperty("amount").GetDecimal());
        Assert.Equal(
            [(mug, sku, 1, 8.33m), (mug, sku, 1, 8.34m), (lamp, sku, 1, 16.66m)],
            order.GetProperty("lines").EnumerateArray().Select(part => (
                part.GetProperty("sku").GetString()!,
                part.GetProperty("kitSku").GetString()!,
                part.GetProperty("quantity").GetInt32(),
                part.GetProperty("unitPrice").GetProperty("amount").GetDecimal())));
    }
}
