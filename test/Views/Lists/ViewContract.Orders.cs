using OrleansCommerce.Grains.EventSourcing;
using OrleansCommerce.Grains.Locations;
using OrleansCommerce.Grains.Orders;
using OrleansCommerce.Journal;
using OrleansCommerce.Locations;
using OrleansCommerce.Orders;
using OrleansCommerce.Receipts;
using OrleansCommerce.Search;
using OrleansCommerce.Views.Tests.Shops;

namespace OrleansCommerce.Views.Tests;

/// <summary>The list of orders: each filter alone and with others, text of every kind, and pages that hang together.</summary>
public abstract partial class ViewContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly OrderStatus[] Waiting = [OrderStatus.Placed, OrderStatus.AwaitingPayment];

    /// <summary>Text that a pattern, a query or a database could take for something of its own; none of it is in an order.</summary>
    public static TheoryData<string> OddTexts => new(
        "%", "_", "'", "\"", "\\", "m%g", "m_g", "mug'", "'; drop table order_list; --", "(", "*", "mug*", "m|ug", "&", ":", "<->",
        "\0", "mug\0", "\ud800", "\udc00mug", "\u202e", "\ufffe", "日本語", "🛒🛒", "\u0661", "null", "@word0");

    [Fact]
    public async Task Orders_are_listed_newest_first_page_by_page()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 7; i++)
        {
            // Two orders share each second.
            await PlaceAsync(shop, $"o{i}", placedAt: Noon.AddSeconds(i / 2));
        }

        Assert.Equal(["o6", "o4", "o5", "o2", "o3", "o0", "o1"], await PagesAsync(shop, new OrderFilter(), OrderSort.Newest, expected: 7));
        Assert.Equal(["o1", "o0", "o3", "o2", "o5", "o4", "o6"], await PagesAsync(shop, new OrderFilter(), OrderSort.Oldest, expected: 7));
    }

    [Fact]
    public async Task Orders_are_sorted_by_total_and_a_filter_holds_for_every_page()
    {
        await using var shop = await OpenAsync();
        decimal[] prices = [5, 10, 0.01m, 10, 1_000, 10];
        for (var i = 0; i < prices.Length; i++)
        {
            await PlaceAsync(shop, $"o{i}", price: prices[i], customer: i == 4 ? "cu-rich" : "cu");
        }

        Assert.Equal(["o4", "o1", "o3", "o5", "o0", "o2"], await PagesAsync(shop, new OrderFilter(), OrderSort.HighestTotal, expected: 6));
        Assert.Equal(["o2", "o0", "o5", "o3", "o1", "o4"], await PagesAsync(shop, new OrderFilter(), OrderSort.LowestTotal, expected: 6));
        Assert.Equal(["o1", "o3", "o5", "o0", "o2"], await PagesAsync(shop, new OrderFilter(CustomerId: "cu"), OrderSort.HighestTotal, expected: 5));
    }

    [Fact]
    public async Task A_page_goes_on_where_it_ended_though_orders_came_and_changed_meanwhile()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await PlaceAsync(shop, $"o{i}", placedAt: Noon.AddSeconds(i));
        }

        var first = await FindAsync(shop, new OrderFilter(), first: 2);
        await PlaceAsync(shop, "o9", placedAt: Noon.AddSeconds(9));
        await RejectAsync(shop, "o2");
        var second = await FindAsync(shop, new OrderFilter(), first: 2, after: first.Cursors[^1]);
        Assert.Equal(["o3", "o2", "o1", "o0"], first.Nodes.Concat(second.Nodes));
        Assert.Equal((4, 5), (first.TotalCount, second.TotalCount));
    }

    [Fact]
    public async Task A_cursor_of_another_sort_is_refused()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o0");
        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            var cursor = (await FindAsync(shop, new OrderFilter(), sort)).Cursors[0];
            Assert.Empty((await FindAsync(shop, new OrderFilter(), sort, after: cursor)).Nodes);
            foreach (var other in Enum.GetValues<OrderSort>().Where(other => other != sort))
            {
                await Assert.ThrowsAsync<InvalidCursorException>(() => FindAsync(shop, new OrderFilter(), other, after: cursor));
            }
        }
    }

    [Fact]
    public async Task Orders_are_found_by_number_id_customer_and_sku()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "first", number: "W-1001", customer: "cu-1", owner: "kiosk-7", skus: ["mug", "tea_bag"]);
        await PlaceAsync(shop, "second", number: "W-1002", customer: null, owner: "cu-1", skus: ["mug"]);
        await SellAsync(shop, "third", number: "T-77", customer: "cu-2", owner: "till-1", skus: ["teaXbag"]);

        Assert.Equal(["first", "second", "third"], await SortedAsync(shop, new OrderFilter()));
        Assert.Equal(["first"], await SortedAsync(shop, new OrderFilter("w-1001")));
        Assert.Equal(["first", "second"], await SortedAsync(shop, new OrderFilter("MUG w-")));
        Assert.Equal(["first"], await SortedAsync(shop, new OrderFilter("tea_bag")));
        Assert.Equal(["third"], await SortedAsync(shop, new OrderFilter("cu-2")));
        Assert.Equal(["first"], await SortedAsync(shop, new OrderFilter(CustomerId: "cu-1")));
        Assert.Equal(["first", "second"], await SortedAsync(shop, new OrderFilter(OwnerSubject: "cu-1")));
        Assert.Equal(["third"], await SortedAsync(shop, new OrderFilter(OwnerSubject: "till-1")));
        Assert.Empty(await SortedAsync(shop, new OrderFilter("mug", OwnerSubject: "till-1")));
    }

    [Fact]
    public async Task Orders_are_found_by_the_names_of_goods_the_receipt_and_the_place_of_pickup()
    {
        await using var shop = await OpenAsync();
        await shop.AppendAsync<Location.Event>(Location.Codec, "location/s-1", new Location.Event.Upserted(
            new UpsertLocation("Montréal Élysée", LocationKind.Store, null, null, null)));
        await PlaceAsync(shop, "crème", name: "Crème brûlée 100% Straße", delivery: new Delivery(DeliveryMethod.StorePickup, "s-1", null));
        await PlaceAsync(shop, "plain", name: "Plain mug");
        await TellAsync(shop, "plain", new Order.Event.ReceiptIssued("shop-2026-000042", ReceiptKind.Sale, [], 1, "hash"));

        Assert.Equal(["crème"], await SortedAsync(shop, new OrderFilter("BRULEE")));
        Assert.Equal(["crème"], await SortedAsync(shop, new OrderFilter("cre\u0300me 100% strasse")));
        Assert.Equal(["crème"], await SortedAsync(shop, new OrderFilter("MONTREAL brûlée")));
        Assert.Equal(["crème"], await SortedAsync(shop, new OrderFilter("s-1")));
        Assert.Equal(["plain"], await SortedAsync(shop, new OrderFilter("SHOP-2026-000042")));
        Assert.Equal(["plain"], await SortedAsync(shop, new OrderFilter("000042 mug")));
        Assert.Empty(await SortedAsync(shop, new OrderFilter("montreal plain")));

        await shop.AppendAsync<Location.Event>(Location.Codec, "location/s-1", new Location.Event.Upserted(
            new UpsertLocation("Laval", LocationKind.Store, null, null, null)));
        Assert.Equal(["crème"], await SortedAsync(shop, new OrderFilter("laval")));
        Assert.Empty(await SortedAsync(shop, new OrderFilter("montreal")));
    }

    [Theory]
    [MemberData(nameof(OddTexts))]
    public async Task Odd_text_is_looked_for_as_it_is_and_breaks_nothing(string text)
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o1", name: "A mug");
        Assert.Empty((await FindAsync(shop, new OrderFilter(text + "x"))).Nodes);
        Assert.Empty((await FindAsync(shop, new OrderFilter(CustomerId: text))).Nodes);
        Assert.Empty((await FindAsync(shop, new OrderFilter(OwnerSubject: text))).Nodes);
        Assert.Empty((await FindAsync(shop, new OrderFilter(LocationId: text))).Nodes);
        Assert.Empty((await FindAsync(shop, new OrderFilter(Sku: text))).Nodes);
    }

    [Fact]
    public async Task Signs_that_mean_something_elsewhere_are_found_where_they_are()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o1", name: "100% wool_mix 'soft' \"new\" \\ 日本語 🛒");
        await PlaceAsync(shop, "o2", name: "100 woolXmix");
        foreach (var word in new[] { "%", "_", "'soft'", "\"", "\\", "本", "🛒", "wool_mix" })
        {
            Assert.Equal(["o1"], await SortedAsync(shop, new OrderFilter(word)));
        }
    }

    [Fact]
    public async Task Nothing_to_look_for_finds_all_and_only_the_first_ten_words_count()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o1", name: "a b c d e f g h i j");
        foreach (var nothing in new[] { string.Empty, " ", "\t\n\u00a0", "\0", "\u0301" })
        {
            Assert.Equal(["o1"], await SortedAsync(shop, new OrderFilter(nothing)));
        }

        Assert.Equal(["o1"], await SortedAsync(shop, new OrderFilter("a b c d e f g h i j nowhere")));
        Assert.Empty(await SortedAsync(shop, new OrderFilter("a b c d e f g h i nowhere")));
        Assert.Empty(await SortedAsync(shop, new OrderFilter(new string('x', 500_000))));
        Assert.Empty(await SortedAsync(shop, new OrderFilter(Sku: new string('x', 500_000))));
    }

    [Fact]
    public async Task Each_filter_lets_through_what_it_says_alone_and_with_the_others()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "web", customer: "cu-1", skus: ["mug", "tea"], price: 12.345m, placedAt: Noon);
        await AllocateParcelAsync(shop, "web", "w-1");
        await AuthorizeAsync(shop, "web", amount: 12.345m * 2);
        await PlaceAsync(
            shop, "pickup", customer: "cu-2", channel: Channel.App, price: 30, placedAt: Noon.AddHours(1), delivery: new Delivery(DeliveryMethod.StorePickup, "s-1", null));
        await AllocateParcelAsync(shop, "pickup", "w-1");
        await PlaceAsync(
            shop, "locker", customer: "cu-1", price: 40, placedAt: Noon.AddHours(2), delivery: new Delivery(DeliveryMethod.LockerPickup, "l-1", null));
        await RejectAsync(shop, "locker");
        await SellAsync(shop, "till", number: "T-1", customer: "cu-2", owner: "till-1", skus: ["mug"], soldAt: Noon.AddHours(3), price: 50);

        // (the filter, what it lets through)
        (OrderFilter Filter, string[] Found)[] each =
        [
            (new(Search: "mug"), ["locker", "pickup", "till", "web"]),
            (new(Search: "tea"), ["web"]),
            (new(CustomerId: "cu-1"), ["locker", "web"]),
            (new(OwnerSubject: "till-1"), ["till"]),
            (new(Statuses: [OrderStatus.Confirmed]), ["web"]),
            (new(Statuses: Waiting), ["pickup"]),
            (new(Statuses: [OrderStatus.Rejected, OrderStatus.Fulfilled, OrderStatus.Rejected]), ["locker", "till"]),
            (new(Statuses: []), ["locker", "pickup", "till", "web"]),
            (new(Channel: Channel.Web), ["locker", "web"]),
            (new(Channel: Channel.Pos), ["till"]),
            (new(Channel: Channel.Kiosk), []),
            (new(LocationId: "w-1"), ["pickup", "web"]),
            (new(LocationId: "s-1"), ["pickup"]),
            (new(LocationId: "shop"), ["till"]),
            (new(LocationId: "s"), []),
            (new(Sku: "tea"), ["web"]),
            (new(Sku: "te"), []),
            (new(Method: DeliveryMethod.Ship), ["web"]),
            (new(Method: DeliveryMethod.LockerPickup), ["locker"]),
            (new(Method: DeliveryMethod.TakenAtTill), ["till"]),
            (new(Payment: PaymentState.Authorized), ["web"]),
            (new(Payment: PaymentState.Captured), ["till"]),
            (new(Payment: PaymentState.Declined), []),
            (new(PaymentReference: "tok"), ["web"]),
            (new(PaymentReference: "to"), []),
            (new(PaymentReference: "4111 1111 1111 1111"), []),
            (new(OnHold: false), ["locker", "pickup", "till", "web"]),
            (new(OnHold: true), []),
            (new(CashOwed: false), ["locker", "pickup", "till", "web"]),
            (new(CashOwed: true), []),
            (new(From: Noon.AddHours(1)), ["locker", "pickup", "till"]),
            (new(To: Noon.AddHours(1)), ["web"]),
            (new(From: DateTimeOffset.MinValue, To: DateTimeOffset.MaxValue), ["locker", "pickup", "till", "web"]),
            (new(From: Noon, To: Noon), []),
            (new(MinAmount: 30), ["locker", "pickup", "till"]),
            (new(MinAmount: 30.00001m), ["locker", "till"]),
            (new(MaxAmount: 24.69m), ["web"]),
            (new(MaxAmount: 24.68999m), []),
            (new(MinAmount: decimal.MinValue, MaxAmount: decimal.MaxValue), ["locker", "pickup", "till", "web"]),
        ];
        foreach (var (filter, found) in each)
        {
            Assert.Equal(found, await SortedAsync(shop, filter));
        }

        // Any two together let through what both do.
        foreach (var (one, foundByOne) in each)
        {
            foreach (var (other, foundByOther) in each)
            {
                if (Both(one, other) is { } both)
                {
                    Assert.Equal(foundByOne.Intersect(foundByOther), await SortedAsync(shop, both));
                }
            }
        }

        var all = new OrderFilter(
            "mug", "cu-1", "cu-1", [OrderStatus.Confirmed], Channel.Web, "w-1", "tea", DeliveryMethod.Ship, PaymentState.Authorized, OnHold: false,
            Noon, Noon.AddSeconds(1), 24.69m, 24.69m, "tok", CashOwed: false);
        Assert.Equal(["web"], await SortedAsync(shop, all));
        Assert.Empty(await SortedAsync(shop, all with { MaxAmount = 24.68m }));
    }

    [Fact]
    public async Task The_list_follows_an_order_through_its_life_and_so_does_a_list_that_is_rebuilt()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o", price: 1);
        Assert.Equal(OrderStatus.Placed, await StatusAsync(shop));
        await AllocateParcelAsync(shop, "o", "w-1");
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(shop));
        await AuthorizeAsync(shop, "o", amount: 1);
        Assert.Equal(OrderStatus.Confirmed, await StatusAsync(shop));
        await TellAsync(shop, "o", new Order.Event.AuthorizationLapsed("pay", 1, "expired", Noon));
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(shop));
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter(OnHold: true, Payment: PaymentState.Lapsed)));
        await TellAsync(shop, "o", new Order.Event.PaymentStarted(Some, "pay-2", 1, "tok", Noon));
        await TellAsync(shop, "o", new Order.Event.Authorized("pay-2", 1, null));
        await TellAsync(shop, "o", new Order.Event.FulfillmentAdvanced(Some, "o.1", FulfillmentStatus.Shipped, Leaves: true, Noon));
        Assert.Equal(OrderStatus.Fulfilled, await StatusAsync(shop));
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter(OnHold: false, Payment: PaymentState.Authorized)));

        await shop.Rebuilder.RebuildAsync("order-list");
        Assert.Equal(OrderStatus.Fulfilled, await StatusAsync(shop));
        await TellAsync(shop, "o", new Order.Event.FulfillmentAdvanced(Some, "o.1", FulfillmentStatus.Delivered, Leaves: false, Noon));
        await TellAsync(shop, "o", new Order.Event.ReceiptIssued("online-2026-000001", ReceiptKind.Sale, [], 1, "hash"));
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter("online-2026-000001")));
        await shop.Rebuilder.RebuildAsync("order-list");
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter("online-2026-000001", Statuses: [OrderStatus.Fulfilled])));
    }

    [Fact]
    public async Task Orders_of_which_cash_is_owed_are_found_until_a_till_handed_it_out()
    {
        await using var shop = await OpenAsync();
        await SellAsync(shop, "o", number: "T-1", customer: null, owner: "till-1", skus: ["mug"], price: 50);
        await SellAsync(shop, "other", number: "T-2", customer: null, owner: "till-1", skus: ["mug"], price: 50);
        Assert.Empty(await SortedAsync(shop, new OrderFilter(CashOwed: true)));
        await TellAsync(shop, "other", new Order.Event.Refunded("counter", 20, "r-2"));
        await TellAsync(shop, "o", new Order.Event.Refunded("lost", 0.01m, "r-1") { IsOwed = true });
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter(CashOwed: true)));
        Assert.Equal(["other"], await SortedAsync(shop, new OrderFilter(CashOwed: false)));
        await shop.Rebuilder.RebuildAsync("order-list");
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter(CashOwed: true)));

        await TellAsync(shop, "o", new Order.Event.CashPaidOut(Some, "shop", "till-7", 0.01m, Noon));
        Assert.Empty(await SortedAsync(shop, new OrderFilter(CashOwed: true)));
        Assert.Equal(["o", "other"], await SortedAsync(shop, new OrderFilter(CashOwed: false)));
    }

    [Fact]
    public async Task A_snapshot_of_an_order_hides_nothing_of_what_happened_before_it()
    {
        await using var shop = await OpenAsync();
        await PlaceAsync(shop, "o", skus: ["vase"]);
        await AllocateParcelAsync(shop, "o", "w-1");
        await shop.Journal.WriteSnapshotAsync(new Snapshot("order/o", 2, 1, "a shape of long ago"u8.ToArray()));
        Assert.Equal(OrderStatus.AwaitingPayment, await StatusAsync(shop));
        await AuthorizeAsync(shop, "o", amount: 1);
        Assert.Equal(OrderStatus.Confirmed, await StatusAsync(shop));
        Assert.Equal(["o"], await SortedAsync(shop, new OrderFilter("vase", Payment: PaymentState.Authorized)));
    }

    /// <summary>Two filters as one; null when both say something of the same.</summary>
    private static OrderFilter? Both(OrderFilter one, OrderFilter other)
    {
        var both = one;
        foreach (var property in typeof(OrderFilter).GetProperties().Where(property => property.CanWrite))
        {
            if (property.GetValue(other) is not { } value)
            {
                continue;
            }

            if (property.GetValue(one) is not null)
            {
                return null;
            }

            both = both with { };
            property.SetValue(both, value);
        }

        return both;
    }

    private static Task PlaceAsync(
        Shop shop,
        string id,
        string number = "1",
        string? customer = "cu",
        string owner = "cu",
        string[]? skus = null,
        DateTimeOffset? placedAt = null,
        decimal price = 1,
        string name = "Thing",
        Channel channel = Channel.Web,
        Delivery? delivery = null) =>
        shop.AppendAsync<Order.Event>(Order.Codec, $"order/{id}", new Order.Event.Placed(
            new Operation("op", "print"),
            number,
            "cart",
            customer,
            owner,
            channel,
            "EUR",
            delivery ?? new Delivery(DeliveryMethod.Ship, null, null),
            [.. (skus ?? ["mug"]).Select((sku, index) => Line(index, sku, name, price))],
            placedAt ?? Noon,
            Noon));

    private static Task SellAsync(
        Shop shop, string id, string number, string? customer, string owner, string[] skus, DateTimeOffset? soldAt = null, decimal price = 1) =>
        shop.AppendAsync<Order.Event>(Order.Codec, $"order/{id}", new Order.Event.SoldAtTill(
            new Operation("op", "print"),
            number,
            "shop",
            customer,
            owner,
            "EUR",
            [.. skus.Select((sku, index) => Line(index, sku, "Thing", price))],
            soldAt ?? Noon));

    private static Task AllocateParcelAsync(Shop shop, string id, string locationId) => TellAsync(shop, id, new Order.Event.Allocated(
        [new Order.ParcelContent(FulfillmentId.Of(id, 1), locationId, DeliveryMethod.Ship, [new Order.ParcelLine("1", "mug", 1)], [$"{id}/1"])]));

    private static async Task RejectAsync(Shop shop, string id)
    {
        await TellAsync(shop, id, new Order.Event.ShortageFound("mug", 1, 0));
        await TellAsync(shop, id, new Order.Event.Rejected("mug", 1, 0));
    }

    private static Order.Line Line(int index, string sku, string name, decimal price) =>
        new($"{index + 1}", sku, name, StockTracked: true, Quantity: 1, UnitPrice: price, Total: price);

    private async Task<OrderStatus> StatusAsync(Shop shop)
    {
        var fitting = new List<OrderStatus>();
        foreach (var status in Enum.GetValues<OrderStatus>())
        {
            if ((await FindAsync(shop, new OrderFilter(Statuses: [status]))).TotalCount == 1)
            {
                fitting.Add(status);
            }
        }

        return Assert.Single(fitting);
    }

    private async Task<List<string>> PagesAsync(Shop shop, OrderFilter filter, OrderSort sort, int expected)
    {
        var ids = new List<string>();
        string? after = null;
        bool more;
        do
        {
            var page = await FindAsync(shop, filter, sort, first: 2, after: after);
            ids.AddRange(page.Nodes);
            Assert.Equal(expected, page.TotalCount);
            (after, more) = (page.Cursors[^1], page.HasNextPage);
        }
        while (more);

        return ids;
    }

    private async Task<IEnumerable<string>> SortedAsync(Shop shop, OrderFilter filter)
    {
        var page = await FindAsync(shop, filter);
        Assert.Equal(page.Nodes.Length, page.TotalCount);
        return page.Nodes.Order(StringComparer.Ordinal);
    }

    private Task<Page<string>> FindAsync(
        Shop shop, OrderFilter filter, OrderSort sort = OrderSort.Newest, int first = 50, string? after = null) =>
        shop.Orders.FindOrdersAsync(filter, sort, new PageRequest(first, after), Patience);
}
