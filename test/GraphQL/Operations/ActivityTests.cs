using System.Text.Json;

namespace OrleansCommerce.GraphQL.Tests.Operations;

/// <summary>What staff see of all channels: how much happens, and what happened to one order.</summary>
[Collection(ShopCollection.Name)]
public sealed class ActivityTests(ShopFixture shop)
{
    private const string Question =
        """
        query ($at: ID) {
          activity(minutes: 5, locationId: $at) {
            minutes { at orders tillSales unitsLeft unitsPromised reservations refusals }
            locations { location { id } tillSales unitsLeft reservations refusals }
          }
        }
        """;

    [Fact]
    public async Task The_minutes_count_sales_reservations_and_refusals_at_their_location()
    {
        var location = $"shop-{Guid.NewGuid():N}";
        await shop.Silo.DataAsync(
            """mutation ($id: ID!) { upsertLocation(input: { id: $id, name: "A shop", kind: STORE }) { errors { __typename } } }""", new { id = location });
        var sku = await shop.GivenProductAsync(onHand: 10, locationId: location);
        await shop.Silo.DataAsync(
            """
            mutation ($sku: String!, $at: ID!) {
              sale: sellAtTill(input: { operationId: "activity-sale", locationId: $at, currency: "GBP", lines: [{ sku: $sku, quantity: 3 }] }) { errors { __typename } }
              held: reserveStock(input: { reservationId: "activity-1", sku: $sku, locationId: $at, quantity: 2, channel: WEB }) { errors { __typename } }
              refused: reserveStock(input: { reservationId: "activity-2", sku: $sku, locationId: $at, quantity: 99, channel: WEB }) { errors { __typename } }
            }
            """,
            new { sku, at = location });

        var activity = (await shop.Silo.DataAsync(Question, new { at = location })).GetProperty("activity");

        var minutes = activity.GetProperty("minutes").EnumerateArray().ToList();
        Assert.Equal(5, minutes.Count);
        Assert.Equal((1, 3, 1, 1), (Sum("tillSales"), Sum("unitsLeft"), Sum("reservations"), Sum("refusals")));
        var place = Assert.Single(activity.GetProperty("locations").EnumerateArray());
        Assert.Equal(location, place.GetProperty("location").GetProperty("id").GetString());
        Assert.Equal(3, place.GetProperty("unitsLeft").GetInt32());
        Assert.Equal(1, place.GetProperty("refusals").GetInt32());

        int Sum(string field) => minutes.Sum(minute => minute.GetProperty(field).GetInt32());
    }

    [Fact]
    public async Task A_question_for_too_many_minutes_is_the_callers_fault()
    {
        var response = await shop.Silo.PostAsync("{ activity(minutes: 1441) { since } }");

        Assert.Equal("BAD_USER_INPUT", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("{ activity { since } }")]
    [InlineData("{ readModels { name } }")]
    [InlineData("{ orderChanges(orderId: \"none\") { totalCount } }")]
    public async Task It_is_nobody_elses_business(string query)
    {
        foreach (var role in new[] { Role.Customer, Role.Pos, Role.Device })
        {
            var response = await shop.Silo.PostAsync(query, token: shop.Token(role, "someone"));
            Assert.Equal("FORBIDDEN", response.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
        }
    }

    [Fact]
    public async Task The_lists_say_how_far_they_are_behind()
    {
        var models = (await shop.Silo.DataAsync("{ readModels { name lagSeconds isRebuilding hasFault } }")).GetProperty("readModels");

        Assert.Contains("activity-list", models.EnumerateArray().Select(model => model.GetProperty("name").GetString()));
        Assert.All(models.EnumerateArray(), model => Assert.False(model.GetProperty("hasFault").GetBoolean()));
    }

    [Fact]
    public async Task The_changes_of_an_order_say_what_happened_and_who_did_it_page_by_page()
    {
        const string Changes =
            """
            query ($id: ID!, $after: String) {
              orderChanges(orderId: $id, first: 3, after: $after) {
                totalCount nodes { version kind amount { amount currency } subject role reference reason } pageInfo { hasNextPage endCursor }
              }
            }
            """;
        var sku = await shop.GivenProductAsync();
        var placed = await shop.PlaceAsync(await shop.GivenCartAsync(sku, 2), new { method = "STORE_PICKUP", locationId = "store-london" });
        var id = placed.GetProperty("order").GetProperty("id").GetString()!;
        await shop.Silo.DataAsync(
            """mutation ($id: ID!) { payOrder(input: { operationId: "activity-pay", orderId: $id, paymentToken: "tok_approve" }) { errors { __typename } } }""",
            new { id },
            shop.Token(Role.Associate, "clerk-9"));

        List<JsonElement> changes = [];
        string? after = null;
        bool more;
        do
        {
            var page = (await shop.Silo.DataAsync(Changes, new { id, after })).GetProperty("orderChanges");
            changes.AddRange(page.GetProperty("nodes").EnumerateArray());
            var info = page.GetProperty("pageInfo");
            (after, more) = (info.GetProperty("endCursor").GetString(), info.GetProperty("hasNextPage").GetBoolean());
        }
        while (more);

        Assert.Equal(Enumerable.Range(1, changes.Count).Reverse(), changes.Select(change => change.GetProperty("version").GetInt32()));
        Assert.Equal("placed", changes[^1].GetProperty("kind").GetString());
        var paid = Assert.Single(changes, change => change.GetProperty("kind").GetString() == "authorized");
        Assert.Equal(25m, paid.GetProperty("amount").GetProperty("amount").GetDecimal());
        Assert.Equal("GBP", paid.GetProperty("amount").GetProperty("currency").GetString());
        Assert.Equal(("clerk-9", "Associate"), (paid.GetProperty("subject").GetString(), paid.GetProperty("role").GetString()));
        Assert.Equal(0, (await shop.Silo.DataAsync(Changes, new { id = "unknown" })).GetProperty("orderChanges").GetProperty("totalCount").GetInt32());
    }
}
