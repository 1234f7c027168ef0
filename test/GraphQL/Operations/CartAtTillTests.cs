using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>The cart of the phone at the till, and goods that are fetched elsewhere.</summary>
[Collection(ShopCollection.Name)]
public sealed class CartAtTillTests(ShopFixture shop)
{
    private readonly string _customer = $"cu-{Guid.NewGuid():N}";

    private string Phone => shop.Token(Role.Customer, _customer);

    private string Till => shop.Token(Role.Pos, "till-1");

    [Fact]
    public async Task A_till_takes_the_phones_cart_over_by_its_code_puts_it_aside_and_sells_it()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-london");
        var cartId = await shop.GivenCartAsync(sku, 2, Phone);
        await ReserveAsync(sku, $"hold-{sku}", 2);
        var code = (await shop.Silo.DataAsync("query ($id: ID!) { cart(id: $id) { code { code expiresAt } } }", new { id = cartId }, Phone))
            .GetProperty("cart").GetProperty("code");
        Assert.InRange(code.GetProperty("expiresAt").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

        var found = await ByCodeAsync(code.GetProperty("code").GetString()!);
        Assert.Equal(cartId, found.GetProperty("id").GetString());
        await HoldAsync(cartId, "Red coat");
        Assert.Contains(("Red coat", cartId), await HeldAsync());
        Assert.Equal(cartId, (await ResumeAsync(cartId, "up")).GetProperty("cart").GetProperty("id").GetString());
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(await ResumeAsync(cartId, "up-again")));
        Assert.DoesNotContain(("Red coat", cartId), await HeldAsync());

        var sold = await SellAsync(cartId, $"hold-{sku}");
        Assert.Equal(("FULFILLED", _customer, cartId), (
            sold.GetProperty("status").GetString(), sold.GetProperty("customerId").GetString(), sold.GetProperty("cartId").GetString()));
        Assert.Equal(sold.GetRawText(), (await SellAsync(cartId, $"hold-{sku}")).GetRawText());
        var after = await shop.Silo.DataAsync(
            """query ($sku: String!, $id: ID!) { stockItem(sku: $sku, locationId: "store-london") { onHand reserved } cart(id: $id) { status orderId } }""",
            new { sku, id = cartId });
        Assert.Equal((3, 0), (
            after.GetProperty("stockItem").GetProperty("onHand").GetInt32(), after.GetProperty("stockItem").GetProperty("reserved").GetInt32()));
        Assert.Equal(("ORDERED", sold.GetProperty("id").GetString()), (
            after.GetProperty("cart").GetProperty("status").GetString(), after.GetProperty("cart").GetProperty("orderId").GetString()));
    }

    [Fact]
    public async Task A_code_that_was_not_made_here_finds_no_cart()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-london");
        var cartId = await shop.GivenCartAsync(sku, 1, Phone);
        var code = (await shop.Silo.DataAsync("query ($id: ID!) { cart(id: $id) { code { code } } }", new { id = cartId }, Phone))
            .GetProperty("cart").GetProperty("code").GetProperty("code").GetString()!;
        var parts = code.Split(':');
        var later = long.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) + 3600;

        Assert.Equal(JsonValueKind.Object, (await ByCodeAsync(code)).ValueKind);
        foreach (var wrong in (string[])["", "x", cartId, $"OC2:{cartId}::", code[..^1] + (code[^1] == 'A' ? 'B' : 'A'), $"OC2:{cartId}:{later}:{parts[3]}"])
        {
            Assert.Equal(JsonValueKind.Null, (await ByCodeAsync(wrong)).ValueKind);
        }
    }

    [Fact]
    public async Task What_another_shop_has_is_reserved_from_the_till_and_paid_there()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-edinburgh");
        var placed = await PlaceAsync(await shop.GivenCartAsync(sku, 2, Till), payAtPickup: null);
        Assert.Equal("AWAITING_PAYMENT", placed.GetProperty("status").GetString());

        object[] tenders = [new { kind = "CASH", amount = Pounds(5m) }, new { kind = "CARD", amount = Pounds(15m), reference = "term_1" }];
        Assert.Equal(["InvalidInputError"], ShopFixture.Errors(await PayAsync(placed, [new { kind = "CASH", amount = Pounds(5m) }], "short")));
        var paid = (await PayAsync(placed, tenders)).GetProperty("order");
        Assert.Equal(("CONFIRMED", 20m, 20m), (
            paid.GetProperty("status").GetString(), Amount(paid, "paid"), Amount(paid, "captured")));
        Assert.StartsWith("store-london-", Assert.Single(paid.GetProperty("receiptIds").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Equal(paid.GetRawText(), (await PayAsync(placed, tenders)).GetProperty("order").GetRawText());

        var parcel = Assert.Single(placed.GetProperty("fulfillments").EnumerateArray());
        Assert.Equal("store-edinburgh", parcel.GetProperty("location").GetProperty("id").GetString());
        await AdvanceAsync("markReadyForPickup", parcel);
        Assert.Equal("FULFILLED", await AdvanceAsync("collectFulfillment", parcel));
    }

    [Fact]
    public async Task What_is_paid_when_it_is_fetched_is_put_aside_before_and_handed_over_after()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, price: 10m, locationId: "store-edinburgh");
        var placed = await PlaceAsync(await shop.GivenCartAsync(sku, 2, Till), payAtPickup: true);
        var parcel = Assert.Single(placed.GetProperty("fulfillments").EnumerateArray());

        Assert.Equal("AWAITING_PAYMENT", await AdvanceAsync("markReadyForPickup", parcel));
        Assert.Equal("InvalidStateError", await AdvanceAsync("collectFulfillment", parcel, "early"));
        await PayAsync(placed, [new { kind = "CASH", amount = Pounds(20m) }]);
        Assert.Equal("FULFILLED", await AdvanceAsync("collectFulfillment", parcel));
    }

    [Fact]
    public async Task A_customer_may_not_put_off_paying_until_the_pickup()
    {
        var sku = await shop.GivenProductAsync(onHand: 5, locationId: "store-edinburgh");
        var response = await shop.Silo.PostAsync(
            """
            mutation ($cartId: ID!) {
              placeOrder(input: {
                operationId: "place", cartId: $cartId, channel: APP, payAtPickup: true, delivery: { method: STORE_PICKUP, locationId: "store-edinburgh" }
              }) { order { id } }
            }
            """,
            new { cartId = await shop.GivenCartAsync(sku, 1, Phone) },
            Phone);
        Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private static object Pounds(decimal amount) => new { amount, currency = "GBP" };

    private static decimal Amount(JsonElement of, string field) => of.GetProperty(field).GetProperty("amount").GetDecimal();

    private async Task<JsonElement> ByCodeAsync(string code) =>
        (await shop.Silo.DataAsync("query ($code: String!) { cartByCode(code: $code) { id } }", new { code }, Till)).GetProperty("cartByCode");

    private Task<JsonElement> ReserveAsync(string sku, string reservationId, int quantity) => shop.Silo.DataAsync(
        """
        mutation ($id: ID!, $sku: String!, $quantity: Int!) {
          reserveStock(input: { reservationId: $id, sku: $sku, locationId: "store-london", quantity: $quantity, channel: APP }) { errors { __typename } }
        }
        """,
        new { id = reservationId, sku, quantity },
        Till);

    private Task<JsonElement> HoldAsync(string cartId, string label) => shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $cartId: ID!, $label: String!) {
          holdCart(input: { operationId: $op, cartId: $cartId, locationId: "store-london", label: $label }) { heldCart { label } errors { __typename } }
        }
        """,
        new { op = $"hold-{cartId}", cartId, label },
        Till);

    private async Task<List<(string, string)>> HeldAsync() =>
    [
        .. (await shop.Silo.DataAsync("""{ heldCarts(locationId: "store-london") { label heldBy heldAt expiresAt cart { id } } }""", token: Till))
            .GetProperty("heldCarts").EnumerateArray()
            .Select(held => (held.GetProperty("label").GetString()!, held.GetProperty("cart").GetProperty("id").GetString()!)),
    ];

    private async Task<JsonElement> ResumeAsync(string cartId, string op) => (await shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $cartId: ID!) {
          resumeCart(input: { operationId: $op, cartId: $cartId, locationId: "store-london" }) { cart { id } errors { __typename } }
        }
        """,
        new { op = $"{op}-{cartId}", cartId },
        Till)).GetProperty("resumeCart");

    private async Task<JsonElement> SellAsync(string cartId, string reservationId)
    {
        var payload = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $reservations: [CartReservationInput!]) {
              sellCartAtTill(input: { operationId: $op, cartId: $cartId, locationId: "store-london", reservations: $reservations }) {
                order { id status customerId cartId total { amount } } errors { __typename ... on Error { message } }
              }
            }
            """,
            new { op = $"sell-{cartId}", cartId, reservations = new[] { new { lineId = "1", reservationId } } },
            Till)).GetProperty("sellCartAtTill");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload.GetProperty("order");
    }

    private async Task<JsonElement> PlaceAsync(string cartId, bool? payAtPickup)
    {
        var payload = (await shop.Silo.DataAsync(
            """
            mutation ($op: ID!, $cartId: ID!, $payAtPickup: Boolean) {
              placeOrder(input: {
                operationId: $op, cartId: $cartId, channel: POS, payAtPickup: $payAtPickup, delivery: { method: STORE_PICKUP, locationId: "store-edinburgh" }
              }) { order { id status fulfillments { id location { id } } } errors { __typename ... on Error { message } } }
            }
            """,
            new { op = $"place-{cartId}", cartId, payAtPickup },
            Till)).GetProperty("placeOrder");
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("errors").ValueKind);
        return payload.GetProperty("order");
    }

    private async Task<JsonElement> PayAsync(JsonElement order, object[] tenders, string op = "pay") => (await shop.Silo.DataAsync(
        """
        mutation ($op: ID!, $orderId: ID!, $tenders: [TenderInput!]!) {
          payOrderAtTill(input: { operationId: $op, orderId: $orderId, locationId: "store-london", tillId: "till-of-others", tenders: $tenders }) {
            order { status paid { amount } captured { amount } receiptIds } errors { __typename }
          }
        }
        """,
        new { op, orderId = order.GetProperty("id").GetString(), tenders },
        Till)).GetProperty("payOrderAtTill");

    /// <summary>The order's status after it, or the name of the error.</summary>
    private async Task<string?> AdvanceAsync(string field, JsonElement parcel, string op = "step")
    {
        var payload = (await shop.Silo.DataAsync(
            $$"""
            mutation ($op: ID!, $id: ID!) { {{field}}(input: { operationId: $op, fulfillmentId: $id }) { order { status } errors { __typename } } }
            """,
            new { op = $"{op}-{field}", id = parcel.GetProperty("id").GetString() })).GetProperty(field);
        return ShopFixture.Errors(payload) is [var error, ..] ? error : payload.GetProperty("order").GetProperty("status").GetString();
    }
}
