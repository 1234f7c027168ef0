using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Grains.Tests.Orders;
using OrleansCommerce.Orders;
using OrleansCommerce.Returns;
using OrleansCommerce.StoreCredits;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Returns;

/// <summary>Goods come back and others are sold: both or neither, each once, whenever the process dies.</summary>
public sealed class ExchangeTests
{
    private const string Credit = "first:return:1:credit";
    private const string Older = "older:credit";

    [Fact]
    public async Task Goods_that_cost_more_are_paid_by_what_came_back_and_the_customer_pays_the_rest()
    {
        using var host = await SoldAsync();
        var done = Accepted(await host.Exchange().ExchangeAsync(For(3, tender: 10m)));
        Assert.Equal((20m, 30m, 10m, 0m), (done.Refund.Amount, done.SaleTotal.Amount, done.Paid.Amount, done.GivenBack.Amount));
        var sale = (await host.Order("second").GetAsync())!;
        Assert.Equal(
            [(TenderKind.Cash, 10m), (TenderKind.StoreCredit, 20m)], sale.Payments.Select(payment => (payment.Tender, payment.Captured.Amount)));
        Assert.Equal("anna", sale.CustomerId);
        await AddsUpAsync(host, onHand: 10 - 2 + 2 - 3, credit: 0m);
    }

    [Fact]
    public async Task What_is_left_over_goes_back_to_what_was_paid_with_cards_first()
    {
        using var host = await SoldAsync(new Tender(TenderKind.Cash, new Money(12m, "GBP")), new Tender(TenderKind.GiftCard, new Money(8m, "GBP"), "gift-1"));
        var done = Accepted(await host.Exchange().ExchangeAsync(For(1)));
        Assert.Equal((0m, 10m), (done.Paid.Amount, done.GivenBack.Amount));
        Assert.Equal(
            [(TenderKind.Cash, 12m), (TenderKind.GiftCard, 8m)],
            (await host.Order("first").GetAsync())!.Payments.Select(payment => (payment.Tender, payment.Refunded.Amount)));
        await AddsUpAsync(host, onHand: 10 - 2 + 2 - 1, credit: 0m);
    }

    [Fact]
    public async Task What_is_left_over_stays_store_credit_when_the_customer_wants_that()
    {
        using var host = await SoldAsync();
        var done = Accepted(await host.Exchange().ExchangeAsync(For(1) with { RefundTo = RefundTarget.StoreCredit }));
        Assert.Equal(Credit, done.StoreCreditId);
        await AddsUpAsync(host, onHand: 10 - 2 + 2 - 1, credit: 10m);
    }

    [Fact]
    public async Task Like_for_like_moves_no_money()
    {
        using var host = await SoldAsync();
        var done = Accepted(await host.Exchange().ExchangeAsync(For(2)));
        Assert.Equal((0m, 0m), (done.Paid.Amount, done.GivenBack.Amount));
        await AddsUpAsync(host, onHand: 8, credit: 0m);
    }

    [Fact]
    public async Task Nothing_comes_back_when_the_others_cannot_be_sold_and_nothing_is_sold_when_nothing_can_come_back()
    {
        using var host = await SoldAsync();
        Assert.Equal("tenders", Invalid(await host.Exchange("a").ExchangeAsync(For(3, tender: 9m))));
        Assert.Equal("lines[0].sku", Invalid(await host.Exchange("b").ExchangeAsync(For(3) with { Lines = [new TillLine("spoon", 1, null, null)] })));
        Assert.Equal("lines[0].quantity", Invalid(await host.Exchange("c").ExchangeAsync(For(1) with { Back = [new ReturnLine("1", 3, Disposition.Restock)] })));
        Assert.Equal(new NotFound("order", "nothing"), (await host.Exchange("d").ExchangeAsync(For(1) with { OrderId = "nothing" })).Failure);
        Assert.Null(await host.Exchange("d").GetAsync());
        Assert.Null(await host.Order("second").GetAsync());
        Assert.Equal(8, (await host.LevelsAsync("mug", "shop")).OnHand);
    }

    [Fact]
    public async Task What_a_limit_refuses_is_refused_with_its_code_the_first_time_and_ever_after()
    {
        using var sold = await SoldAsync();
        using var host = new OrderHost(sold.Storage, returns: new ReturnPolicy { Limits = new ReturnLimits { RefundCount = 0 } });
        for (var i = 0; i < 2; i++)
        {
            var refused = Assert.IsType<ReturnRefused>((await host.Exchange().ExchangeAsync(For(3, tender: 10m))).Failure);
            Assert.Equal((ReturnRefusal.RefundLimit, "lines"), (refused.Code, refused.Field));
        }

        Assert.Null(await host.Order("second").GetAsync());
        Assert.Null(await host.Exchange().WakeAsync());
    }

    [Fact]
    public async Task A_store_credit_pays_on_top_by_itself_or_with_cash()
    {
        using var host = await SoldAsync();
        await GiveCreditAsync(host, 8m);
        var done = Accepted(await host.Exchange().ExchangeAsync(Paid(3, OffCredit(8m), Cash(2m))));
        Assert.Equal((20m, 30m, 10m), (done.Refund.Amount, done.SaleTotal.Amount, done.Paid.Amount));
        Assert.Equal(
            [(TenderKind.StoreCredit, 8m), (TenderKind.Cash, 2m), (TenderKind.StoreCredit, 20m)],
            (await host.Order("second").GetAsync())!.Payments.Select(payment => (payment.Tender, payment.Captured.Amount)));
        var credit = (await host.StoreCredit(Older).GetAsync())!;
        Assert.Equal((0m, "second"), (credit.Balance.Amount, Assert.Single(credit.Redemptions).OrderId));
        Assert.Equal(done, Accepted(await host.Exchange().ExchangeAsync(Paid(3, OffCredit(8m), Cash(2m)))));
        await AddsUpAsync(host, onHand: 10 - 2 + 2 - 3, credit: 0m);
    }

    [Fact]
    public async Task A_store_credit_that_has_not_as_much_takes_nothing_back_and_one_that_had_is_whole_again()
    {
        using var host = await SoldAsync();
        await GiveCreditAsync(host, 8m);
        ExchangeItems[] refused =
        [
            Paid(3, OffCredit(8.01m), Cash(1.99m)),
            Paid(3, new Tender(TenderKind.StoreCredit, new Money(10m, "GBP"), "nobodys:credit")),
            Paid(3, OffCredit(4m), OffCredit(4m), OffCredit(2m)),
        ];
        string[] fields = ["tenders[0].amount.amount", "tenders[0].reference", "tenders[2].amount.amount"];
        for (var i = 0; i < refused.Length; i++)
        {
            var id = $"swap-{i}";
            Assert.Equal(fields[i], Invalid(await host.Exchange(id).ExchangeAsync(refused[i])));
            Assert.Equal(fields[i], Invalid(await host.Exchange(id).ExchangeAsync(refused[i])));
            Assert.Null(await host.Exchange(id).GetAsync());
            Assert.Null(await host.Exchange(id).WakeAsync());
        }

        Assert.Null(await host.Order("second").GetAsync());
        Assert.Equal(8, (await host.LevelsAsync("mug", "shop")).OnHand);
        var credit = (await host.StoreCredit(Older).GetAsync())!;
        Assert.Equal(8m, credit.Balance.Amount);
        Assert.Equal([true, true], credit.Redemptions.Select(redemption => redemption.IsReversed));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("exchange.credit-taken")]
    [InlineData("exchange.refused")]
    [InlineData("exchange.credit-given-back")]
    [InlineData("store-credit.redemption-reversed")]
    public async Task A_store_credit_is_whole_again_when_the_goods_cannot_come_back_wherever_it_was_cut_off(string? failsAt)
    {
        using var sold = await SoldAsync();
        await GiveCreditAsync(sold, 10m);
        var none = new ReturnPolicy { Limits = new ReturnLimits { RefundCount = 0 } };
        if (failsAt is not null)
        {
            using var crashed = new OrderHost(sold.Storage, failsAt, returns: none);
            await Assert.ThrowsAnyAsync<Exception>(() => crashed.Exchange().ExchangeAsync(Paid(3, OffCredit(10m))));
        }

        using var host = new OrderHost(sold.Storage, returns: none);
        await host.Exchange().WakeAsync();
        Assert.IsType<ReturnRefused>((await host.Exchange().ExchangeAsync(Paid(3, OffCredit(10m)))).Failure);
        Assert.Null(await host.Exchange().WakeAsync());
        Assert.Equal(10m, (await host.StoreCredit(Older).GetAsync())!.Balance.Amount);
        Assert.Null(await host.Order("second").GetAsync());
    }

    [Theory]
    [InlineData("exchange.credit-taken")]
    [InlineData("store-credit.redeemed")]
    [InlineData("exchange.returned")]
    [InlineData("exchange.sold")]
    public async Task An_exchange_that_a_store_credit_pays_for_takes_it_once_wherever_it_was_cut_off(string failsAt)
    {
        using var before = await SoldAsync();
        await GiveCreditAsync(before, 12m);
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAnyAsync<Exception>(() => crashed.Exchange().ExchangeAsync(Paid(3, OffCredit(10m))));

        using var after = new OrderHost(before.Storage);
        await after.Exchange().WakeAsync();
        Accepted(await after.Exchange().ExchangeAsync(Paid(3, OffCredit(10m))));
        Assert.Equal(2m, (await after.StoreCredit(Older).GetAsync())!.Balance.Amount);
        await AddsUpAsync(after, onHand: 7, credit: 0m);
    }

    [Fact]
    public async Task What_no_sale_would_take_as_a_tender_is_refused_before_anything_comes_back()
    {
        using var host = await SoldAsync();
        Assert.Equal("tenders[0].reference", Invalid(await host.Exchange("a").ExchangeAsync(Paid(3, new Tender(TenderKind.Card, new Money(10m, "GBP"))))));
        Assert.Equal("tenders[0].reference", Invalid(await host.Exchange("b").ExchangeAsync(Paid(3, new Tender(TenderKind.Card, new Money(10m, "GBP"), "4242424242424242")))));
        Assert.Equal("tenders[0].reference", Invalid(await host.Exchange("c").ExchangeAsync(Paid(3, new Tender(TenderKind.StoreCredit, new Money(10m, "GBP"), $"{Older}/1")))));
        Assert.Equal("tenders[0].amount.currency", Invalid(await host.Exchange("d").ExchangeAsync(Paid(3, new Tender(TenderKind.Cash, new Money(10m, "EUR"))))));
        Assert.Equal("tenders[1].amount.amount", Invalid(await host.Exchange("e").ExchangeAsync(Paid(3, Cash(10m), new Tender(TenderKind.Card, new Money(0m, "GBP"), "t")))));
        Assert.Equal("tenders", Invalid(await host.Exchange("f").ExchangeAsync(Paid(3, Cash(4m), Cash(6m)))));
        Assert.Equal("tenders", Invalid(await host.Exchange("g").ExchangeAsync(Paid(3, [.. Enumerable.Repeat(new Tender(TenderKind.Card, new Money(1m, "GBP"), "t"), 10)]))));
        Assert.Equal(8, (await host.LevelsAsync("mug", "shop")).OnHand);
        Assert.Equal(9, (await SoldFor(host, [.. Enumerable.Repeat(new Tender(TenderKind.Card, new Money(1m, "GBP"), "t"), 8), Cash(2m)])).Payments.Length - 1);
    }

    [Fact]
    public async Task The_same_request_again_does_nothing_more_and_another_is_refused()
    {
        using var host = await SoldAsync();
        var done = Accepted(await host.Exchange().ExchangeAsync(For(1)));
        Assert.Equal(done, Accepted(await host.Exchange().ExchangeAsync(For(1))));
        Assert.Equal(new OperationIdReused("swap"), (await host.Exchange().ExchangeAsync(For(2))).Failure);
        await AddsUpAsync(host, onHand: 9, credit: 0m);
    }

    [Theory]
    [InlineData("exchange.returned")]
    [InlineData("exchange.redeemed")]
    [InlineData("exchange.sold")]
    [InlineData("order.returned")]
    [InlineData("order.refunded")]
    [InlineData("order.sold-at-till")]
    [InlineData("store-credit.issued")]
    [InlineData("store-credit.redeemed")]
    [InlineData("store-credit.redemption-used")]
    [InlineData("stock.restocked")]
    [InlineData("stock.sold")]
    public async Task An_exchange_that_was_cut_off_goes_on_in_the_next_process_and_does_nothing_twice(string failsAt)
    {
        using var before = await SoldAsync();
        using var crashed = new OrderHost(before.Storage, failsAt);
        await Assert.ThrowsAnyAsync<Exception>(() => crashed.Exchange().ExchangeAsync(For(1)));

        using var after = new OrderHost(before.Storage);
        Assert.Null(await after.Exchange().WakeAsync());
        var done = Accepted(await after.Exchange().ExchangeAsync(For(1)));
        Assert.Equal((20m, 10m, 10m), (done.Refund.Amount, done.SaleTotal.Amount, done.GivenBack.Amount));
        await AddsUpAsync(after, onHand: 9, credit: 0m);
    }

    [Fact]
    public void Durable_names_never_change() => Assert.Equal(
        ["exchange.credit-given-back", "exchange.credit-taken", "exchange.redeemed", "exchange.refused", "exchange.returned", "exchange.sold", "exchange.started"],
        Exchange.Codec.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void An_order_that_takes_nothing_back_any_more_ends_the_exchange_before_anything_is_sold()
    {
        var command = For(1);
        var state = After(Exchange.State.Initial, Exchange.Decide(Exchange.State.Initial, command, command, new Money(20m, "GBP"), 10m, EventSourcing.Given.Noon));
        Assert.IsType<Exchange.Step.TakeBack>(Exchange.NextStep(state, "x"));
        state = After(state, Exchange.DecideReturned(state, new InvalidInput("lines[0].quantity", "at most 0 units can come back.")));
        Assert.Null(Exchange.NextStep(state, "x"));
        Assert.Null(Exchange.NextWake(state));
        Assert.Equal("REFUSED", Assert.IsType<InvalidState>(Exchange.Recall(state, command)!.Value.Failure).State);
    }

    private static Exchange.State After(Exchange.State state, OrleansCommerce.Grains.EventSourcing.Decision<Exchange.Event> decision) => decision.Events.Aggregate(state, Exchange.Evolve);

    private static string Invalid(Result<ExchangeDetails> answer) => Assert.IsType<InvalidInput>(answer.Failure).Field;

    /// <summary>Two mugs for ten pounds each, of ten on the shelf.</summary>
    private static async Task<OrderHost> SoldAsync(params Tender[] tenders)
    {
        var host = new OrderHost();
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Order("first").SellAtTillAsync(new SellAtTill(
            "first", "shop", "anna", "GBP", [new TillLine("mug", 2, null, null)], Tenders: tenders.Length == 0 ? null : [.. tenders])));
        return host;
    }

    private static async Task AddsUpAsync(OrderHost host, int onHand, decimal credit)
    {
        Assert.Equal(onHand, (await host.LevelsAsync("mug", "shop")).OnHand);
        Assert.Equal(credit, (await host.StoreCredit(Credit).GetAsync())!.Balance.Amount);
        var (first, second) = ((await host.Order("first").GetAsync())!, (await host.Order("second").GetAsync())!);
        Assert.Equal(20m, first.Refunded.Amount);
        Assert.Equal(second.Total.Amount, second.Payments.Sum(payment => payment.Captured.Amount));
    }

    private static async Task<OrderDetails> SoldFor(OrderHost host, params Tender[] tenders)
    {
        Accepted(await host.Exchange().ExchangeAsync(Paid(3, tenders)));
        return (await host.Order("second").GetAsync())!;
    }

    private static async Task GiveCreditAsync(OrderHost host, decimal amount) =>
        Accepted(await host.StoreCredit(Older).IssueAsync(new IssueStoreCredit("given", new Money(amount, "GBP"), null, "older")));

    private static Tender Cash(decimal amount) => new(TenderKind.Cash, new Money(amount, "GBP"));

    private static Tender OffCredit(decimal amount) => new(TenderKind.StoreCredit, new Money(amount, "GBP"), Older);

    private static ExchangeItems Paid(int mugs, params Tender[] tenders) => For(mugs) with { Tenders = [.. tenders] };

    private static ExchangeItems For(int mugs, decimal? tender = null) => new(
        "swap",
        "first",
        "shop",
        [new ReturnLine("1", 2, Disposition.Restock)],
        "does not fit",
        null,
        null,
        null,
        [new TillLine("mug", mugs, null, null)],
        tender is { } amount ? [new Tender(TenderKind.Cash, new Money(amount, "GBP"))] : null,
        "second");
}
