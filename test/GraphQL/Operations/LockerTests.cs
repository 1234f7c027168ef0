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
