using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Grains.Tills;
using OrleansCommerce.Journal;
using OrleansCommerce.Journal.InMemory;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.Tills;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Tills;

/// <summary>Whatever takes cash at a till or gives it back counts into its session, once.</summary>
public sealed class TillCashTests
{
    private static readonly AcceptUnreceiptedReturn OneMugBack = new(
        "back", "shop", null, "GBP", [new UnreceiptedReturnLine("mug", 1, Pounds(7m), Disposition.Restock)], "associate", null, TillId: "t1");

    private static readonly ExchangeItems OneForTwo = new(
        "swap",
        "o1",
        "shop",
        [new ReturnLine("1", 1, Disposition.Restock)],
        null,
        null,
        null,
        null,
        [new TillLine("mug", 2, null, null)],
        Tenders: null,
        SaleOrderId: "o2",
        TillId: "t1");

    [Theory]
    [InlineData(null)]
    [InlineData("till.money-recorded")]
    [InlineData("return.till-told")]
    [InlineData("return.receipt-issued")]
    public async Task Cash_for_goods_without_a_receipt_comes_out_of_the_drawer_once(string? failsAt)
    {
        using var first = await OpenAsync();
        if (failsAt is not null)
        {
            using var cut = new OrderHost(first.Storage, failsAt);
            await Assert.ThrowsAsync<JournalBusyException>(() => cut.Unreceipted("r1").AcceptAsync(OneMugBack));
        }

        using var next = new OrderHost(first.Storage);
        await next.Unreceipted("r1").WakeAsync();
        Accepted(await next.Unreceipted("r1").AcceptAsync(OneMugBack));
        Accepted(await next.Unreceipted("r1").AcceptAsync(OneMugBack));
        Assert.Equal(new TillTotals("GBP", 0, 0, 0, 0, 1, 7m), Assert.Single((await SessionAsync(next)).Totals));
        Assert.Null(await next.Unreceipted("r1").WakeAsync());

        // Store credit is no cash.
        Accepted(await next.Unreceipted("r2").AcceptAsync(OneMugBack with { AsStoreCredit = true }));
        Assert.Equal(93m, (await SessionAsync(next)).ExpectedCash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("exchange.returned")]
    [InlineData("exchange.sold")]
    [InlineData("order.sold-at-till")]
    [InlineData("till.money-recorded")]
    [InlineData("order.till-told")]
    public async Task What_an_exchange_takes_on_top_or_gives_back_counts_once(string? failsAt)
    {
        using var first = await SoldAsync();
        if (failsAt is not null)
        {
            using var cut = new OrderHost(first.Storage, failsAt);
            await Assert.ThrowsAnyAsync<Exception>(() => cut.Exchange().ExchangeAsync(OneForTwo));
        }

        using var next = new OrderHost(first.Storage);
        await next.Exchange().WakeAsync();
        Accepted(await next.Exchange().ExchangeAsync(OneForTwo));
        Assert.Equal((140m, 2, 40m), await SumsAsync(next));

        // Another is worth less: six pounds of what it cost go back.
        var cheaper = OneForTwo with { OperationId = "less", SaleOrderId = "o3", Lines = [new TillLine("mug", 1, Pounds(4m), null)] };
        Accepted(await next.Exchange("less").ExchangeAsync(cheaper));
        Accepted(await next.Exchange("less").ExchangeAsync(cheaper));
        var session = await SessionAsync(next);
        Assert.Equal((134m, 1, 6m), (session.ExpectedCash, session.Totals[0].Refunds, session.Totals[0].CashRefunds));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("order.promise-trimmed")]
    [InlineData("till.money-recorded")]
    [InlineData("order.till-told")]
    public async Task Units_that_are_cancelled_at_a_till_give_their_cash_back_once(string? failsAt)
    {
        using var first = await PaidForPickupAsync();
        var one = new CancelOrderLines("less", [new CancelLine("1", 1)], null, "t1");
        if (failsAt is not null)
        {
            using var cut = new OrderHost(first.Storage, failsAt);
            await Assert.ThrowsAsync<JournalBusyException>(() => cut.Order().CancelLinesAsync(one));
        }

        using var next = new OrderHost(first.Storage);
        Accepted(await next.Order().CancelLinesAsync(one));
        Accepted(await next.Order().CancelLinesAsync(one));
        Assert.Equal((120m, 1, 30m), await SumsAsync(next));

        // The shop does not find another: nobody stands at a till, so its cash counts nowhere.
        Accepted(await next.Order().RejectLineAsync(new RejectFulfillmentLine("gone", "o1.1", "1", 1, "broken")));
        Assert.Equal((120m, 1, 30m), await SumsAsync(next));

        // All of the rest is a cancellation.
        Accepted(await next.Order().CancelLinesAsync(one with { OperationId = "all" }));
        Assert.Equal((110m, 1, 30m), await SumsAsync(next));
        Assert.Equal(OrderStatus.Cancelled, (await next.Order().GetAsync())!.Status);
    }

    [Fact]
    public async Task Where_the_settings_demand_a_session_cash_is_given_in_one_alone_and_a_card_is_refunded_without()
    {
        using var sold = await SoldAsync();
        Accepted(await sold.Order("card").SellAtTillAsync(Sale("card", new Tender(TenderKind.Card, Pounds(30m), "term_1"))));
        Accepted(await sold.Order("done").SellAtTillAsync(Sale("done")));
        var before = new ReturnItems("before", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null, TillId: "t1");
        Accepted(await sold.Order("done").ReturnAsync(before));
        var version = (await sold.Order().GetAsync())!.Version;
        Accepted(await sold.Till().CloseAsync(new CloseTillSession("close", new CashCount("GBP", 150m, []), null)));

        using var host = new OrderHost(sold.Storage, tills: new TillRules(5m, SessionRequired: true));
        var back = new ReturnItems("late", "shop", [new ReturnLine("1", 1, Disposition.Restock)], null, TillId: "t1");
        Assert.Equal("CLOSED", State((await host.Order().ReturnAsync(back)).Failure));
        Assert.Equal("tillId", Field((await host.Order().ReturnAsync(back with { TillId = null })).Failure));
        Assert.Equal("CLOSED", State((await host.Unreceipted("r1").AcceptAsync(OneMugBack)).Failure));
        Assert.Equal("tillId", Field((await host.Unreceipted("r1").AcceptAsync(OneMugBack with { TillId = null })).Failure));
        Assert.Equal("CLOSED", State((await host.Exchange().ExchangeAsync(OneForTwo)).Failure));
        Assert.Equal("tillId", Field((await host.Exchange().ExchangeAsync(OneForTwo with { TillId = null })).Failure));
        Assert.Equal(version, (await host.Order().GetAsync())!.Version);
        Assert.Null(await host.Unreceipted("r1").GetAsync());
        Assert.Null(await host.Order("o2").GetAsync());

        // What was done before is answered, a card is its provider's, and store credit is no cash.
        Accepted(await host.Order("done").ReturnAsync(before));
        Accepted(await host.Order("card").ReturnAsync(back with { TillId = null }));
        Accepted(await host.Order().ReturnAsync(back with { RefundTo = RefundTarget.StoreCredit, TillId = null }));
        Accepted(await host.Unreceipted("r2").AcceptAsync(OneMugBack with { TillId = null, AsStoreCredit = true }));

        Accepted(await host.Till().OpenAsync(Open("open-2")));
        Accepted(await host.Exchange().ExchangeAsync(OneForTwo));
        Assert.Equal(110m, (await SessionAsync(host)).ExpectedCash);
    }

    [Fact]
    public async Task Where_the_settings_demand_a_session_an_order_is_paid_and_cancelled_for_cash_in_one_alone()
    {
        using var reserved = await ReservedAsync();
        using var host = new OrderHost(reserved.Storage, tills: new TillRules(5m, SessionRequired: true));
        Assert.Equal("CLOSED", State((await host.Order().PayAtTillAsync(Pay with { TillId = "t2" })).Failure));
        Assert.Equal("tillId", Field((await host.Order().PayAtTillAsync(Pay with { TillId = null })).Failure));
        Accepted(await host.Order().PayAtTillAsync(Pay));
        Assert.Equal("tillId", Field((await host.Order().CancelAsync(new CancelOrder("cancel", null))).Failure));
        Assert.Equal("CLOSED", State((await host.Order().CancelLinesAsync(new CancelOrderLines("less", [new CancelLine("1", 1)], null, "t2"))).Failure));
        Assert.Equal(OrderStatus.Confirmed, (await host.Order().GetAsync())!.Status);
        Accepted(await host.Order().CancelAsync(new CancelOrder("cancel", null, "t1")));
        Assert.Equal(100m, (await SessionAsync(host)).ExpectedCash);
    }

    /// <summary>Forty drawers, in each of which twenty things happen while the journal refuses one commit in eight, and each is told up to three times.</summary>
    [Fact]
    [Trait("Engine", "Any")]
    public async Task Expected_cash_is_the_float_and_what_came_in_less_what_went_out_whatever_is_cut_off_and_told_again()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var faults = new Refusals(seed);
            using var host = new OrderHost(faults: faults);
            await host.StockUpAsync("mug", "shop", 1_000);
            Accepted(await host.Till().OpenAsync(Open("open")));
            var drawer = new Drawer(host, new Random(seed));
            faults.IsOn = true;
            for (var i = 0; i < 20; i++)
            {
                await drawer.ActAsync();
            }

            faults.IsOn = false;
            await drawer.WakeAsync();
            var session = await SessionAsync(host);
            Assert.True(
                drawer.Cash == session.ExpectedCash, $"Seed {seed}: {drawer.Cash} lie in the drawer, {session.ExpectedCash} are expected after {string.Join("; ", drawer.Deeds)}.");
            var closed = Accepted(await host.Till().CloseAsync(new CloseTillSession("close", new CashCount("GBP", drawer.Cash, []), null)));
            Assert.Equal(0m, closed.Closing!.Variance);
        }
    }

    private static readonly PayOrderAtTill Pay = new("pay", "shop", [new Tender(TenderKind.Cash, Pounds(30m), null)], "t1");

    private static Money Pounds(decimal amount) => new(amount, "GBP");

    private static string State(Failure? failure) => Assert.IsType<InvalidState>(failure).State;

    private static string Field(Failure? failure) => Assert.IsType<InvalidInput>(failure).Field;

    private static OpenTillSession Open(string operation) => new(operation, "shop", new CashCount("GBP", 100m, []));

    private static SellAtTill Sale(string operation, params Tender[] tenders) => new(
        operation, "shop", null, "GBP", [new TillLine("mug", 3, null, null)], Tenders: tenders.Length == 0 ? null : [.. tenders], TillId: "t1");

    private static async Task<TillSessionDetails> SessionAsync(OrderHost host) => (await host.Till().GetSessionAsync(null))!;

    private static async Task<(decimal Expected, int Sales, decimal Cash)> SumsAsync(OrderHost host) =>
        await SessionAsync(host) is var session ? (session.ExpectedCash, session.Totals[0].Sales, session.Totals[0].Cash) : default;

    private static async Task<OrderHost> OpenAsync()
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 20);
        Accepted(await host.Till().OpenAsync(Open("open")));
        return host;
    }

    /// <summary>Three mugs for thirty pounds in cash.</summary>
    private static async Task<OrderHost> SoldAsync()
    {
        var host = await OpenAsync();
        Accepted(await host.Order().SellAtTillAsync(Sale("sale")));
        return host;
    }

    /// <summary>Three mugs, to be fetched in the shop.</summary>
    private static async Task<OrderHost> ReservedAsync(OrderHost? host = null, string orderId = "o1")
    {
        host ??= await OpenAsync();
        Accepted(await host.Order(orderId).PlaceAsync(OrderStory.PlaceCommand(OrderStory.Tracked("mug", 3)) with
        {
            Channel = Channel.Pos,
            Delivery = new Delivery(DeliveryMethod.StorePickup, "shop", null),
        }));
        return host;
    }

    private static async Task<OrderHost> PaidForPickupAsync()
    {
        var host = await ReservedAsync();
        Accepted(await host.Order().PayAtTillAsync(Pay));
        return host;
    }

    /// <summary>A drawer, counted by hand.</summary>
    private sealed class Drawer(OrderHost host, Random random)
    {
        private readonly List<Sold> _sold = [];
        private readonly List<Func<Task>> _wakes = [];
        private int _number;

        public decimal Cash { get; private set; } = 100m;

        public List<string> Deeds { get; } = [];

        public Task ActAsync() => random.Next(7) switch
        {
            0 or 1 => SellAsync(),
            2 => ReturnAsync(),
            3 => TakeBackAsync(),
            4 => ExchangeAsync(),
            5 => OrderAsync(),
            _ => MoveAsync(),
        };

        public async Task WakeAsync()
        {
            foreach (var wake in _wakes)
            {
                await wake();
            }
        }

        private string Next(string what)
        {
            Deeds.Add($"{what} {++_number}");
            return $"{what}-{_number}";
        }

        private async Task SellAsync()
        {
            var id = Next("sell");
            var card = random.Next(3) switch { 0 => 0m, 1 => 30m, _ => 12m };
            Tender[] tenders =
            [
                .. card < 30m ? new[] { new Tender(TenderKind.Cash, Pounds(30m - card), null) } : [],
                .. card > 0 ? new[] { new Tender(TenderKind.Card, Pounds(card), "term_1") } : [],
            ];
            _wakes.Add(() => host.Order(id).WakeAsync());
            await AskAsync(() => host.Order(id).SellAtTillAsync(Sale(id, tenders)));
            _sold.Add(new Sold(id) { Card = card });
            Cash += 30m - card;
        }

        private Sold? Some() => _sold.Where(sold => sold.Mugs > 0).OrderBy(_ => random.Next()).FirstOrDefault();

        private async Task ReturnAsync()
        {
            if (Some() is { } sold)
            {
                var id = Next("return");
                await AskAsync(() => host.Order(sold.Id).ReturnAsync(
                    new ReturnItems(id, "shop", [new ReturnLine("1", 1, Disposition.Restock)], null, TillId: "t1")));
                sold.Mugs--;
                Cash -= sold.GiveBack(10m);
            }
        }

        private async Task TakeBackAsync()
        {
            var id = Next("take-back");
            _wakes.Add(() => host.Unreceipted(id).WakeAsync());
            await AskAsync(() => host.Unreceipted(id).AcceptAsync(OneMugBack with { OperationId = id }));
            Cash -= 7m;
        }

        private async Task ExchangeAsync()
        {
            if (Some() is { } sold)
            {
                var id = Next("exchange");
                var price = random.Next(2) == 0 ? 4m : 13m;
                _wakes.Add(() => host.Exchange(id).WakeAsync());
                await AskAsync(() => host.Exchange(id).ExchangeAsync(OneForTwo with
                {
                    OperationId = id,
                    OrderId = sold.Id,
                    SaleOrderId = $"{id}-sale",
                    Lines = [new TillLine("mug", 1, Pounds(price), null)],
                }));
                sold.Mugs--;
                Cash += Math.Max(0, price - 10m) - sold.GiveBack(Math.Max(0, 10m - price));

                // What pays for the other goods becomes store credit, out of the card as long as that lasts.
                sold.GiveBack(Math.Min(price, 10m));
            }
        }

        private async Task OrderAsync()
        {
            var id = Next("order");
            _wakes.Add(() => host.Order(id).WakeAsync());
            await AskAsync<OrderDetails>(async () =>
            {
                await ReservedAsync(host, id);
                return (await host.Order(id).GetAsync())!;
            });
            await AskAsync(() => host.Order(id).PayAtTillAsync(Pay with { OperationId = $"{id}-pay" }));
            Cash += 30m;
            if (random.Next(2) == 0)
            {
                await AskAsync(() => host.Order(id).CancelLinesAsync(new CancelOrderLines($"{id}-less", [new CancelLine("1", 2)], null, "t1")));
                Cash -= 20m;
            }

            if (random.Next(2) == 0)
            {
                var left = (await host.Order(id).GetAsync())!.Total.Amount;
                await AskAsync(() => host.Order(id).CancelAsync(new CancelOrder($"{id}-cancel", null, "t1")));
                Cash -= left;
            }
        }

        private async Task MoveAsync()
        {
            var id = Next("move");
            var kind = random.Next(2) == 0 ? CashMovementKind.PayIn : CashMovementKind.PayOut;
            await AskAsync(() => host.Till().MoveCashAsync(new MoveTillCash(id, kind, Pounds(5m), "change")));
            Cash += kind == CashMovementKind.PayIn ? 5m : -5m;
        }

        /// <summary>Asks until there is an answer, and then up to twice more.</summary>
        private async Task AskAsync<T>(Func<Task<Result<T>>> ask)
            where T : class
        {
            for (var answers = random.Next(1, 4); answers > 0;)
            {
                try
                {
                    Accepted(await ask());
                    answers--;
                }
                catch (JournalBusyException)
                {
                    // Again, as a till does that heard nothing.
                }
            }
        }

        /// <summary>A sale of three mugs for thirty pounds.</summary>
        private sealed record Sold(string Id)
        {
            public int Mugs { get; set; } = 3;

            public decimal Card { get; set; }

            /// <summary>Gives money back, to the card first.</summary>
            /// <returns>What of it is cash.</returns>
            public decimal GiveBack(decimal amount)
            {
                var toCard = Math.Min(amount, Card);
                Card -= toCard;
                return amount - toCard;
            }
        }
    }

    /// <summary>One append in eight is not taken.</summary>
    private sealed class Refusals(int seed) : ICommitFaults
    {
        private readonly Random _random = new(seed);

        public bool IsOn { get; set; }

        public bool IsBusy(Append append)
        {
            lock (_random)
            {
                return IsOn && _random.Next(8) == 0;
            }
        }

        public CommitPlan Next(IReadOnlyList<Append> batch) => default;
    }
}
