using OrleansCommerce.Carriers;
using OrleansCommerce.Grains.Carriers;
using OrleansCommerce.Grains.Returns;
using OrleansCommerce.Orders;
using static OrleansCommerce.Grains.Tests.Orders.OrderHost;

namespace OrleansCommerce.Grains.Tests.Orders;

/// <summary>Announced returns with real stock items, labels and counts, cut off at every step.</summary>
public sealed class OrderReturnRequestGrainTests
{
    private const string Rma = "sale.r1";

    private static readonly ReturnPolicy Counting = new() { Limits = new ReturnLimits { RefundCount = 1 } };

    [Theory]
    [InlineData("order.return-requested")]
    [InlineData("order.return-label-answered")]
    [InlineData("order.return-arrived")]
    [InlineData("order.return-inspected")]
    [InlineData("order.refunded")]
    [InlineData("stock.moved")]
    [InlineData("stock.restocked")]
    [InlineData("order.return-restocked")]
    public async Task A_return_that_was_cut_off_goes_on_in_the_next_process_and_does_everything_once(string failsAt)
    {
        using var before = new OrderHost();
        await SoldAsync(before, 3);
        using (var crashed = new OrderHost(before.Storage, failsAt))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => PlayAsync(crashed));
        }

        using var after = new OrderHost(before.Storage);
        await after.Order("sale").WakeAsync();
        var answer = await PlayAsync(after);
        Assert.Equal(ReturnRequestStatus.Closed, answer.Request.Status);
        Assert.Equal(OwnCarrier.TrackingNumberOf(LabelKey.Of(Rma, 1)), answer.Request.Label!.TrackingNumber);
        Assert.Equal(new ReturnUnits("1", 1), Assert.Single(answer.Request.Missing));
        Assert.Equal((20m, 20m), (answer.Return!.Refund.Amount, answer.Order.Refunded.Amount));
        var levels = (await after.StockItem("mug", "shop").GetAsync())!;
        Assert.Equal((10 - 3 + 1, 1), (levels.OnHand, levels.Ledger!.QualityControl));
    }

    [Theory]
    [InlineData("order.return-lost")]
    [InlineData("order.refunded")]
    [InlineData("order.return-restocked")]
    [InlineData("order.return-found")]
    [InlineData("stock.moved")]
    [InlineData("order.return-found-booked")]
    public async Task What_was_lost_and_found_and_cut_off_is_refunded_once_and_booked_once(string failsAt)
    {
        using var before = new OrderHost();
        await SoldAsync(before, 3);
        using (var crashed = new OrderHost(before.Storage, failsAt))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => LoseAndFindAsync(crashed));
        }

        using var after = new OrderHost(before.Storage);
        await after.Order("sale").WakeAsync();
        var answer = await LoseAndFindAsync(after);
        Assert.Equal(ReturnRequestStatus.Closed, answer.Request.Status);
        Assert.Equal((30m, 30m), (answer.Return!.Refund.Amount, answer.Order.Refunded.Amount));
        var levels = (await after.StockItem("mug", "shop").GetAsync())!;
        Assert.Equal((10 - 3 + 1, 1), (levels.OnHand, levels.Ledger!.Damaged));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("return-allowance.forgotten")]
    [InlineData("order.return-count-forgotten")]
    public async Task A_return_that_came_to_nothing_is_counted_no_more(string? failsAt)
    {
        using var before = new OrderHost(returns: Counting);
        await SoldAsync(before, 3);
        Accepted(await before.Order("sale").RequestReturnAsync(Announce("one")));
        Assert.IsType<ReturnRefused>((await before.Order("sale").RequestReturnAsync(Announce("two") with { Lines = [new AnnouncedReturnLine("1", 1, null, null)] })).Failure);
        Assert.IsType<ReturnRefused>((await before.Order("sale").ReturnAsync(Counter("three"))).Failure);

        var cancel = new AdvanceReturnRequest("cancel", Rma, null, null);
        using (var crashed = new OrderHost(before.Storage, failsAt, returns: Counting))
        {
            await Record.ExceptionAsync(() => crashed.Order("sale").CancelReturnRequestAsync(cancel));
        }

        using var after = new OrderHost(before.Storage, returns: Counting);
        Assert.Equal(ReturnRequestStatus.Cancelled, Accepted(await after.Order("sale").CancelReturnRequestAsync(cancel)).Request.Status);
        Accepted(await after.Order("sale").ReturnAsync(Counter("four")));
    }

    [Fact]
    public async Task Agreed_units_are_refunded_whatever_the_limit_and_others_are_not()
    {
        using var host = new OrderHost(returns: new ReturnPolicy { Limits = new ReturnLimits { RefundAmount = 10m } });
        await SoldAsync(host, 3);
        Accepted(await host.Order("sale").RequestReturnAsync(Announce("one") with { Lines = [new AnnouncedReturnLine("1", 1, null, null)] }));
        var refused = (await host.Order("sale").InspectReturnAsync(Inspect("too much", 2))).Failure;
        Assert.Equal(ReturnRefusal.RefundLimit, Assert.IsType<ReturnRefused>(refused).Code);
        Assert.Equal(ReturnRequestStatus.Closed, Accepted(await host.Order("sale").InspectReturnAsync(Inspect("as agreed", 1))).Request.Status);
    }

    [Fact]
    public async Task A_carriers_notice_about_a_returns_label_moves_it()
    {
        using var host = new OrderHost();
        await SoldAsync(host, 2);
        var label = Accepted(await host.Order("sale").RequestReturnAsync(Announce("one"))).Request.Label!;
        var notice = new CarrierNotice(LabelKey.Of(Rma, 1), label.TrackingNumber!, new TrackingNews("n1", TrackingStatus.InTransit, host.Time.GetUtcNow()));
        Accepted(await host.Order("sale").NoticeTrackingAsync(notice));
        Accepted(await host.Order("sale").NoticeTrackingAsync(notice));
        Assert.IsType<InvalidInput>((await host.Order("sale").NoticeTrackingAsync(notice with { TrackingNumber = "OC1", News = notice.News with { Id = "n2" } })).Failure);
        var request = Assert.Single(await host.Order("sale").GetReturnRequestsAsync());
        Assert.Equal((ReturnRequestStatus.InTransit, 1), (request.Status, request.Tracking.Length));
        Assert.Equal("IN_TRANSIT", Assert.IsType<InvalidState>(
            (await host.Order("sale").CancelReturnRequestAsync(new AdvanceReturnRequest("cancel", Rma, null, null))).Failure).State);
    }

    private static async Task SoldAsync(OrderHost host, int mugs)
    {
        await host.StockUpAsync("mug", "shop", 10);
        Accepted(await host.Order("sale").SellAtTillAsync(new SellAtTill("sale", "shop", "anna", "GBP", [new TillLine("mug", mugs, null, null)])));
    }

    /// <summary>Three mugs are announced and two come, one as new and one used.</summary>
    private static async Task<ReturnRequestAnswer> PlayAsync(OrderHost host)
    {
        var order = host.Order("sale");
        Accepted(await order.RequestReturnAsync(Announce("announce") with { Lines = [new AnnouncedReturnLine("1", 3, ReturnReason.WrongSize, null)] }));
        Accepted(await order.ReceiveReturnAsync(new AdvanceReturnRequest("dock", Rma, "shop", null)));
        return Accepted(await order.InspectReturnAsync(Inspect("inspect", 1) with
        {
            Lines =
            [
                new ReturnLine("1", 1, Disposition.Restock, Condition: ReturnCondition.New),
                new ReturnLine("1", 1, Disposition.Quarantine, Condition: ReturnCondition.Used),
            ],
        }));
    }

    /// <summary>The carrier loses three mugs; two come after all, one as new and one broken.</summary>
    private static async Task<ReturnRequestAnswer> LoseAndFindAsync(OrderHost host)
    {
        var order = host.Order("sale");
        Accepted(await order.RequestReturnAsync(Announce("announce") with { Lines = [new AnnouncedReturnLine("1", 3, ReturnReason.WrongSize, null)] }));
        Accepted(await order.TrackReturnAsync(new TrackReturn("lose", Rma, TrackingStatus.Lost, null, null, null)));
        return Accepted(await order.InspectReturnAsync(Inspect("find", 1) with
        {
            Lines =
            [
                new ReturnLine("1", 1, Disposition.Restock, Condition: ReturnCondition.New),
                new ReturnLine("1", 1, Disposition.Damaged, Condition: ReturnCondition.Damaged),
            ],
        }));
    }

    private static RequestReturn Announce(string operation) =>
        new(operation, ReturnMethod.Parcel, null, [new AnnouncedReturnLine("1", 2, null, null)], null, "STANDARD", 900, IsByStaff: false, Override: null);

    private static InspectReturn Inspect(string operation, int mugs) =>
        new(operation, Rma, "shop", [new ReturnLine("1", mugs, Disposition.Restock)], null, null, null, null);

    private static ReturnItems Counter(string operation) => new(operation, "shop", [new ReturnLine("1", 1, Disposition.Restock)], null);
}
