using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

public abstract partial class ViewContract
{
    private static readonly Operation Some = new("op", "print");

    [Fact]
    public async Task The_work_of_a_location_is_what_is_paid_and_has_not_left_by_deadline()
    {
        await using var shop = await OpenAsync();
        await AllocateAsync(shop, "late", Noon.AddHours(2));
        await AllocateAsync(shop, "soon", Noon.AddHours(1));
        await AllocateAsync(shop, "free", Noon.AddHours(3), isFree: true);
        Assert.Equal(["free.1"], await WorkAsync(shop));

        await AuthorizeAsync(shop, "late");
        await TellAsync(shop, "soon", new Order.Event.PaymentStarted(Some, "pay", 2, "tok", Noon));
        await TellAsync(shop, "soon", new Order.Event.Paid("pay", 2));
        Assert.Equal(["soon.1", "late.1", "free.1"], await WorkAsync(shop));
        Assert.Equal(["soon.2", "late.2", "free.2"], await WorkAsync(shop, "shop"));

        await AdvanceAsync(shop, "late.1", FulfillmentStatus.Picked);
        Assert.Equal(["soon.1", "free.1"], await WorkAsync(shop, status: FulfillmentStatus.Allocated));
        Assert.Equal(["late.1"], await WorkAsync(shop, status: FulfillmentStatus.Picked));
        await AdvanceAsync(shop, "late.1", FulfillmentStatus.Packed);
        await AdvanceAsync(shop, "late.1", FulfillmentStatus.Shipped);
        await TellAsync(shop, "free", new Order.Event.Cancelled());
        Assert.Equal(["soon.1"], await WorkAsync(shop));
        await shop.Rebuilder.RebuildAsync("work-list");
        Assert.Equal(["soon.1"], await WorkAsync(shop));
    }

    [Fact]
    public async Task Units_that_are_lost_or_not_wanted_are_no_work_and_those_in_their_place_are()
    {
        await using var shop = await OpenAsync();
        await AllocateAsync(shop, "o", Noon);
        await AuthorizeAsync(shop, "o");
        await TellAsync(shop, "o", new Order.Event.PromiseLost("loss", "o/1", [new Order.ParcelLine("1", "mug", 2)], Noon));
        Assert.Equal(1, Assert.Single((await FindWorkAsync(shop, "w1")).Nodes).Units);
        await TellAsync(shop, "o", new Order.Event.ReplacementPlanned("loss", [new Order.PlannedAllocation("o/12", "mug", "w2", 2)]));
        await TellAsync(shop, "o", new Order.Event.Replaced("loss", [Content("o", 3, "w2", Noon, "o/12")], []));
        Assert.Equal(["o.3"], await WorkAsync(shop, "w2"));

        await TellAsync(shop, "o", new Order.Event.UnitsCancelled(
            Some, [new Order.TakenUnits("o.1", "1", "o/11", 1), new Order.TakenUnits("o.3", "1", "o/12", 1)], [], null, Noon));
        Assert.Empty(await WorkAsync(shop));
        Assert.Equal(2, Assert.Single((await FindWorkAsync(shop, "w2")).Nodes).Units);
    }

    [Fact]
    public async Task What_was_not_fetched_is_work_where_it_waits_then_where_a_courier_brings_it_until_it_is_taken_back()
    {
        await using var shop = await OpenAsync();
        await AllocateAsync(shop, "o", Noon, isFree: true);
        await TellAsync(shop, "o", new Order.Event.FulfillmentAdvanced(
            Some, "o.1", FulfillmentStatus.ReadyForPickup, Leaves: true, Noon, "lockers", Noon.AddDays(3)));
        Assert.Empty(await WorkAsync(shop));
        Assert.Empty(await WorkAsync(shop, "lockers"));
        await TellAsync(shop, "o", new Order.Event.PickupExpired("o.1", Noon.AddDays(3)));
        Assert.Equal(["o.1"], await WorkAsync(shop, "lockers", FulfillmentStatus.Expired));
        await TellAsync(shop, "o", new Order.Event.ParcelRetrieved(Some, "o.1", "w1", Noon.AddDays(4)));
        Assert.Empty(await WorkAsync(shop, "lockers"));
        Assert.Equal(["o.1"], await WorkAsync(shop));
        await TellAsync(shop, "o", new Order.Event.ParcelTakenBack("o.1", "w1", Noon.AddDays(4)));
        Assert.Empty(await WorkAsync(shop));
    }

    [Fact]
    public async Task What_was_lost_or_comes_back_is_work_of_who_sent_it_until_something_is_done()
    {
        await using var shop = await OpenAsync();
        await AllocateAsync(shop, "o", Noon, isFree: true);
        await AdvanceAsync(shop, "o.1", FulfillmentStatus.Shipped);
        await AdvanceAsync(shop, "o.2", FulfillmentStatus.Shipped);
        await AdvanceAsync(shop, "o.1", FulfillmentStatus.Lost);
        await AdvanceAsync(shop, "o.2", FulfillmentStatus.ReturnedToSender);
        Assert.Equal(["o.1"], await WorkAsync(shop));
        Assert.Equal(["o.2"], await WorkAsync(shop, "shop"));
        await TellAsync(shop, "o", new Order.Event.ParcelLossResolved(Some, "o.1", LossResolution.Refund, Noon));
        await AdvanceAsync(shop, "o.2", FulfillmentStatus.Shipped);
        Assert.Empty(await WorkAsync(shop));
        Assert.Empty(await WorkAsync(shop, "shop"));
    }

    [Fact]
    public async Task Parcels_of_lines_that_were_added_are_paid_like_the_others()
    {
        await using var shop = await OpenAsync();
        await AllocateAsync(shop, "paid", Noon);
        await AuthorizeAsync(shop, "paid");
        await AllocateAsync(shop, "owing", Noon);
        await TellAsync(shop, "paid", new Order.Event.EditStarted(Some, [], "tok", Noon));
        await TellAsync(shop, "paid", new Order.Event.Edited([], [Content("paid", 3, "w2", Noon)]));
        await TellAsync(shop, "owing", new Order.Event.EditStarted(Some, [], null, Noon));
        await TellAsync(shop, "owing", new Order.Event.Edited([], [Content("owing", 3, "w2", Noon)]));
        Assert.Equal(["paid.3"], await WorkAsync(shop, "w2"));
    }

    [Fact]
    public async Task The_list_of_work_goes_on_after_a_cursor()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await AllocateAsync(shop, $"o{i}", Noon.AddHours(i / 2), isFree: true);
        }

        var first = await FindWorkAsync(shop, "w1", first: 2);
        var second = await FindWorkAsync(shop, "w1", first: 2, after: first.Cursors[^1]);
        var third = await FindWorkAsync(shop, "w1", first: 2, after: second.Cursors[^1]);
        Assert.Equal(["o0.1", "o1.1", "o2.1", "o3.1", "o4.1"], first.Nodes.Concat(second.Nodes).Concat(third.Nodes).Select(item => item.FulfillmentId));
        Assert.Equal((5, true, false), (first.TotalCount, second.HasNextPage, third.HasNextPage));
        await Assert.ThrowsAsync<InvalidCursorException>(() => FindWorkAsync(shop, "w1", after: "w"));
    }

    /// <summary>An order of two parcels: three units at w1, promised in two parts, and three in the shop.</summary>
    private static async Task AllocateAsync(Shop shop, string id, DateTimeOffset deadline, bool isFree = false)
    {
        await PlaceAsync(shop, id);
        await TellAsync(shop, id, new Order.Event.AllocationPlanned(
            [.. new[] { ("1", "w1"), ("11", "w1"), ("2", "shop") }.Select(
                promise => new Order.PlannedAllocation($"{id}/{promise.Item1}", "mug", promise.Item2, 3))]));
        await TellAsync(shop, id, new Order.Event.Allocated(
            [Content(id, 1, "w1", deadline, $"{id}/1", $"{id}/11"), Content(id, 2, "shop", deadline, $"{id}/2")], isFree));
    }

    private static async Task AuthorizeAsync(Shop shop, string id, decimal amount = 2)
    {
        await TellAsync(shop, id, new Order.Event.PaymentStarted(Some, "pay", amount, "tok", Noon));
        await TellAsync(shop, id, new Order.Event.Authorized("pay", amount, null));
    }

    private static Order.ParcelContent Content(string id, int number, string locationId, DateTimeOffset deadline, params string[] promises) => new(
        FulfillmentId.Of(id, number), locationId, DeliveryMethod.Ship, [new Order.ParcelLine("1", "mug", 3)], [.. promises], deadline);

    private static Task AdvanceAsync(Shop shop, string parcelId, FulfillmentStatus status) =>
        TellAsync(shop, parcelId[..parcelId.LastIndexOf('.')], new Order.Event.FulfillmentAdvanced(Some, parcelId, status, Leaves: false, Noon));

    private static Task TellAsync(Shop shop, string id, Order.Event happened) => shop.AppendAsync(Order.Codec, $"order/{id}", happened);

    private Task<Page<WorkItem>> FindWorkAsync(
        Shop shop, string locationId, FulfillmentStatus? status = null, int first = 50, string? after = null) =>
        shop.Work.FindWorkAsync(locationId, status, new PageRequest(first, after), Patience);

    private async Task<IEnumerable<string>> WorkAsync(Shop shop, string locationId = "w1", FulfillmentStatus? status = null) =>
        (await FindWorkAsync(shop, locationId, status)).Nodes.Select(item => item.FulfillmentId);
}
