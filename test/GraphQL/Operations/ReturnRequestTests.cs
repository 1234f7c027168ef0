using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>Goods that are announced to come back: by parcel, through a locker, or to a shop.</summary>
[Collection(ShopCollection.Name)]
public sealed class ReturnRequestTests(ShopFixture shop)
{
    private const string Request =
        """
        mutation ($op: ID!, $orderId: ID!, $method: ReturnMethod!, $quantity: Int!) {
          requestReturn(input: {
            operationId: $op, orderId: $orderId, method: $method, lines: [{ orderLineId: "1", quantity: $quantity, reason: WRONG_SIZE }]
          }) {
            returnRequest { id number status deadline label { state trackingNumber url } lines { quantity reason } location { id } }
            errors { __typename ... on InvalidInputError { field message } ... on NotFoundError { id } }
          }
        }
        """;

    private const string Inspect =
        """
        mutation ($op: ID!, $id: ID!, $lines: [ReturnLineInput!]!) {
          inspectReturn(input: { operationId: $op, returnRequestId: $id, locationId: "store-london", lines: $lines }) {
            returnRequest { status missing { orderLineId quantity } unannounced { quantity } returnId }
            return { refund { amount } lines { condition reason } }
            order { refunded { amount } returnRequests { id } }
            errors { __typename ... on InvalidInputError { field } }
          }
        }
        """;

    [Fact]
    public async Task A_customer_sends_goods_back_with_a_label_and_the_shop_grades_them()
    {
        var (customer, orderId) = await BoughtAsync(3);
        var announced = (await DataAsync(Request, new { op = "back", orderId, method = "PARCEL", quantity = 2 }, customer)).GetProperty("requestReturn").GetProperty("returnRequest");
        Assert.Equal("AUTHORIZED", announced.GetProperty("status").GetString());
        Assert.Equal("BOUGHT", announced.GetProperty("label").GetProperty("state").GetString());
        Assert.Equal("warehouse", announced.GetProperty("location").GetProperty("id").GetString());
        var id = announced.GetProperty("id").GetString()!;

        // The label is the customer's to print, and no other customer's.
        var url = announced.GetProperty("label").GetProperty("url").GetString()!;
        Assert.Equal(200, await StatusAsync(url, customer));
        Assert.Equal(404, await StatusAsync(url, shop.Token(Role.Customer, "somebody-else")));

        // The announced units are not taken back at a counter.
        var counter = (await DataAsync(
            """
            mutation ($op: ID!, $orderId: ID!) {
              returnItems(input: { operationId: $op, orderId: $orderId, locationId: "store-london", lines: [{ orderLineId: "1", quantity: 2 }] }) {
                errors { ... on InvalidInputError { field message } }
              }
            }
            """,
            new { op = "counter", orderId },
            Desk)).GetProperty("returnItems");
        Assert.Contains(announced.GetProperty("number").GetString()!, counter.GetProperty("errors")[0].GetProperty("message").GetString()!, StringComparison.Ordinal);

        var refused = (await DataAsync(Request, new { op = "more", orderId, method = "PARCEL", quantity = 2 }, customer)).GetProperty("requestReturn");
        Assert.Equal("lines[0].quantity", refused.GetProperty("errors")[0].GetProperty("field").GetString());

        var graded = (await DataAsync(
            Inspect, new { op = "grade", id, lines = new[] { new { orderLineId = "1", quantity = 1, condition = "NEW" } } }, Desk)).GetProperty("inspectReturn");
        Assert.Equal("CLOSED", graded.GetProperty("returnRequest").GetProperty("status").GetString());
        Assert.Equal("""[{"orderLineId":"1","quantity":1}]""", graded.GetProperty("returnRequest").GetProperty("missing").GetRawText());
        Assert.Equal("""[{"condition":"NEW","reason":"WRONG_SIZE"}]""", graded.GetProperty("return").GetProperty("lines").GetRawText());
        Assert.Equal(12.5m, graded.GetProperty("order").GetProperty("refunded").GetProperty("amount").GetDecimal());

        var kinds = (await DataAsync(
            """query ($orderId: ID!) { orderChanges(orderId: $orderId, first: 50) { nodes { kind reference } } }""", new { orderId }, Desk))
            .GetProperty("orderChanges").GetProperty("nodes").EnumerateArray()
            .Where(change => change.GetProperty("reference").GetString() == id).Select(change => change.GetProperty("kind").GetString());
        Assert.Equal(["return-inspected", "return-label-answered", "return-authorized", "return-requested"], kinds);
    }

    [Fact]
    public async Task What_the_carrier_lost_is_refunded_and_booked_when_it_comes_after_all()
    {
        var (customer, orderId) = await BoughtAsync(2);
        var id = (await DataAsync(Request, new { op = "back", orderId, method = "PARCEL", quantity = 2 }, customer))
            .GetProperty("requestReturn").GetProperty("returnRequest").GetProperty("id").GetString()!;
        var lost = (await DataAsync(
            """
            mutation ($id: ID!) {
              trackReturn(input: { operationId: "lost", returnRequestId: $id, status: LOST, reason: "no trace" }) {
                returnRequest { status lostAt order { refunded { amount } returns { lines { disposition quantity } } } } errors { __typename }
              }
            }
            """,
            new { id },
            Desk)).GetProperty("trackReturn").GetProperty("returnRequest");
        Assert.Equal("LOST", lost.GetProperty("status").GetString());
        Assert.NotEqual(JsonValueKind.Null, lost.GetProperty("lostAt").ValueKind);
        Assert.Equal(25m, lost.GetProperty("order").GetProperty("refunded").GetProperty("amount").GetDecimal());
        Assert.Equal("""[{"lines":[{"disposition":"WRITE_OFF","quantity":2}]}]""", lost.GetProperty("order").GetProperty("returns").GetRawText());

        var found = (await DataAsync(
            Inspect, new { op = "found", id, lines = new[] { new { orderLineId = "1", quantity = 1, condition = "OPENED" } } }, Desk)).GetProperty("inspectReturn");
        Assert.Equal("CLOSED", found.GetProperty("returnRequest").GetProperty("status").GetString());
        Assert.Equal(25m, found.GetProperty("order").GetProperty("refunded").GetProperty("amount").GetDecimal());
        var sku = (await DataAsync("query ($id: ID!) { order(id: $id) { lines { sku } } }", new { id = orderId }, Desk))
            .GetProperty("order").GetProperty("lines")[0].GetProperty("sku").GetString();
        var booked = (await DataAsync(
            """
            query ($sku: String!) {
              warehouse: stockChanges(sku: $sku, locationId: "warehouse", first: 1) { nodes { reason reference movements { from to quantity } } }
              shop: stockChanges(sku: $sku, locationId: "store-london", first: 1) { nodes { reason reference movements { from to quantity } } }
            }
            """,
            new { sku },
            Desk));
        Assert.Equal(
            $$$"""[{"reason":"WRONG_SIZE; lost_by_carrier","reference":"{{{orderId}}}:return:1","movements":[{"from":"CUSTOMER","to":"WRITTEN_OFF","quantity":2}]}]""",
            booked.GetProperty("warehouse").GetProperty("nodes").GetRawText());
        Assert.Equal(
            $$$"""[{"reason":"OPENED; found_again","reference":"{{{orderId}}}:return:1","movements":[{"from":"WRITTEN_OFF","to":"QUALITY_CONTROL","quantity":1}]}]""",
            booked.GetProperty("shop").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public async Task Others_see_and_change_no_announced_return_and_customers_grade_none()
    {
        var (customer, orderId) = await BoughtAsync(1);
        var stranger = shop.Token(Role.Customer, "a-stranger");
        Assert.Equal(
            ["NotFoundError"], ShopFixture.Errors((await DataAsync(Request, new { op = "x", orderId, method = "STORE", quantity = 1 }, stranger)).GetProperty("requestReturn")));
        var id = (await DataAsync(Request, new { op = "back", orderId, method = "STORE", quantity = 1 }, customer))
            .GetProperty("requestReturn").GetProperty("returnRequest").GetProperty("id").GetString()!;
        const string Find = "query ($id: ID!) { returnRequest(id: $id) { status order { id } } }";
        Assert.Equal(JsonValueKind.Null, (await DataAsync(Find, new { id }, stranger)).GetProperty("returnRequest").ValueKind);
        Assert.Equal("AUTHORIZED", (await DataAsync(Find, new { id }, customer)).GetProperty("returnRequest").GetProperty("status").GetString());
        const string Cancel = "mutation ($op: ID!, $id: ID!) { cancelReturnRequest(input: { operationId: $op, returnRequestId: $id }) { returnRequest { status } errors { __typename } } }";
        Assert.Equal(["NotFoundError"], ShopFixture.Errors((await DataAsync(Cancel, new { op = "no", id }, stranger)).GetProperty("cancelReturnRequest")));
        Assert.Equal(
            "CANCELLED", (await DataAsync(Cancel, new { op = "no", id }, customer)).GetProperty("cancelReturnRequest").GetProperty("returnRequest").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_locker_takes_the_goods_and_a_courier_brings_them()
    {
        var (customer, orderId) = await BoughtAsync(1);
        var bank = $"bank-{Guid.NewGuid():N}";
        await DataAsync(
            """mutation ($bank: ID!) { upsertLocation(input: { id: $bank, name: "Bank", kind: LOCKER_BANK, country: "GB" }) { errors { __typename } } }""",
            new { bank },
            shop.Token(Role.Admin, "admin"));
        var id = (await DataAsync(Request, new { op = "back", orderId, method = "LOCKER", quantity = 1 }, customer))
            .GetProperty("requestReturn").GetProperty("returnRequest").GetProperty("id").GetString()!;
        var kept = (await DataAsync(
            """
            mutation ($bank: ID!, $id: ID!) {
              reserveDropOff(input: { operationId: "keep", lockerBankId: $bank, returnRequestId: $id }) { compartmentId dropOffCode until errors { __typename } }
            }
            """,
            new { bank, id },
            customer)).GetProperty("reserveDropOff");
        var device = shop.Token(Role.Device, "panel");
        var opened = (await DataAsync(
            """
            mutation ($bank: ID!, $code: String!) {
              openForPickup(input: { operationId: "open", lockerBankId: $bank, code: $code }) { parcel { id compartmentId isReturn } errors { __typename } }
            }
            """,
            new { bank, code = kept.GetProperty("dropOffCode").GetString() },
            device)).GetProperty("openForPickup").GetProperty("parcel");
        Assert.Equal((id, true), (opened.GetProperty("id").GetString(), opened.GetProperty("isReturn").GetBoolean()));
        var compartment = kept.GetProperty("compartmentId").GetString();
        var shut = (await DataAsync(
            """
            mutation ($bank: ID!, $compartment: ID!) {
              reportDoor(input: { operationId: "shut", lockerBankId: $bank, compartmentId: $compartment, door: CLOSED, content: NOT_EMPTY }) {
                parcel { status } errors { __typename }
              }
            }
            """,
            new { bank, compartment },
            device)).GetProperty("reportDoor");
        Assert.Equal("RETURNED_TO_SENDER", shut.GetProperty("parcel").GetProperty("status").GetString());

        const string Find = "query ($id: ID!) { returnRequest(id: $id) { status droppedOffAt } }";
        var found = (await DataAsync(Find, new { id }, customer)).GetProperty("returnRequest");
        Assert.Equal(("IN_TRANSIT", bank), (found.GetProperty("status").GetString(), found.GetProperty("droppedOffAt").GetString()));
        foreach (var step in new[] { "openForRetrieval", "confirmRetrieval" })
        {
            var done = (await DataAsync(
                $$"""mutation ($bank: ID!, $compartment: ID!) { {{step}}(input: { operationId: "{{step}}", lockerBankId: $bank, compartmentId: $compartment }) { errors { __typename } } }""",
                new { bank, compartment },
                device)).GetProperty(step);
            Assert.Equal([], ShopFixture.Errors(done));
        }

        var graded = (await DataAsync(Inspect, new { op = "grade", id, lines = new[] { new { orderLineId = "1", quantity = 1, condition = "OPENED" } } }, Desk)).GetProperty("inspectReturn");
        Assert.Equal("CLOSED", graded.GetProperty("returnRequest").GetProperty("status").GetString());
    }

    private string Desk => shop.Token(Role.Associate, "desk-7");

    /// <summary>A customer's order whose parcel left.</summary>
    private async Task<(string Customer, string OrderId)> BoughtAsync(int quantity)
    {
        var customer = shop.Token(Role.Customer, $"cu-{Guid.NewGuid():N}");
        var sku = await shop.GivenProductAsync(onHand: 5);
        var order = (await shop.PlaceAsync(await shop.GivenCartAsync(sku, quantity, customer), ShopFixture.Shipping, customer)).GetProperty("order");
        var orderId = order.GetProperty("id").GetString()!;
        await shop.PayAsync(orderId, token: customer);
        var shipped = (await DataAsync(
            """mutation ($op: ID!, $id: ID!) { shipFulfillment(input: { operationId: $op, fulfillmentId: $id }) { errors { __typename } } }""",
            new { op = $"ship-{orderId}", id = $"{orderId}.1" },
            Desk)).GetProperty("shipFulfillment");
        Assert.Equal([], ShopFixture.Errors(shipped));
        return (customer, orderId);
    }

    private Task<JsonElement> DataAsync(string document, object variables, string token) => shop.Silo.DataAsync(document, variables, token);

    private async Task<int> StatusAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        using var response = await shop.Silo.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
