using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

[Collection(ShopCollection.Name)]
public sealed class LockerTests(ShopFixture shop)
{
    [Fact]
    public async Task A_parcel_goes_into_a_locker_and_its_customer_fetches_it()
    {
        var sku = await shop.GivenProductAsync(onHand: 1);
        var order = (await shop.PlaceAsync(
            await shop.GivenCartAsync(sku, 1), new { method = "LOCKER_PICKUP", locationId = "locker-london" })).GetProperty("order");
        await shop.PayAsync(order.GetProperty("id").GetString()!);
        var fulfillmentId = order.GetProperty("fulfillments")[0].GetProperty("id").GetString();
        var courier = shop.Token(Role.Device, "locker-london-panel");

        var deposit = (await shop.Silo.DataAsync(
            """
            mutation ($fulfillmentId: ID!) {
              depositParcel(input: { operationId: "in", lockerBankId: "locker-london", fulfillmentId: $fulfillmentId }) {
                parcel { orderId compartmentId status } pickupCode errors { __typename ... on Error { message } }
              }
            }
            """,
            new { fulfillmentId },
            courier)).GetProperty("depositParcel");
        var opened = (await shop.Silo.DataAsync(
            """
            mutation ($code: String!) {
              openForPickup(input: { operationId: "open", lockerBankId: "locker-london", code: $code }) { parcel { compartmentId } errors { __typename } }
            }
            """,
            new { code = deposit.GetProperty("pickupCode").GetString() },
            courier)).GetProperty("openForPickup");
        var compartmentId = opened.GetProperty("parcel").GetProperty("compartmentId").GetString();
        var fetched = (await shop.Silo.DataAsync(
            """
            mutation ($compartmentId: ID!) {
              confirmPickup(input: { operationId: "out", lockerBankId: "locker-london", compartmentId: $compartmentId }) {
                parcel { status } order { status } errors { __typename }
              }
            }
            """,
            new { compartmentId },
            courier)).GetProperty("confirmPickup");

        Assert.Equal(deposit.GetProperty("parcel").GetProperty("compartmentId").GetString(), compartmentId);
        Assert.Equal("COLLECTED", fetched.GetProperty("parcel").GetProperty("status").GetString());
        Assert.Equal("FULFILLED", fetched.GetProperty("order").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_wrong_code_that_is_sent_again_counts_once()
    {
        const string Errors = "errors { __typename ... on WrongCodeError { attemptsLeft } ... on InvalidInputError { field } }";
        var data = await shop.Silo.DataAsync(
            $$"""
            mutation {
              first: openForPickup(input: { operationId: "wrong", lockerBankId: "locker-london", code: "no code" }) { {{Errors}} }
              again: openForPickup(input: { operationId: "wrong", lockerBankId: "locker-london", code: "no code" }) { {{Errors}} }
              other: openForPickup(input: { operationId: "wrong", lockerBankId: "locker-london", code: "123456" }) { {{Errors}} }
              next: openForPickup(input: { operationId: "next", lockerBankId: "locker-london", code: "no code" }) { {{Errors}} }
              none: openForPickup(input: { operationId: "", lockerBankId: "locker-london", code: "no code" }) { {{Errors}} }
            }
            """,
            token: shop.Token(Role.Device, "locker-london-panel"));

        Assert.Equal(4, Error("first").GetProperty("attemptsLeft").GetInt32());
        Assert.Equal(4, Error("again").GetProperty("attemptsLeft").GetInt32());
        Assert.Equal("OperationIdReusedError", Error("other").GetProperty("__typename").GetString());
        Assert.Equal(3, Error("next").GetProperty("attemptsLeft").GetInt32());
        Assert.Equal("operationId", Error("none").GetProperty("field").GetString());

        JsonElement Error(string answer) => data.GetProperty(answer).GetProperty("errors")[0];
    }

    [Fact]
    public async Task A_compartment_is_kept_planned_anew_when_it_breaks_and_emptied_by_a_courier()
    {
        var sku = await shop.GivenProductAsync(onHand: 1);
        var order = (await shop.PlaceAsync(
            await shop.GivenCartAsync(sku, 1), new { method = "LOCKER_PICKUP", locationId = "locker-london" })).GetProperty("order");
        await shop.PayAsync(order.GetProperty("id").GetString()!);
        var fulfillmentId = order.GetProperty("fulfillments")[0].GetProperty("id").GetString();
        const string Errors = "errors { __typename ... on Error { message } }";

        var assigned = (await shop.Silo.DataAsync(
            $$"""
            mutation ($fulfillmentId: ID!) {
              assignCompartment(input: { operationId: "keep", lockerBankId: "locker-london", fulfillmentId: $fulfillmentId, size: L }) {
                assignment { fulfillmentId orderId compartmentId until } {{Errors}}
              }
            }
            """,
            new { fulfillmentId })).GetProperty("assignCompartment").GetProperty("assignment");
        var kept = assigned.GetProperty("compartmentId").GetString();

        var moved = (await shop.Silo.DataAsync(
            $$"""
            mutation ($kept: ID!, $fulfillmentId: ID!) {
              reportCompartment(input: { operationId: "broke", lockerBankId: "locker-london", compartmentId: $kept, outOfOrder: true, reason: "hinge" }) {
                lockerBank { compartments { id status parcelId } } {{Errors}}
              }
              depositParcel(input: { operationId: "put", lockerBankId: "locker-london", fulfillmentId: $fulfillmentId, size: L }) {
                parcel { compartmentId } pickupQr {{Errors}}
              }
              mend: reportCompartment(input: { operationId: "mended", lockerBankId: "locker-london", compartmentId: $kept, outOfOrder: false }) { {{Errors}} }
            }
            """,
            new { kept, fulfillmentId }));
        var planned = moved.GetProperty("reportCompartment").GetProperty("lockerBank").GetProperty("compartments").EnumerateArray()
            .Single(compartment => compartment.GetProperty("parcelId").GetString() == fulfillmentId);
        Assert.Equal("ASSIGNED", planned.GetProperty("status").GetString());
        var place = moved.GetProperty("depositParcel").GetProperty("parcel").GetProperty("compartmentId").GetString();
        Assert.Equal(planned.GetProperty("id").GetString(), place);
        Assert.NotEqual(kept, place);

        var opened = await shop.Silo.DataAsync(
            $$"""
            mutation ($place: ID!, $qr: String!) {
              early: openForRetrieval(input: { operationId: "early", lockerBankId: "locker-london", compartmentId: $place }) { parcel { id } {{Errors}} }
              never: confirmRetrieval(input: { operationId: "never", lockerBankId: "locker-london", compartmentId: $place }) { parcel { id } {{Errors}} }
              openForPickup(input: { operationId: "show", lockerBankId: "locker-london", code: $qr }) { parcel { compartmentId } {{Errors}} }
              reportDoor(input: { operationId: "shut", lockerBankId: "locker-london", compartmentId: $place, door: CLOSED, content: EMPTY }) {
                compartment { status doorOpenSince lockedOutUntil } parcel { status } order { status } {{Errors}}
              }
            }
            """,
            new { place, qr = moved.GetProperty("depositParcel").GetProperty("pickupQr").GetString() });
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(opened.GetProperty("early")));
        Assert.Equal(["InvalidStateError"], ShopFixture.Errors(opened.GetProperty("never")));
        Assert.Equal("COLLECTED", opened.GetProperty("reportDoor").GetProperty("parcel").GetProperty("status").GetString());
        Assert.Equal("FULFILLED", opened.GetProperty("reportDoor").GetProperty("order").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Staff_reset_a_lockout_and_a_device_does_not()
    {
        const string Reset =
            "mutation { resetLockout(input: { operationId: \"reset\", lockerBankId: \"locker-london\" }) { lockerBank { lockedOutUntil } errors { __typename } } }";
        var refused = await shop.Silo.PostAsync(Reset, token: shop.Token(Role.Device, "locker-london-panel"));
        Assert.Equal("FORBIDDEN", refused.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        var reset = (await shop.Silo.DataAsync(Reset, token: shop.Token(Role.Associate, "associate"))).GetProperty("resetLockout");
        Assert.Equal(JsonValueKind.Null, reset.GetProperty("lockerBank").GetProperty("lockedOutUntil").ValueKind);
    }

    [Fact]
    public async Task A_parcel_that_waits_is_not_taken_back()
    {
        var data = await shop.Silo.DataAsync(
            """
            mutation {
              nobody: takeBackParcel(input: { operationId: "back", fulfillmentId: "none.1", locationId: "store-london" }) { errors { __typename } }
              nowhere: takeBackParcel(input: { operationId: "back", fulfillmentId: "none.1", locationId: "no/where" }) { errors { __typename } }
            }
            """);
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(data.GetProperty("nobody")));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(data.GetProperty("nowhere")));
    }

    [Fact]
    public async Task A_bank_that_does_not_exist_is_not_found()
    {
        var data = await shop.Silo.DataAsync(
            """
            mutation {
              openForPickup(input: { operationId: "open", lockerBankId: "no/where", code: "1" }) { errors { __typename } }
              configureLockerBank(input: { lockerBankId: "nowhere", compartments: [{ id: "A", size: S }] }) { errors { __typename } }
            }
            """);

        Assert.Equal(["NotFoundError"], ShopFixture.Errors(data.GetProperty("openForPickup")));
        Assert.Equal(["NotFoundError"], ShopFixture.Errors(data.GetProperty("configureLockerBank")));
    }
}
